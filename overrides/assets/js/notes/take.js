// 摘抄: who selects words on a material or a record is offered to keep them, with where they come from and a thought.
const bar = el("aside", { class: "take", "aria-label": "随身记" })
const notesPage = new URL(document.querySelector(".share details").dataset.notes, location.href).href
const OFFER_EVERY = 10
let chosen = ""

// Browsers that can keep what is here until the reader deletes it are asked to.
const askToKeep = () => navigator.storage && navigator.storage.persist && navigator.storage.persist()

function wordsChosen() {
  const selection = getSelection()
  const from = selection.anchorNode && (selection.anchorNode.closest ? selection.anchorNode : selection.anchorNode.parentNode)
  const isArticle = from && from.closest(".report .body, .handout .body")
  return isArticle ? String(selection).replace(/\s*\n\s*/g, "\n").trim() : ""
}

function offer() {
  if (bar.querySelector("form")) return
  chosen = wordsChosen() || (bar.contains(document.activeElement) ? chosen : "")
  if (chosen) fill(bar, button("摘抄这一段", write, "btn"))
  else fill(bar)
}

function write() {
  const thought = el("textarea", { class: "field", rows: "3", name: "thought", placeholder: "想到什么，可以现在写，也可以以后写" })
  const form = el(
    "form",
    { submit: event => { event.preventDefault(); keep(thought.value) } },
    el("blockquote", {}, chosen),
    el("label", {}, "感悟", thought),
    el("p", { class: "take__buttons" }, el("button", { class: "btn", type: "submit" }, "存到随身记"), button("不存了", shut)),
    el("p", { role: "status" }),
  )
  fill(bar, form)
  thought.focus()
}

function shut() {
  fill(bar)
}

async function keep(thought) {
  const heading = document.querySelector("#main h1")
  const topic = document.querySelector("#main .meta .tag, #main .meta a")
  const note = {
    id: newId(),
    quote: chosen,
    thought: thought.trim(),
    title: heading.textContent.trim(),
    url: location.href.split("#")[0],
    topic: topic ? topic.textContent.trim() : "",
    day: dayHere(),
  }
  try {
    await saveNote(note)
    const isTenth = (await allNotes()).length % OFFER_EVERY === 0
    Promise.resolve(askToKeep()).catch(() => {})
    say("记下了。", isTenth ? "浏览器可能自己清理，导出一份更放心：" : "", el("a", { href: notesPage }, "打开随身记"))
  } catch (refused) {
    bar.querySelector("[role=status]").textContent =
      "没有存上：这个窗口不让网页保存（无痕窗口，或者空间满了）。字还在上面，可以先复制到别处。"
  }
}

function say(...words) {
  fill(bar, el("p", { role: "status" }, ...words), button("好", shut))
}

document.body.append(bar)
document.addEventListener("selectionchange", offer)
document.addEventListener("keydown", event => { if (event.key === "Escape" && bar.firstChild) shut() })
offer()
