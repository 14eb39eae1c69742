// As Element.replaceChildren, which Chromium has from 86 on.
function fill(element, ...children) {
  element.textContent = ""
  element.append(...children)
}
