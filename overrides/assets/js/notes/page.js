// 随身记: all notes of this browser, to look through, print and take along.
const place = document.getElementById("notes")
const status = el("p", { class: "notes__status", role: "status" })
const list = el("div")
const paper = el("table", { class: "notes__paper" })
const search = el("input", { type: "search", class: "field", "aria-label": "在随身记里找", placeholder: "找一找" })
const order = el("select", { class: "field", "aria-label": "怎样排列" }, ["日期", "来源", "主题"].map(one => el("option", { value: one }, one)))
const isInWeChat = navigator.userAgent.includes("MicroMessenger")
let notes = []

const tell = words => { status.textContent = words }
const KEYS = { "日期": one => one.day, "来源": one => one.title, "主题": one => one.topic || "其他" }

async function refresh() {
  try {
    notes = (await allNotes()).sort((one, other) => other.day.localeCompare(one.day) || other.changed - one.changed)
    show()
  } catch (refused) {
    tell("这个窗口不让网页保存（多半是无痕窗口）：这里存不了，也看不到以前的。换普通的窗口再打开。")
  }
}

function shown() {
  const words = search.value.trim().toLowerCase().split(/\s+/)
  return notes.filter(one => words.every(word => [one.quote, one.thought, one.title, one.topic, one.day].join(" ").toLowerCase().includes(word)))
}

function show() {
  const found = shown()
  const key = KEYS[order.value]
  const groups = new Map()
  for (const one of found) groups.set(key(one), [...(groups.get(key(one)) || []), one])
  fill(list, ...[...groups].map(([name, those]) => el("section", {}, el("h2", {}, name), those.map(cardOf))))
  if (!found.length) fill(list, el("p", { class: "quiet" }, notes.length ? "没有找到。" : "还没有。打开一篇学习资料或者活动，选中一段话，点“摘抄这一段”。"))
  fill(paper, el("thead", {}, rowOf("th", "日期", "摘抄", "感悟", "来源")), el("tbody", {}, found.map(one => rowOf("td", one.day, one.quote, one.thought, one.title))))
}

const rowOf = (kind, ...texts) => el("tr", {}, texts.map(text => el(kind, {}, text)))

function cardOf(note) {
  const thought = el("textarea", { class: "field", rows: "3", "aria-label": "感悟" })
  thought.value = note.thought
  thought.addEventListener("change", () => change(note, thought.value.trim()))
  return el(
    "article",
    { class: "card note-card" },
    el("blockquote", {}, note.quote),
    el("label", {}, "感悟", thought),
    el("p", { class: "meta" }, el("a", { href: note.url }, note.title), el("span", {}, note.day), button("删除", () => remove(note))),
  )
}

async function change(note, thought) {
  try {
    const saved = await saveNote({ ...note, thought })
    tell(saved.id === note.id ? "存好了。" : "另一个窗口也改过这一条：两份都留下了。")
    await refresh()
  } catch (refused) {
    tell("没有存上：空间满了，或者这个窗口不让保存。先导出一份，再清理空间。")
  }
}

async function remove(note) {
  await removeNote(note.id)
  await refresh()
  fill(status, "删除了。", button("撤销", async () => {
    await mergeNotes([note])
    tell("放回来了。")
    await refresh()
  }))
}

async function restore(text) {
  let found
  try {
    found = notesOf(text)
  } catch (malformed) {
    return tell("这一份读不出来：不是随身记的备份，或者已经损坏。现有的没有动。")
  }
  try {
    await mergeNotes(found)
    tell("恢复好了，和现有的放在一起。")
  } catch (refused) {
    tell("没有存上：空间满了，或者这个窗口不让保存。现有的没有动。")
  }
  await refresh()
}

async function saveDocx() {
  const { docxOf } = await import(new URL(document.querySelector(".share details").dataset.docx, location.href).href)
  download("随身记.docx", docxOf(shown()))
}

async function copyAll(text, words) {
  tellCopied(status, await copy(text), words, text)
}

function takeAlong() {
  const pasted = el("textarea", { class: "field", rows: "2", "aria-label": "备份的文字", placeholder: "或者把备份的文字粘贴到这里" })
  pasted.addEventListener("change", () => pasted.value.trim() && restore(pasted.value))
  const file = el("input", { type: "file", accept: ".json,application/json" })
  file.addEventListener("change", async () => {
    if (file.files.length) await restore(await file.files[0].text())
    file.value = "" // The same file may be chosen again.
  })
  const files = [
    button("导出 Word", saveDocx),
    button("导出 Markdown", () => download("随身记.md", markdownOf(shown()), "text/markdown")),
    button("存一份备份", () => download("随身记备份.json", backupOf(notes), "application/json")),
  ]
  return el(
    "section",
    { class: "notes__out" },
    el("h2", {}, "打印、导出和备份"),
    el("p", { class: "take__buttons" }, button("复制全文", () => copyAll(markdownOf(shown()), "全文复制好了。")), button("打印", () => print()), isInWeChat ? button("复制备份", () => copyAll(backupOf(notes), "备份复制好了，粘贴到“文件传输助手”里存着。")) : files),
    isInWeChat && el("p", {}, "微信里不能存文件：点右上角的“…”，选“在浏览器打开”，就能导出 Word。那边的随身记是另一份，用“复制备份”带过去。"),
    el("label", {}, "恢复备份：选文件", file),
    pasted,
  )
}

if (isScripted) {
  fill(place, el("p", { class: "notes__tools" }, search, order), status, list, paper, takeAlong())
  search.addEventListener("input", show)
  order.addEventListener("change", show)
  // Another window may have added some.
  show()
  addEventListener("focus", () => { if (!place.contains(document.activeElement) || document.activeElement.tagName !== "TEXTAREA") refresh() })
  refresh()
}
