// How a page asks the service worker (sw/). Each promise fails with an error whose `why` is a key of KEEP_FAILURES.
const canKeep = Boolean(navigator.serviceWorker && window.caches && /^http/.test(location.protocol))

// WeChat on iPhones has no workers, nor has what is opened from a disk.
function whyNotHere() {
  if (location.protocol === "file:") return "这是拷贝下来的一份，本来就不用网。"
  if (navigator.userAgent.includes("MicroMessenger")) return "微信里存不下来：点右上角的“…”，选“在浏览器打开”，再存。"
  return "这个浏览器存不下来：换手机自带的浏览器，或者电脑上新一点的浏览器，再存。也可以打印出来。"
}

const KEEP_FAILURES = {
  cannot: whyNotHere(),
  offline: "没有存完：网断了，或者网站没有回答。有了网再点一次。",
  changed: "没有存完：网站刚刚更新。过一会儿再点一次。",
  full: "没有存下：这台设备的空间满了，或者这是无痕窗口。清理出一些空间，或者换普通的窗口，再点一次。",
}

const SILENCE = 90000 // Milliseconds.

const failure = why => Object.assign(new Error(why), { why })

const settled = worker => new Promise((resolve, reject) => {
  const look = () => {
    if (worker.state === "activated") resolve(worker)
    if (worker.state === "redundant") reject(failure("offline"))
  }
  worker.addEventListener("statechange", look)
  look()
})

// The worker of the newest release; begins it where there is none yet.
async function beginWorker() {
  if (!canKeep) throw failure("cannot")
  let registration
  try {
    registration = await navigator.serviceWorker.register(reading.scope + "sw.js")
    if (registration.active) await registration.update()
  } catch (refused) {
    throw failure(refused.name === "SecurityError" ? "cannot" : "offline")
  }
  return settled(registration.installing || registration.waiting || registration.active)
}

function askWorker(worker, task, given, tell) {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve, reject) => {
    let waits = 0
    // A browser may end a worker in the middle of its work, and says nothing.
    const wait = () => {
      clearTimeout(waits)
      waits = setTimeout(() => reject(failure("offline")), SILENCE)
    }
    port1.onmessage = ({ data: { progress, result, why } }) => {
      wait()
      if (progress) return tell && tell(progress)
      clearTimeout(waits)
      port1.close()
      if (why) reject(failure(why))
      else resolve(result)
    }
    wait()
    worker.postMessage({ task, given }, [port2])
  })
}

async function workerThere() {
  const registration = canKeep && await navigator.serviceWorker.getRegistration(reading.scope)
  return registration && registration.active
}

// Whether pages that are opened are stored unasked: what shell.js asks before it begins a worker.
function allowOffline(isAllowed) {
  try {
    if (isAllowed) localStorage.removeItem(reading.scope + ".__offline")
    else localStorage.setItem(reading.scope + ".__offline", "off")
  } catch (refused) {}
}
