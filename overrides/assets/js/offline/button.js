// What opens under “存下…”: the button that keeps, how far it is, and afterwards what takes it away.
function offerIn(details) {
  const place = details.querySelector("div")
  const { id, title, pages } = details.dataset
  const status = el("p", { role: "status" })
  const list = { id, title, pages: pages.split(" ") }
  const actions = el("p", { class: "take__buttons" })
  fill(place, el("p", {}, `一共 ${list.pages.length} 页，连同照片、样式，存在这个浏览器里。网站更新，存的也跟着更新。`), actions, status)
  const show = isKept => fill(actions, button(isKept ? "再存一次" : "存下", store), ...(isKept ? [button("删掉", remove)] : []))

  async function store() {
    fill(actions)
    status.textContent = "正在存……"
    try {
      const kept = await keepPages(list, ({ done, all, bytes }) => { status.textContent = `正在存：${done} / ${all} 页，${sizeInWords(bytes)}` })
      status.textContent = `存好了，${sizeInWords(kept.bytes)}。没有网的时候打开本站，点开“${title}”就能看。`
      show(true)
    } catch (refused) {
      status.textContent = KEEP_FAILURES[refused.why] || KEEP_FAILURES.offline
      show(false)
    }
  }

  async function remove() {
    await dropPages(id)
    status.textContent = "删掉了。"
    show(false)
  }

  keptPages().then(there => show(Boolean(there && there.lists.some(one => one.id === id))), () => show(false))
}

for (const details of document.querySelectorAll(".keep")) {
  if (canKeep) offerIn(details)
  else fill(details.querySelector("div"), el("p", {}, KEEP_FAILURES.cannot))
}
