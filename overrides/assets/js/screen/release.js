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

function loadSheet(href) {
  const link = el("link", { rel: "stylesheet", href, media: "not all" })
  const loaded = new Promise((done, fail) => {
    link.onload = done
    link.onerror = fail
  })
  document.head.append(link)
  return within(loaded).then(() => link).catch(error => {
    link.remove()
    throw error
  })
}

// The new board, when its pictures and styles are there; before that nothing is changed.
async function replaceBoard(board, doc) {
  const fresh = document.importNode(doc.getElementById("screen"), true)
  await within(Promise.all([...fresh.querySelectorAll("img")].map(one => one.decode())))
  const old = [...document.querySelectorAll("head link[rel=stylesheet]")]
  const wanted = sheets(doc)
  const isNew = wanted.join() !== old.map(one => one.getAttribute("href")).join()
  const loaded = isNew ? await Promise.all(wanted.map(loadSheet)) : []
  for (const one of loaded) one.media = "all"
  if (isNew) for (const one of old) one.remove()
  board.replaceWith(fresh)
  return fresh
}
