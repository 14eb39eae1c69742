// A new release takes the place of the one that is shown, once all of it has come: nothing is ever loaded in the way
// that ends in a browser's own page of an error.
const LONGEST = 60e3 // Of anything that is waited for.

const sheets = doc => [...doc.querySelectorAll("head link[rel=stylesheet]")].map(one => one.getAttribute("href"))
const scripts = doc => [...doc.querySelectorAll("script[type=module]")].map(one => one.getAttribute("src"))

// All that a release is; of this page before the script has changed anything.
const release = doc => [...sheets(doc), ...scripts(doc), doc.getElementById("screen").outerHTML].join("\n")

function within(promise) {
  let timer
  const late = new Promise((resolve, fail) => { timer = setTimeout(() => fail(new Error("late")), LONGEST) })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

// Past the browser's own cache.
async function ask(method) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), LONGEST)
  try {
    const answer = await fetch(location.pathname, { method, cache: "no-store", signal: stop.signal })
    if (!answer.ok || answer.redirected) throw new Error("another's")
    return { said: answer.headers.get("date"), text: await answer.text() }
  } finally {
    clearTimeout(timer)
  }
}

// The page as the server has it now. Whatever else answers, a gateway or a hotel's sign-in, is no such page; nor is half of it.
async function fetchPage() {
  const { text } = await ask("GET")
  const doc = new DOMParser().parseFromString(text, "text/html")
  if (!text.trim().endsWith("</html>") || !doc.querySelector("#screen .slide")) throw new Error("another's")
  return doc
}

// One that came wrongly under a name that is for good is asked for past the cache, for the next time.
const loadPicture = picture => picture.decode().catch(async error => {
  await fetch(picture.currentSrc, { cache: "reload" })
  throw error
})

const loaded = link => new Promise((resolve, fail) => {
  link.onload = resolve
  link.onerror = fail
})

// Style sheets that hold nothing yet; all of them, or none.
async function loadSheets(names) {
  const links = names.map(href => el("link", { rel: "stylesheet", href, media: "not all" }))
  const all = Promise.all(links.map(loaded))
  document.head.append(...links)
  try {
    await within(all)
  } catch (error) {
    for (const one of links) one.remove()
    throw error
  }
  return links
}

// The new board, when its pictures and styles are there; before that nothing is changed.
async function replaceBoard(board, doc) {
  const fresh = document.importNode(doc.getElementById("screen"), true)
  await within(Promise.all([...fresh.querySelectorAll("img")].map(loadPicture)))
  const old = [...document.querySelectorAll("head link[rel=stylesheet]")]
  const isNew = sheets(doc).join() !== sheets(document).join()
  const links = isNew ? await loadSheets(sheets(doc)) : []
  for (const one of links) one.media = "all"
  if (isNew) for (const one of old) one.remove()
  board.replaceWith(fresh)
  return fresh
}
