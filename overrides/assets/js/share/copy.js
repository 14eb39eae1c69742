// Puts words on the clipboard in the way that works without https and within WeChat, too: by the browser's own copying.
// A field with the words in it is chosen for that moment: Safari copies nothing where nothing is chosen.
function copyByBrowser(text, html) {
  const before = document.activeElement
  const field = el("textarea", { class: "shell-unseen", readonly: true, "aria-hidden": "true", tabindex: "-1" })
  const put = event => {
    event.clipboardData.setData("text/plain", text)
    if (html) event.clipboardData.setData("text/html", html)
    event.preventDefault()
  }
  field.value = text
  document.body.append(field)
  field.select()
  document.addEventListener("copy", put)
  try {
    return document.execCommand("copy")
  } catch (refused) {
    return false
  } finally {
    document.removeEventListener("copy", put)
    field.remove()
    if (before) before.focus({ preventScroll: true })
  }
}

// Whether it is on the clipboard; html is for who can take it. Else the caller shows the words.
async function copy(text, html) {
  if (copyByBrowser(text, html)) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch (refused) {
    return false
  }
}

// Says under a button that it is done, or shows the words to be copied by hand.
function tellCopied(note, copied, words, text) {
  if (copied) return fill(note, words)
  const field = el("textarea", { class: "field", readonly: true, rows: "4", "aria-label": "要复制的文字" })
  field.value = text
  fill(note, "这个浏览器不让网页复制。文字在下面，已经选好，长按或按 Ctrl+C 复制。", field)
  field.select()
}
