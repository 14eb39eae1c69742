// 离线阅读: what is stored in this browser, and the switch.
const place = document.getElementById("offline")
const isLost = Boolean(place.closest(".offline--lost"))
const status = el("p", { role: "status" })
const day = time => new Date(time).toLocaleDateString("zh-CN", { year: "numeric", month: "long", day: "numeric" })

function showLists(lists) {
  if (!lists.length) return el("p", {}, "还没有存下什么。首页的“本月学习”下面，和“连起来读”的页面上，有“存下”。")
  return el("ul", { class: "plain" }, lists.map(list => el(
    "li",
    { class: "take__buttons" },
    el("a", { href: list.pages[0] }, list.title),
    el("span", { class: "meta" }, `${list.pages.length} 页，${sizeInWords(list.bytes)}，${day(list.at)}存的`),
    !isLost && button("删掉", () => act(() => dropPages(list.id), `“${list.title}”删掉了。`)),
  )))
}

function showState({ lists, seen }) {
  fill(
    place,
    showLists(lists),
    ...(isLost ? [] : showSeen(seen)),
    status,
  )
}

const showSeen = seen => [
  el("p", {}, seen.files ? `另外，打开过的页面和样式存了 ${sizeInWords(seen.bytes)}。` : "打开过的页面还没有存下的。"),
  el("p", {}, button("全部删掉，以后不再存", () => act(removeOffline, "全部删掉了，以后也不再自动存。"))),
]

const showOff = words => fill(place, el("p", {}, words), el("p", {}, button("打开离线阅读", () => act(turnOn, "打开了：从下一页起，打开过的页面网断了也能看。"))), status)

async function turnOn() {
  allowOffline(true)
  await beginWorker()
}

async function act(work, words) {
  status.textContent = "请稍等……"
  try {
    await work()
    await show()
    status.textContent = words
  } catch (refused) {
    status.textContent = KEEP_FAILURES[refused.why] || KEEP_FAILURES.offline
  }
}

async function show() {
  if (!canKeep) return fill(place, el("p", {}, KEEP_FAILURES.cannot))
  const there = await keptPages()
  if (there) showState(there)
  else showOff("现在没有存任何东西。")
}

if (isScripted) show()
