// How a page asks the service worker (sw/). Each promise fails with an error whose `why` is a key of KEEP_FAILURES
// (failures.js).
const canKeep = Boolean(navigator.serviceWorker && window.caches && /^http/.test(location.protocol))

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

// Whether pages that are opened are stored unasked (begin.js).
function allowOffline(isAllowed) {
  try {
    if (isAllowed) localStorage.removeItem(reading.scope + ".__offline")
    else localStorage.setItem(reading.scope + ".__offline", "off")
  } catch (refused) {}
}
