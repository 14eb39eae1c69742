// The screen in a corridor: it turns, grows older by the day, and looks for a new release by itself.
const CHECK = 5 * 60e3
const AWAKE = 4e3 // How long the button is seen after somebody has moved.

const screen = { board: document.getElementById("screen"), release: "", isKept: false, isStopped: false }

function turn() {
  if (screen.isStopped) return
  wait(turn)
  age(screen.board)
  show(screen.board, 1)
}

async function check() {
  try {
    const doc = await fetchPage()
    // Past a service worker, too: what that has kept is of another day.
    setClock((await ask("HEAD")).said)
    if (release(doc) !== screen.release) await renew(doc)
    if (!screen.isStopped) keepForStart()
  } catch (unreachable) {
    // What is shown stays.
  }
  if (screen.isStopped) return
  age(screen.board)
  setTimeout(check, CHECK)
}

// So that it comes up without a network, too, where the browser can keep pages. What fails is tried again by the next
// check, which does not wait for it.
function keepForStart() {
  if (screen.isKept || !canKeep || !("keep" in screen.board.dataset)) return
  screen.isKept = true
  keepPages({ id: "screen", title: "大屏", pages: [location.pathname] }).catch(() => { screen.isKept = false })
}

async function renew(doc) {
  const isOther = scripts(doc).join() !== scripts(document).join()
  screen.board = await replaceBoard(screen.board, doc)
  screen.release = release(doc)
  screen.isKept = false
  age(screen.board)
  if (isOther) await hand(scripts(doc))
}

// To the script of the new release; where that does not come, this one goes on.
async function hand(names) {
  screen.isStopped = true
  const old = [...document.querySelectorAll("script[type=module]")]
  const fresh = names.map(src => el("script", { type: "module", src }))
  const all = Promise.all(fresh.map(loaded))
  document.body.append(...fresh)
  try {
    await within(all)
    control.remove()
    for (const one of old) one.remove()
  } catch (dropped) {
    for (const one of fresh) one.remove()
    screen.isStopped = false
    wait(turn)
  }
}

function pause() {
  turns.isPaused = !turns.isPaused
  control.textContent = turns.isPaused ? "继续翻页" : "停止翻页"
  wait(turn)
}

const control = el("button", { class: "pause", type: "button", click: pause }, "停止翻页")

function press(event) {
  const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key]
  if (screen.isStopped || event.altKey || event.ctrlKey || event.metaKey) return
  if (step) {
    show(screen.board, step)
    wait(turn)
  } else if (event.key === " " && event.target !== control) pause()
  else return
  event.preventDefault()
}

let sleepy = 0
function wake() {
  clearTimeout(sleepy)
  document.documentElement.classList.add("awake")
  sleepy = setTimeout(() => document.documentElement.classList.remove("awake"), AWAKE)
}

if (isScripted) {
  screen.release = release(document)
  screen.board.after(control)
  document.addEventListener("keydown", press)
  for (const kind of ["pointermove", "pointerdown", "keydown"]) document.addEventListener(kind, wake)
  age(screen.board)
  wait(turn)
  setTimeout(check)
}
