// What a reader sees of the search: field, filters, results; the same on the search page and in the panel over
// any other. search-worker.js finds; the address holds query, filters and order (?q=…&q-kind=…&q-sort=date).

const SHOWN = 8
const PAUSE = 150 // Milliseconds without a key after which a query is meant.
const AROUND = 36 // Characters before and after a quoted word.
const FILTERS = { area: "部分", kind: "类别", strand: "颜色", year: "年份", topic: "主题", audience: "对象" }
const HUBS = { "活动动态": "news/", "计划进展": "plan/", "学习资料": "study/", "使用手册": "handbook/" }
const STALE = "missing"

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

// The worker. A file that is gone means that the site has been published anew: then everything is asked for once more.
function connect(script, folder) {
  let worker, opened, last = 0
  const waiting = new Map()
  const post = (task, given) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject })
    worker.postMessage({ id: last, task, given })
  })
  const begin = () => {
    worker?.terminate()
    worker = new Worker(script, { type: "module" })
    worker.onmessage = ({ data: { id, given, error } }) => {
      const { resolve, reject } = waiting.get(id)
      waiting.delete(id)
      if (error) reject(error)
      else resolve(given)
    }
    worker.onerror = event => {
      event.preventDefault()
      for (const { reject } of waiting.values()) reject("worker")
      waiting.clear()
    }
    opened = post("open", folder)
    opened.catch(() => {})
  }
  begin()
  return async (task, given) => {
    const mine = worker
    try {
      await opened
      return await post(task, given)
    } catch (error) {
      if (worker === mine) begin()
      if (error !== STALE || task === "show") throw error
      await opened
      return post(task, given)
    }
  }
}

// The address.
function read() {
  const said = new URLSearchParams(location.search)
  const filters = {}
  for (const name of Object.keys(FILTERS)) {
    const values = said.getAll(`q-${name}`)
    if (values.length) filters[name] = values
  }
  return { query: said.get("q") ?? "", filters, sort: said.get("q-sort") === "date" ? "date" : "best" }
}

function write({ query, filters, sort }, push, inPanel) {
  const there = new URL(location.href)
  for (const name of [...there.searchParams.keys()]) if (/^q(-|$)/.test(name)) there.searchParams.delete(name)
  if (query || inPanel) there.searchParams.set("q", query)
  for (const [name, values] of Object.entries(filters)) values.forEach(value => there.searchParams.append(`q-${name}`, value))
  if (sort === "date") there.searchParams.set("q-sort", "date")
  if (there.href !== location.href) history[push ? "pushState" : "replaceState"](history.state, "", there)
}

// A text folded as the worker folds a query, and where in the text each folded character comes from.
function folded(text) {
  let whole = ""
  const places = []
  for (let at = 0; at < text.length; at++) {
    const one = text[at].normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFKC").toLowerCase()
    for (let count = 0; count < one.length; count++) places.push(at)
    whole += one
  }
  return { whole, places }
}

// A term as it may stand in a text: the worker leaves out the signs that names are written with.
const DOT = "[ \u00b7\u2022\u2027\u2219\u22c5\u30fb]{0,3}"
const SIGN = DOT.replace("]", ".\\-\u2010-\u2015\"'\u2018-\u201f\u3008-\u300f\u301d-\u301f]")
const pattern = term => new RegExp([...term].map((one, at, all) => {
  const both = (all[at - 1] ?? "a") + one
  return /[a-z]/.test(both) ? one : (/^[0-9]+$/.test(both) ? DOT : SIGN) + one
}).join(""), "g")

// Where terms stand in a text: pairs of start and end. A term that stands nowhere counts by its neighbouring pairs.
function spans(text, terms) {
  const { whole, places } = folded(text)
  const found = []
  const seek = (term, piece) => {
    let hit = false
    for (const match of whole.matchAll(pattern(term))) {
      const at = match.index, end = at + match[0].length
      const before = whole[at - 1] ?? "", after = whole[end] ?? ""
      if (/^[a-z]/.test(term) && /[a-z]/.test(before)) continue
      if (/^[0-9]/.test(term) && /[0-9]/.test(before)) continue
      if (/[0-9]$/.test(term) && /[0-9]/.test(after)) continue
      found.push([places[at], places[end - 1] + 1, piece])
      hit = true
    }
    return hit
  }
  for (const term of terms) {
    if (seek(term, false)) continue
    const letters = [...term]
    letters.slice(1).forEach((letter, index) => /[^a-z0-9]/.test(letters[index] + letter) && seek(letters[index] + letter, true))
  }
  return found.sort((a, b) => a[0] - b[0])
}

function marked(text, terms) {
  const nodes = []
  let done = 0
  for (const [start, end] of spans(text, terms)) {
    if (end <= done) continue
    const from = Math.max(start, done)
    const last = nodes.at(-1)
    if (from === done && last?.nodeName === "MARK") last.append(text.slice(from, end))
    else nodes.push(text.slice(done, from), el("mark", {}, text.slice(from, end)))
    done = end
  }
  return [...nodes, text.slice(done)]
}

// A piece of the text around the first of the words, where neither title nor summary have them.
function quote({ title, summary = "", text }, terms) {
  const whole = words => spans(words, terms).some(([, , piece]) => !piece)
  if (!terms.length || whole(title) || whole(summary)) return ""
  const first = spans(text, terms).find(([, , piece]) => !piece)
  if (!first) return ""
  const start = Math.max(0, first[0] - AROUND), end = Math.min(text.length, first[1] + AROUND)
  return `${start ? "……" : ""}${text.slice(start, end).replaceAll("\n", " ")}${end < text.length ? "……" : ""}`
}

const spoken = date => date.split("-").map((part, index) => Number(part) + "年月日"[index]).join("")

function row(card, terms, top) {
  const said = quote(card, terms)
  const href = new URL(card.url, top).href
  return el("li", {},
    el("a", { href }, marked(card.title, terms)),
    el("p", { class: "meta" },
      el("span", { class: `tag ${card.strand ? `s-${card.strand}` : "plain"}` }, card.kind ?? card.area),
      card.date && el("time", { datetime: card.date }, spoken(card.date)),
      card.kind && card.kind !== card.area && el("span", {}, card.area),
      card.announced && el("span", { class: "tag soon" }, "预告"),
      card.sample && el("span", { class: "tag sample" }, "示例")),
    (said || card.summary) && el("p", { class: "say" }, marked(said || card.summary, terms)))
}

export function start({ place, index, worker }) {
  const top = new URL("../", index)
  const ask = connect(worker, index)
  let state = read()
  let facets = null // Of everything: by name, its day and its values.
  let found = { hits: [], terms: [] }
  let names = [] // What is listed, in its order.
  let turn = 0

  // What there is on the screen.
  const input = document.getElementById("search-field") ?? el("input", {
    type: "search", name: "q", id: "search-field", placeholder: "搜索活动、计划、资料", autocomplete: "off", autocapitalize: "off",
    autocorrect: "off", spellcheck: "false", enterkeyhint: "search", maxlength: "100",
    "aria-label": "搜索活动、计划、资料",
  })
  input.setAttribute("aria-controls", "search-found")
  let early = input.value // Typed before this was there.
  const status = el("p", { class: "search-status", role: "status" })
  const list = el("ol", { class: "search-list", id: "search-found", "aria-label": "找到的内容" })
  const more = el("button", { type: "button", class: "search-more", hidden: true, click: () => show(true) }, "显示更多")
  const help = el("div", { class: "search-help", hidden: true })
  const groups = el("div", { class: "search-groups" })
  const chosen = el("span")
  const fold = el("details", { class: "search-filters", toggle: () => fold.open && update() }, el("summary", {}, "筛选", chosen), groups)
  const sort = el("select", { id: "search-sort", "aria-label": "排序", change: () => change({ sort: sort.value }) },
    el("option", { value: "best" }, "最相关的在前"), el("option", { value: "date" }, "最新的在前"))
  const close = el("button", { type: "button", class: "search-close", click: () => leave() }, "关闭")
  const form = input.form ?? el("form", { class: "search-form", role: "search" }, input, close)
  const tools = el("div", { class: "search-tools" }, sort, fold)
  const box = place ?? el("div", { class: "search-box page" }, form)
  box.append(status, tools, help, list, more)
  form.addEventListener("submit", enter)
  box.addEventListener("keydown", walk)
  const panel = !place && el("dialog", { class: "search-panel", "aria-label": "搜索", cancel: event => { event.preventDefault(); leave() } }, box)
  if (panel) {
    document.body.append(panel)
    panel.addEventListener("click", event => event.target === panel && leave())
  }
  const browse = document.getElementById("search-browse")

  let pause
  input.addEventListener("input", event => {
    if (event.isComposing) return
    clearTimeout(pause)
    pause = setTimeout(() => change({ query: input.value }, false), PAUSE)
  })
  input.addEventListener("compositionend", () => change({ query: input.value }, false))

  function change(changed, push = true) {
    state = { ...state, ...changed }
    write(state, push, !place)
    update()
  }

  function enter(event) {
    event.preventDefault()
    clearTimeout(pause)
    if (input.value !== state.query) change({ query: input.value })
    else if (matchMedia("(pointer: coarse)").matches) input.blur()
  }

  // Arrows go from the field to the results and back. Escape shuts; by itself it would first empty the field.
  function walk(event) {
    if (event.key === "Escape" && panel && !event.isComposing) {
      event.preventDefault()
      leave()
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    const stops = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])]
    const here = stops.indexOf(document.activeElement)
    if (here < 0) return
    event.preventDefault()
    stops[Math.min(stops.length - 1, Math.max(0, here + (event.key === "ArrowDown" ? 1 : -1)))].focus()
  }

  // Back, where opening the panel made an entry in the history; else the address is set right.
  function leave() {
    if (history.state?.search) history.back()
    else {
      write({ query: "", filters: {}, sort: "best" }, false, false)
      shut()
    }
  }

  function shut() {
    panel?.close()
  }

  async function update() {
    const mine = ++turn
    const { query, filters } = state
    list.setAttribute("aria-busy", "true")
    const narrowed = Object.keys(filters).length > 0
    const late = setTimeout(() => mine === turn && say("正在查找……"), 300)
    try {
      const idle = !query.trim() && !narrowed
      const answer = idle ? { hits: [], terms: [], idle } : await ask("find", query)
      if (fold.open || narrowed || state.sort === "date" || (answer.hits.length && !query.trim())) {
        facets ??= new Map((await ask("facets")).map(([name, ...rest]) => [name, rest]))
      }
      if (mine !== turn) return
      clearTimeout(late)
      found = answer
      names = listed()
      tell()
      await show(false, mine)
    } catch (error) {
      if (mine === turn) fail()
    } finally {
      clearTimeout(late)
      if (mine === turn) list.setAttribute("aria-busy", "false")
    }
  }

  const fits = (name, without) => Object.entries(state.filters).every(([filter, wanted]) =>
    filter === without || facets.get(name)[1].some(([its, value]) => its === filter && wanted.includes(value)))

  function listed() {
    const hits = found.hits.map(([name]) => name)
    const kept = facets ? hits.filter(name => fits(name)) : hits
    if (facets && (state.sort === "date" || !state.query.trim())) {
      kept.sort((a, b) => (facets.get(a)[0] < facets.get(b)[0] ? 1 : facets.get(a)[0] > facets.get(b)[0] ? -1 : 0))
    }
    return kept
  }

  const say = words => { if (status.textContent !== words) status.textContent = words }

  function tell() {
    const idle = Boolean(found.idle)
    const some = names.length > 0
    if (browse) browse.hidden = !idle
    tools.hidden = idle || !(found.hits.length || Object.keys(state.filters).length)
    help.hidden = idle || some
    filterGroups()
    if (idle) say(place ? "" : "输入要找的字词。一个字、拼音首字母都可以。")
    else if (some) say(`${found.meant ? `按“${found.meant}”` : ""}${found.by === "pinyin" ? "按拼音首字母" : ""}找到 ${names.length} 条`)
    else {
      say(found.hits.length ? "这样筛选以后没有了" : `没有找到“${state.query.trim()}”${found.signs ? "。请输入汉字、字母或数字" : ""}`)
      help.replaceChildren(...nothing())
    }
  }

  // A way on for those who found nothing.
  function nothing() {
    const link = (label, href, attributes = {}) => el("li", {}, el("a", { href, ...attributes }, label))
    if (found.hits.length) {
      return [el("button", { type: "button", class: "search-more", click: () => change({ filters: {} }) }, "去掉筛选")]
    }
    const tries = (found.words ?? []).map(word => {
      const there = new URL(location.href)
      there.searchParams.set("q", word)
      return link(word, there.href, { click: event => { event.preventDefault(); input.value = word; change({ query: word }); input.focus() } })
    })
    return [
      tries.length ? el("h2", {}, "是不是要找") : null,
      tries.length ? el("ul", { class: "search-links" }, tries) : null,
      found.near?.length ? el("h2", {}, "最接近的") : null,
      el("h2", { class: "search-hubs" }, "换条路走"),
      el("ul", { class: "search-links" }, Object.entries(HUBS).map(([label, url]) => link(label, new URL(url, top).href))),
    ].filter(Boolean)
  }

  async function show(further, mine = turn) {
    const near = !names.length && !found.hits.length && found.near ? found.near.map(([name]) => name) : []
    const all = names.length ? names : near
    const start = further ? list.children.length : 0
    let cards
    try {
      cards = await ask("show", all.slice(start, start + SHOWN))
    } catch (error) {
      if (mine === turn) fail()
      return
    }
    if (mine !== turn) return
    const rows = cards.map(card => row(card, found.terms, top))
    if (further) list.append(...rows)
    else list.replaceChildren(...rows)
    const hubs = help.querySelector(".search-hubs")
    if (near.length && hubs) hubs.before(list)
    else help.after(list)
    list.hidden = !list.children.length
    more.hidden = list.children.length >= all.length
    if (further) rows[0]?.querySelector("a").focus()
  }

  function fail() {
    list.replaceChildren()
    more.hidden = true
    help.hidden = false
    help.replaceChildren(el("button", { type: "button", class: "search-more", click: () => location.reload() }, "刷新这一页"),
      el("ul", { class: "search-links" }, Object.entries(HUBS).map(([label, url]) => el("li", {}, el("a", { href: new URL(url, top).href }, label)))))
    tools.hidden = true
    say("搜索没有打开：网络断了，或者网站刚刚更新。刷新这一页再试。")
  }

  // For each filter its values, with how many results each would leave; what is chosen stays to be unchosen.
  function filterGroups() {
    const count = Object.values(state.filters).flat().length
    chosen.textContent = count ? `（已选 ${count} 项）` : ""
    sort.value = state.sort
    if (!facets || !fold.open) return
    const focus = document.activeElement?.id
    groups.replaceChildren(...Object.keys(FILTERS).map(group).filter(Boolean))
    if (focus) document.getElementById(focus)?.focus()
  }

  function group(filter) {
    const counts = new Map((state.filters[filter] ?? []).map(value => [value, 0]))
    for (const [name] of found.hits) {
      if (!fits(name, filter)) continue
      for (const [its, value] of facets.get(name)[1]) if (its === filter) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    if (!counts.size) return null
    const order = filter === "year" ? (a, b) => (a[0] < b[0] ? 1 : -1) : (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)
    const wanted = state.filters[filter] ?? []
    const boxes = [...counts].sort(order).map(([value, number], place) => {
      const id = `search-${filter}-${value}`
      const box = el("input", { type: "checkbox", id, checked: wanted.includes(value), change: () => choose(filter, value, box.checked) })
      return el("label", { for: id }, box, el("span", {}, value, el("i", {}, number)))
    })
    return el("fieldset", {}, el("legend", {}, FILTERS[filter]), ...boxes)
  }

  function choose(filter, value, on) {
    const values = (state.filters[filter] ?? []).filter(one => one !== value)
    if (on) values.push(value)
    const { [filter]: dropped, ...others } = state.filters
    change({ filters: values.length ? { ...others, [filter]: values } : others })
  }

  return {
    // Shows what the address says; called again whenever that has changed. asked: whether somebody wants to type.
    open(asked) {
      state = read()
      if (early) write(Object.assign(state, { query: early }), false, false)
      early = ""
      input.value = state.query
      if (Object.keys(state.filters).length) fold.open = true
      if (panel && !panel.open) panel.showModal()
      if (!place || asked) input.focus()
      update()
    },
    close: shut,
  }
}
