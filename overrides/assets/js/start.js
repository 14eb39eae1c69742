// Runs in the head, before anything is painted.

// Material takes `no-js` away at the end of the body; here nothing jumps.
document.documentElement.className = "js"

// What Material 9.8 defines within each page (partials/javascripts/base.html): its bundle calls these.
var __md_scope = new URL(document.currentScript.dataset.base, location)

function __md_hash(text) {
  return [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0)
}

function __md_get(key, storage = localStorage, scope = __md_scope) {
  return JSON.parse(storage.getItem(scope.pathname + "." + key))
}

function __md_set(key, value, storage = localStorage, scope = __md_scope) {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value))
  } catch (refused) {}
}

// Material applies a stored choice only, and within the body: a first visit in a dark system flashed
// white. This asks the system too, and colours the body the moment it exists: before the first paint.
{
  let dark = matchMedia("(prefers-color-scheme: dark)").matches
  try {
    const media = __md_get("__palette").color.media
    if (media !== "(prefers-color-scheme)") dark = media === "(prefers-color-scheme: dark)"
  } catch (nothingStored) {}
  new MutationObserver((changes, observer) => {
    if (!document.body) return
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default")
    observer.disconnect()
  }).observe(document.documentElement, { childList: true })
}
