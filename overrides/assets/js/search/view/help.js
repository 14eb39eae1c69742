const HUBS = { "活动动态": "news/", "计划进展": "plan/", "学习资料": "study/", "使用手册": "handbook/" }

const linksOf = links => el("ul", { class: "search-links" }, links.map(link => el("li", {}, link)))

const hubsOf = top => linksOf(Object.entries(HUBS).map(([label, url]) => el("a", { href: new URL(url, top).href }, label)))

const button = (label, click) => el("button", { type: "button", class: "search-more", click }, label)

// A way on for those who found nothing. look: looks a word up.
function suggestions({ words = [], near = [] }, top, look) {
  const tries = words.map(word => {
    const there = new URL(location.href)
    there.searchParams.set("q", word)
    return el("a", { href: there.href, click: event => { event.preventDefault(); look(word) } }, word)
  })
  return [
    ...(tries.length ? [el("h2", {}, "是不是要找"), linksOf(tries)] : []),
    ...(near.length ? [el("h2", {}, "最接近的")] : []),
    el("h2", { class: "search-hubs" }, "换条路走"),
    hubsOf(top),
  ]
}

// What is said of an answer.
function statusOf({ state: { query }, found, names, isPage }) {
  if (found.idle) return isPage ? "" : "输入要找的字词。一个字、拼音首字母都可以。"
  if (names.length) return `${found.meant ? `按“${found.meant}”` : ""}${found.by === "pinyin" ? "按拼音首字母" : ""}找到 ${names.length} 条`
  if (found.hits.length) return "这样筛选以后没有了"
  return `没有找到“${query.trim()}”${found.signs ? "。请输入汉字、字母或数字" : ""}`
}
