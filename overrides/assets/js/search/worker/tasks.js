// What the view asks for: { id, task, given }, answered by { id, given } or { id, error }.
const TASKS = { open, find, show, facets }

// Where its WebAssembly does not load, Pagefind throws where nobody can catch it, and never answers.
self.addEventListener("unhandledrejection", event => {
  event.preventDefault()
  fail(event.reason)
})

self.onmessage = async ({ data: { id, task, given } }) => {
  try {
    postMessage({ id, given: await Promise.race([TASKS[task](given), failure]) })
  } catch (error) {
    postMessage({ id, error: String(error) })
  }
}
