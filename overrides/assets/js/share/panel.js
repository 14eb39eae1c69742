// What the panel has with script: its buttons. It is loaded when somebody opens it.
const panel = document.querySelector(".share__panel > div")
const address = panel.querySelector(".share__address").textContent
const note = el("div", { class: "share__note", role: "status" })

async function copyLink() {
  const text = document.querySelector("meta[property='og:title']").content + "\n" + address
  tellCopied(note, await copy(text), "标题和链接复制好了，到要发的地方粘贴。", text)
}

async function copyArticle() {
  const { html, text, pictures } = articleFor(address)
  const isCopied = await copy(text, html)
  tellCopied(note, isCopied, "正文和样式复制好了，到公众号的编辑页粘贴；标题另外填。", text)
  if (pictures.length) note.append(listOf(pictures))
}

// They open in a window of their own: to be saved there, and uploaded where the marks stand.
function listOf(pictures) {
  const rows = pictures.map(one => el("li", {}, el("a", { href: one.address, target: "_blank", rel: "noopener" }, one.name)))
  return el("div", {}, el("p", {}, `图片要另外上传，正文里用【图1】这样的字标出了位置。一共 ${pictures.length} 张：`), el("ol", {}, rows))
}

panel.append(
  el(
    "p",
    { class: "share__buttons" },
    button("复制标题和链接", copyLink),
    document.querySelector(".report .prose, .handout .prose") && button("复制到公众号", copyArticle),
  ),
  note,
)
