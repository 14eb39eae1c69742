// Runs at the end of the body, after Material's bundle: what that leaves to do.

// The drawer: Escape shuts it, and it is shut when one comes back to the page.
{
  const drawer = document.getElementById("__drawer")
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && drawer.checked) {
      drawer.checked = false
      drawer.focus()
    }
  })
  addEventListener("pagehide", () => { drawer.checked = false })
}

// A hack: Material's search hears keys only, so a pasted or spoken word would find nothing.
document.addEventListener("input", event => {
  if (event.target.matches("[data-md-component=search-query]")) event.target.dispatchEvent(new Event("keyup"))
})

// Material's script puts a theme-color that follows the switch: the two of the head step aside, because a
// browser takes the first that matches.
document.addEventListener("DOMContentLoaded", () => {
  const metas = document.querySelectorAll("meta[name=theme-color]")
  if (metas.length > 2) {
    metas[0].remove()
    metas[1].remove()
  }
})
