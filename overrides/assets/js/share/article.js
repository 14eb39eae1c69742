// The article of a page as 公众号's editor takes it: every element with its style within, no links (there they may not
// lead elsewhere), a mark in the place of each picture, and a list of the pictures, which are to be uploaded there.
const TEXT = "font-size:16px;line-height:1.8;color:#222;"
const LINES = "border:1px solid #bbb;padding:6px 8px;font-size:15px;line-height:1.6;"
const STYLES = {
  P: TEXT + "margin:0 0 1em;text-align:justify;",
  H2: "font-size:19px;line-height:1.5;font-weight:bold;margin:1.6em 0 .7em;",
  H3: "font-size:17px;line-height:1.5;font-weight:bold;margin:1.3em 0 .5em;",
  H4: TEXT + "font-weight:bold;margin:1em 0 .4em;",
  UL: "margin:0 0 1em;padding-left:1.5em;",
  OL: "margin:0 0 1em;padding-left:1.5em;",
  LI: TEXT + "margin:.2em 0;",
  BLOCKQUOTE: "margin:0 0 1em;padding:.2em 0 .2em 1em;border-left:3px solid #bbb;",
  PRE: "margin:0 0 1em;font-size:14px;white-space:pre-wrap;",
  TABLE: "width:100%;margin:0 0 1em;border-collapse:collapse;",
  TH: LINES + "font-weight:bold;",
  TD: LINES,
}
const KEPT = "THEAD TBODY TR STRONG EM DEL SUB SUP BR CODE HR"

const escaped = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")

// As text, not as elements: a page of ours may hold no style within. pictures: filled with those that are met.
function styled(node, pictures) {
  if (node.nodeType === 3) return escaped(node.textContent)
  if (node.nodeType !== 1 || node.tagName === "svg") return ""
  if (node.tagName === "IMG") return marked(node, pictures)
  const inner = [...node.childNodes].map(child => styled(child, pictures)).join("")
  const style = STYLES[node.tagName]
  if (!style && !KEPT.split(" ").includes(node.tagName)) return inner
  const name = node.tagName.toLowerCase()
  return `<${name}${style ? ` style="${style}"` : ""}>${/^[bh]r$/.test(name) ? "" : `${inner}</${name}>`}`
}

function marked(image, pictures) {
  const link = image.closest("a[data-photo]")
  const address = new URL(link ? link.getAttribute("href") : image.getAttribute("src"), location.href).href
  pictures.push({ name: image.alt || "图片", address })
  return `<span style="color:#888;">【图${pictures.length}：${escaped(image.alt || "图片")}】</span>`
}

const paragraph = inner => inner.trim() && `<p style="${STYLES.P}">${inner.trim()}</p>`

// The parts of the article in reading order: what heads it, its photos, its text. What the site adds stays here; a
// drawing that was made for a page without photos is no picture of it.
function articleFor(address) {
  const pictures = []
  const article = document.querySelector(".report .prose, .handout .prose")
  const parts = [...article.querySelectorAll(".where, .lede, .note, figure:not(.drawn), .body, .sources dl")]
  const pieces = parts.filter(part => !part.parentNode.closest(".body")).map(part => {
    if (part.matches(".body")) return [...part.childNodes].map(child => styled(child, pictures)).join("")
    if (part.matches("dl")) return paragraph(escaped([...part.children].map(one => one.textContent.trim()).join("　")))
    return paragraph([...part.childNodes].map(child => styled(child, pictures)).join(""))
  })
  const html = `<section>${pieces.join("")}${paragraph("原文：" + escaped(address))}</section>`
  return { html, pictures, text: plain(html) }
}

const SIGNS = { "&lt;": "<", "&gt;": ">", "&amp;": "&" }

// The same for who takes no HTML: a line for each block.
function plain(html) {
  const lines = html.replace(/<br>|<\/(p|h[2-4]|li|tr)>/g, "\n").replace(/<[^>]*>/g, "").replace(/&\w+;/g, sign => SIGNS[sign])
  return lines.replace(/\n{3,}/g, "\n\n").trim()
}
