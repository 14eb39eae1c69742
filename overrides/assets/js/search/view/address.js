// The address holds query, filters and order: ?q=…&q-kind=…&q-sort=date.
const FILTERS = { area: "部分", kind: "类别", strand: "品牌主线", year: "年份", topic: "主题", audience: "对象" }

function readAddress() {
  const query = new URLSearchParams(location.search)
  const filters = {}
  for (const name of Object.keys(FILTERS)) {
    const values = query.getAll(`q-${name}`)
    if (values.length) filters[name] = values
  }
  return { query: query.get("q") || "", filters, sort: query.get("q-sort") === "date" ? "date" : "best" }
}

// push: whether back leads to what was before. isPanel: a panel is open as long as there is a ?q=.
function writeAddress({ query, filters, sort }, push, isPanel) {
  const there = new URL(location.href)
  for (const name of [...there.searchParams.keys()]) if (/^q(-|$)/.test(name)) there.searchParams.delete(name)
  if (query || isPanel) there.searchParams.set("q", query)
  for (const [name, values] of Object.entries(filters)) values.forEach(value => there.searchParams.append(`q-${name}`, value))
  if (sort === "date") there.searchParams.set("q-sort", "date")
  if (there.href !== location.href) history[push ? "pushState" : "replaceState"](history.state, "", there)
}
