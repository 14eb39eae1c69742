// Opens the search: on the search page in its place, on any other as a panel over the page. What it needs is
// loaded only then; until it is there, or where it fails, the link leads to the search page.
{
  const AFTER = 300 // Milliseconds after which the page has surely been painted.
  const opener = document.querySelector(".search-open")
  const place = document.getElementById("search")
  const from = name => new URL(opener.dataset[name], location.href).href
  const inAddress = () => new URLSearchParams(location.search).has("q")
  let loading = null
  let view = null

  const style = () => new Promise((resolve, reject) => {
    const link = document.createElement("link")
    Object.assign(link, { rel: "stylesheet", href: from("style"), onload: resolve, onerror: reject })
    document.head.append(link)
  })

  async function load() {
    const [{ start }] = await Promise.all([import(from("view")), style()])
    view = start({ place, index: opener.href, worker: from("worker") })
  }

  async function open(asked) {
    try {
      await (loading ??= load())
    } catch (unreachable) {
      if (!place) location.assign(opener.href)
      return
    }
    view.open(asked)
  }

  // The address tells: ?q=, even empty, is an open panel. So back shuts it, and a shared link opens it.
  function come() {
    if (place || inAddress()) open()
    else view?.close()
  }

  function ask() {
    if (!place && !inAddress()) {
      const there = new URL(location.href)
      there.searchParams.set("q", "")
      history.pushState({ search: true }, "", there)
    }
    open(true)
  }

  opener.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    ask()
  })
  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]")
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return
    event.preventDefault()
    ask()
  })
  addEventListener("popstate", come)
  // Before anybody asks, the page itself comes first.
  if (!place || inAddress()) come()
  else {
    const first = () => loading || come()
    addEventListener("load", () => setTimeout(first, AFTER))
    place.addEventListener("focusin", first, { once: true })
  }
}
