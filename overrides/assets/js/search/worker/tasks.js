// What the view asks for: { id, task, given }, answered by { id, given } or { id, error }.
const TASKS = { open, find, show, facets }

// Where its WebAssembly does not load, Pagefind throws where nobody can catch it, and never answers.
const failure = new Promise((resolve, reject) => {
  self.addEventListener("unhandledrejection", event => {
    event.preventDefault()
    reject(event.reason)
  })
})
failure.catch(() => {})

self.onmessage = async ({ data: { id, task, given } }) => {
  let answer
  try {
    answer = { id, given: await Promise.race([TASKS[task](given), failure]) }
  } catch (error) {
    answer = { id, error: String(error) }
  }
  postMessage(missing ? { id, error: "missing" } : answer)
}
