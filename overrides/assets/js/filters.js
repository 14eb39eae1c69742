// Links to narrower lists become filters that combine. Nothing is drawn here: cards come from the plain pages of
// the narrowest list that has them all; a small table (views/facet_table.py) says which.

const kit = document.querySelector("template.filters")
if (kit) start(kit.content, kit.dataset)

function start(parts, { table: tableAt, hub: hubAt, list: listAt, size: perPage }) {
  const pathOf = way => new URL(way, location).pathname
  const [here, hub, list, size] = [location.pathname, pathOf(hubAt), pathOf(listAt), Number(perPage)]
  const bar = document.querySelector(".facets")
  const found = document.querySelector(".found")
  const words = found.querySelector("[role=status]")
  const place = document.querySelector(".list")
  const plain = [...place.childNodes]
  const groups = [...bar.querySelectorAll(".facet")].map(box => {
    const facets = [...box.querySelectorAll("a")].map(link => {
      const [key, value] = link.dataset.facet.split("=")
      return { link, key, value, label: link.firstChild.data, url: pathOf(link.href), on: link.matches(".on") }
    })
    return { box, facets, keys: new Set(facets.map(one => one.key).filter(Boolean)) }
  })
  const facets = groups.flatMap(one => one.facets)
  const own = Object.fromEntries(facets.filter(one => one.key && one.on).map(one => [one.key, one.value]))

  // Choices are an object from key to value, of each group one at most: a year and a month exclude each other.
  function without(chosen, key) {
    const { keys } = groups.find(one => one.keys.has(key))
    return Object.fromEntries(Object.entries(chosen).filter(([other]) => !keys.has(other)))
  }

  function toggled(chosen, { key, value }) {
    if (!key) return {}
    const rest = without(chosen, key)
    return chosen[key] === value ? rest : { ...rest, [key]: value }
  }

  const facetOf = ([key, value]) => facets.find(one => one.key === key && one.value === value)
  const dated = value => value.replace(/-0?/, "年") + (value.includes("-") ? "月" : "年")
  const labelOf = choice => facetOf(choice)?.label ?? dated(choice[1])

  // On the first page of this list while it is among the choices; else on the plain page of a single choice or of a
  // month, which a hub may not offer; else on the hub.
  function address(chosen) {
    const entries = Object.entries(chosen)
    const at = (path, but = []) => {
      const left = entries.filter(([key]) => !but.includes(key))
      return path + (left.length ? `?${new URLSearchParams(left)}` : "")
    }
    if (here === list && Object.keys(own).every(key => chosen[key] === own[key])) return at(here, Object.keys(own))
    const single = entries.find(([key]) => key === "month" || entries.length === 1)
    const facet = single && here !== hub && facetOf(single)
    return facet ? at(facet.url, [facet.key]) : at(hub)
  }

  function asked() {
    let chosen = {}
    for (const [key, value] of new URLSearchParams(location.search))
      if (table.known.has(`${key}=${value}`)) chosen = { ...without(chosen, key), [key]: value }
    for (const key in own) chosen = { ...without(chosen, key), [key]: own[key] }
    return chosen
  }

  let table, loading

  async function get(url, as) {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(answer.status)
    return answer[as]()
  }

  function load() {
    return loading ??= get(tableAt, "json").then(read)
  }

  function read({ months, columns }) {
    const time = months.flatMap(([month, count]) => Array(count).fill(month))
    const known = new Set(months.flatMap(([month]) => [`month=${month}`, `year=${month.slice(0, 4)}`]))
    for (const key in columns) for (const value of columns[key].values.flat()) known.add(`${key}=${value}`)
    table = { time, columns, known }
    mark(asked())
  }

  function valuesOf(index, key) {
    if (key === "month") return [table.time[index]]
    if (key === "year") return [table.time[index].slice(0, 4)]
    const { values, codes } = table.columns[key]
    return values[codes.charCodeAt(index) - 48]
  }

  function members(chosen) {
    const entries = Object.entries(chosen)
    const fits = index => entries.every(([key, value]) => valuesOf(index, key).includes(value))
    return [...table.time.keys()].filter(fits)
  }

  // Each facet says what choosing it would give, and leads there.
  function mark(chosen) {
    for (const { facets, keys } of groups) {
      const counts = new Map()
      const count = name => counts.set(name, (counts.get(name) ?? 0) + 1)
      for (const index of members(without(chosen, [...keys][0])))
        for (const key of keys) for (const value of valuesOf(index, key)) count(`${key}=${value}`)
      for (const one of facets) {
        const { link, key, value } = one
        const on = key ? chosen[key] === value : !Object.keys(chosen).length
        const number = key ? counts.get(link.dataset.facet) ?? 0 : table.time.length
        link.querySelector("i").textContent = number
        link.classList.toggle("on", on)
        link.classList.toggle("nothing", !number)
        link.href = address(toggled(chosen, one))
        if (on) link.setAttribute("aria-current", "true")
        else link.removeAttribute("aria-current")
      }
    }
  }

  const sheets = new Map()

  function sheet(url) {
    if (!sheets.has(url)) sheets.set(url, fetchSheet(url))
    return sheets.get(url)
  }

  async function fetchSheet(url) {
    const page = new DOMParser().parseFromString(await get(url, "text"), "text/html")
    const whole = way => new URL(way, new URL(url, location)).href
    if (whole(page.querySelector("template.filters").dataset.table) !== new URL(tableAt, location).href)
      throw new Error("newer")
    for (const name of ["href", "src", "srcset"])
      for (const one of page.querySelectorAll(`.list [${name}]`))
        one.setAttribute(name, one.getAttribute(name).split(/,\s+/).map(way => way.replace(/^\S+/, whole)).join(", "))
    return [...page.querySelectorAll(".list article")]
  }

  // The plain list that has all of these and the fewest others.
  function source(chosen) {
    const lists = Object.entries(chosen).filter(facetOf).map(([key, value]) => (
      { url: facetOf([key, value]).url, all: members({ [key]: value }) }
    ))
    return lists.sort((one, other) => one.all.length - other.all.length)[0] ?? { url: hub, all: members({}) }
  }

  function cards(indices, { url, all }) {
    return Promise.all(indices.map(async index => {
      const rank = all.indexOf(index)
      const number = Math.floor(rank / size) + 1
      return (await sheet(number === 1 ? url : `${url}page-${number}/`))[rank % size]
    }))
  }

  function append(shown, made, indices, hits) {
    made.forEach((card, nth) => {
      const month = table.time[indices[nth]]
      const section = card.closest("section")
      let last = shown.lastElementChild
      if (!last || section && last.dataset.month !== month) {
        last = (section ?? card.parentElement).cloneNode(false)
        last.dataset.month = month
        if (section) {
          last.append(section.firstElementChild.cloneNode(true), card.parentElement.cloneNode(false))
          const number = last.querySelector(".head span")
          number.textContent = number.textContent.replace(/\d+/, hits.filter(one => table.time[one] === month).length)
        }
        shown.append(last)
      }
      (section ? last.lastElementChild : last).append(document.importNode(card, true))
    })
  }

  const part = name => parts.querySelector(name).cloneNode(true)
  let turn = 0

  function ways(item, chosen) {
    return Object.entries(chosen).map(choice => {
      const copy = item.cloneNode(true)
      const rest = without(chosen, choice[0])
      copy.querySelector("a").href = address(rest)
      copy.querySelector("b").textContent = labelOf(choice)
      for (const count of copy.querySelectorAll("i")) count.textContent = members(rest).length
      return copy
    })
  }

  function tell(chosen, hits) {
    const count = part(".count")
    count.querySelector("strong").textContent = hits.length
    words.replaceChildren(...count.childNodes)
    const list = part(".chosen")
    const [item, clear] = list.children
    list.replaceChildren(...ways(item, chosen), clear)
    clear.firstElementChild.href = hub
    found.replaceChildren(words, list)
  }

  function put(...nodes) {
    place.replaceChildren(...nodes)
    place.removeAttribute("aria-busy")
    place.classList.remove("waiting")
  }

  function nothing(chosen) {
    const help = part(".none")
    const list = help.querySelector(".ways")
    list.replaceChildren(...ways(list.firstElementChild, chosen))
    put(help)
  }

  function failed() {
    const help = part(".failed")
    help.querySelector("a").href = location.href
    put(help)
  }

  async function show(chosen) {
    const mine = ++turn
    mark(chosen)
    if (address(chosen) === here) {
      words.replaceChildren()
      found.replaceChildren(words)
      return put(...plain)
    }
    const hits = members(chosen)
    tell(chosen, hits)
    if (!hits.length) return nothing(chosen)
    const from = source(chosen)
    const shown = document.createElement("div")
    const more = part(".more")
    let count = 0

    async function next() {
      place.setAttribute("aria-busy", "true")
      const indices = hits.slice(count, count + size)
      try {
        const made = await cards(indices, from)
        if (mine !== turn) return
        append(shown, made, indices, hits)
        count += indices.length
        more.querySelector("span").textContent = Math.min(hits.length - count, size)
        more.hidden = count === hits.length
        put(shown, more)
      } catch {
        if (mine === turn) failed()
      }
    }

    more.addEventListener("click", async event => {
      if (!event.target.closest("button")) return
      const before = count
      await next()
      shown.querySelectorAll("a.cover")[before]?.focus()
    })
    await next()
  }

  async function follow(event) {
    const link = event.target.closest("a")
    const card = place.contains(link) && !link.closest(".ways")
    if (!link || card || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    try {
      await load()
    } catch {
      return location.assign(link.href)
    }
    const url = new URL(link.href)
    if (url.pathname !== here) return location.assign(url)
    if (url.href !== location.href) history.pushState(null, "", url)
    const stays = bar.contains(link)
    fold(stays)
    show(asked())
    if (!stays) found.focus()
    found.scrollIntoView({ block: "nearest" })
  }

  const restore = () => load().then(() => show(asked()), failed)

  for (const box of [bar, found, place]) box.addEventListener("click", follow)
  for (const sign of ["pointerover", "focusin", "touchstart"])
    bar.addEventListener(sign, () => load().catch(() => {}), { once: true, passive: true })
  addEventListener("popstate", () => location.pathname === here && restore())
  found.tabIndex = -1
  // What was not asked for is not shown first.
  if (facets.some(({ key }) => key && new URLSearchParams(location.search).has(key))) {
    place.classList.add("waiting")
    restore()
  }

  const narrow = matchMedia("(max-width: 1000px)")

  function open(box) {
    for (const one of groups) {
      const on = one.box === box && !box.matches(".open")
      one.box.classList.toggle("open", on)
      one.box.querySelector("h2 button")?.setAttribute("aria-expanded", on)
    }
  }

  function fold(focused) {
    const box = bar.querySelector(".open")
    open(null)
    if (box && focused) box.querySelector("h2 button").focus()
  }

  function arrange() {
    for (const { box } of groups) {
      const head = box.querySelector("h2")
      const button = document.createElement("button")
      button.type = "button"
      button.textContent = head.textContent
      button.addEventListener("click", () => open(box))
      head.replaceChildren(narrow.matches ? button : head.textContent)
    }
    open(null)
  }

  narrow.addEventListener("change", arrange)
  arrange()
  bar.addEventListener("keydown", event => event.key === "Escape" && fold(true))
}
