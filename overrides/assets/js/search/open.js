// Opens the search: on the search page in its place, on any other as a panel over the page. What it needs is
// loaded only then; until it is there, or where it fails, the link leads to the search page.
const PAINTED = 300 // Milliseconds after which the page has surely been painted.
const opener = document.querySelector(".search-open")
const place = document.getElementById("search")
// Where there are no dialogs (Safari before 15.4), there is only the search page.
const canOpenPanel = Boolean(isScripted && window.HTMLDialogElement)
let loading = null
let view = null

const urlOf = name => new URL(opener.dataset[name], location.href).href
const hasQuery = () => new URLSearchParams(location.search).has("q")

const loadStyle = () => new Promise((resolve, reject) => {
  const link = document.createElement("link")
  Object.assign(link, { rel: "stylesheet", href: urlOf("style"), onload: resolve, onerror: reject })
  document.head.append(link)
})

async function load() {
  const [{ start }] = await Promise.all([import(urlOf("view")), loadStyle()])
  view = start({ place, index: opener.href, worker: urlOf("worker") })
}

async function open(wantsToType) {
  loading = loading || load()
  try {
    await loading
  } catch (unreachable) {
    return place ? sayFailed() : location.assign(opener.href)
  }
  view.open(wantsToType)
}

// The field by itself still asks for this page again, with the query in the address.
function sayFailed() {
  if (place.querySelector("[role=status]")) return
  const note = document.createElement("p")
  note.className = "search-status"
  note.setAttribute("role", "status")
  note.textContent = "搜索没有打开：网断了，或者网站刚刚更新。刷新这一页再试，或者从下面的栏目找。"
  place.append(note)
}

// The address tells: ?q=, even empty, is an open panel. So back shuts it, and a shared link opens it.
function followAddress() {
  if (place) open()
  else if (!hasQuery()) view?.close()
  else if (canOpenPanel) open()
  else location.replace(opener.href + location.search)
}

function openByReader() {
  if (!place && !hasQuery()) {
    const there = new URL(location.href)
    there.searchParams.set("q", "")
    history.pushState({ search: true }, "", there)
  }
  open(true)
}

opener.addEventListener("click", event => {
  if (isForBrowser(event) || !(place || canOpenPanel)) return
  event.preventDefault()
  openByReader()
})
document.addEventListener("keydown", event => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]")
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return
  event.preventDefault()
  if (place || canOpenPanel) openByReader()
  else location.assign(opener.href)
})
addEventListener("popstate", followAddress)
// Before anybody asks, the page itself comes first.
if (!place || hasQuery()) followAddress()
else {
  const first = () => loading || followAddress()
  addEventListener("load", () => setTimeout(first, PAINTED))
  place.addEventListener("focusin", first, { once: true })
}
