// The photos of a record, large. Without this script each is a link to its file.
const RESTING = 120 // Milliseconds without scrolling after which the track has come to rest.

const links = [...document.querySelectorAll("a[data-photo]")]
const calm = matchMedia("(prefers-reduced-motion: reduce)")
let gallery = null

// What is in the page, once more: the browser has it already, and takes a larger file for the whole screen.
function slide(link) {
  const figure = el("figure", {}, link.querySelector("picture").cloneNode(true))
  for (const one of figure.querySelectorAll("source, img")) one.sizes = "100vw"
  const caption = link.parentNode.querySelector("figcaption")
  if (caption) figure.append(caption.cloneNode(true))
  return figure
}

function openGallery() {
  const counter = el("p", { role: "status" })
  const track = el("div", { tabindex: 0, role: "group", "aria-label": "照片" }, links.map(slide))
  const button = (name, sign, label, click) => el("button", { class: name, type: "button", "aria-label": label, click }, sign)
  const dialog = el("dialog", { class: "photo-large", "aria-label": "大图" },
    counter,
    button("photo-shut", "×", "关闭", () => dialog.close()),
    links.length > 1 && button("photo-back", "‹", "上一张", () => go(gallery.at - 1)),
    links.length > 1 && button("photo-next", "›", "下一张", () => go(gallery.at + 1)),
    track)
  document.body.append(dialog)
  gallery = { dialog, track, counter, at: 0 }
  listen(dialog, track)
}

function listen(dialog, track) {
  // A finger moves the track itself; where it comes to rest is where we are.
  let resting
  track.addEventListener("scroll", () => {
    clearTimeout(resting)
    resting = setTimeout(() => count(Math.round(track.scrollLeft / track.clientWidth)), RESTING)
  })
  addEventListener("resize", () => dialog.open && scrollToPhoto("instant"))
  dialog.addEventListener("keydown", walk)
  dialog.addEventListener("click", event => event.target.tagName === "FIGURE" && dialog.close())
  // A telephone's back key shuts the photo, not the page.
  dialog.addEventListener("close", () => history.state?.photo && history.back())
  addEventListener("popstate", () => dialog.open && dialog.close())
}

function count(at) {
  gallery.at = at
  gallery.counter.textContent = `${at + 1} / ${links.length}`
}

const scrollToPhoto = behavior => gallery.track.scrollTo({ left: gallery.at * gallery.track.clientWidth, behavior })

// To a photo, round at both ends. Only to a neighbour the track moves as it would under a finger.
function go(to, smooth = true) {
  const near = Math.abs(to - gallery.at) === 1
  count((to + links.length) % links.length)
  scrollToPhoto(smooth && near && gallery.at === to && !calm.matches ? "smooth" : "instant")
}

const KEYS = {
  ArrowLeft: () => go(gallery.at - 1),
  ArrowRight: () => go(gallery.at + 1),
  Home: () => go(0, false),
  End: () => go(links.length - 1, false),
}

function walk(event) {
  const move = KEYS[event.key]
  if (!move || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  move()
}

for (const [index, link] of links.entries()) {
  link.addEventListener("click", event => {
    if (isForBrowser(event) || !isScripted || !window.HTMLDialogElement) return
    event.preventDefault()
    if (!gallery) openGallery()
    gallery.dialog.showModal()
    history.pushState({ photo: true }, "")
    go(index, false)
  })
}
