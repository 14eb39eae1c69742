// The search itself, beside the page so that typing never waits: asks Pagefind for the words of a query.
// Loaded by the view when the search is opened. In a worker Pagefind finds no <html lang> and leaves the
// cutting of Chinese to us.

let base = "" // The folder search/, absolute.
let plan = null // parts.json

// Once anything is missing no task is answered any more: see tasks.js.
let fail
const failure = new Promise((resolve, reject) => { fail = reject })
failure.catch(() => {})

// Pagefind takes an answer of 404 for a file with nothing in it; we want to know. Of each part it asks for a small
// file that is in our plan already, and it looks for its WebAssembly in the first.
const fetchPlainly = self.fetch
self.fetch = async (uri, ...options) => {
  const [, part, file] = String(uri).match(/([^/]*\/)([^/?]*)[^/]*$/)
  if (file === "pagefind-entry.json") return new Response(JSON.stringify(plan.parts.find(one => one.at === part).entry))
  try {
    const answer = await fetchPlainly(file.startsWith("wasm.") ? base + plan.runtime + file : uri, ...options)
    if (answer.ok) return answer
  } catch (offline) {}
  fail("missing") // The site has been published anew.
  throw new Error(`not there: ${uri}`)
}

const getJson = async (uri, options) => (await fetch(base + uri, options)).json()
