// An element with attributes (a function is a listener) and children.
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value)
    else if (value !== false) element.setAttribute(key, value === true ? "" : value)
  }
  element.append(...children.flat().filter(child => child || child === 0))
  return element
}
