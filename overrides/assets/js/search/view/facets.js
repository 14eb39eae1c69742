// facets: by the name of everything there is, its day and its values, pairs of filter and value.
const readFacets = rows => new Map(rows.map(([name, day, values]) => [name, { day, values }]))

// Whether an entry has one of the values chosen of each filter. but: a filter that does not count.
function fits({ values }, filters, but) {
  return Object.entries(filters).every(([filter, chosen]) => (
    filter === but || values.some(([its, value]) => its === filter && chosen.includes(value))
  ))
}

// Names in the order of their days, the newest first.
function newestFirst(names, facets) {
  const day = name => facets.get(name).day
  return names.sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0))
}

// How many results each value of a filter would leave beside what other filters have chosen, in the order in which
// they are listed. What is chosen stays, to be unchosen.
function valuesOf(filter, hits, filters, facets) {
  const counts = new Map((filters[filter] || []).map(value => [value, 0]))
  for (const [name] of hits) {
    const entry = facets.get(name)
    if (!fits(entry, filters, filter)) continue
    for (const [its, value] of entry.values) if (its === filter) counts.set(value, (counts.get(value) || 0) + 1)
  }
  const byName = (a, b) => (a[0] < b[0] ? -1 : 1)
  return [...counts].sort(filter === "year" ? (a, b) => byName(b, a) : (a, b) => b[1] - a[1] || byName(a, b))
}

function withValue(filters, filter, value, on) {
  const values = (filters[filter] || []).filter(one => one !== value)
  if (on) values.push(value)
  const { [filter]: dropped, ...others } = filters
  return values.length ? { ...others, [filter]: values } : others
}

// A filter as boxes to check. choose: called with value and state.
function groupOf(filter, values, chosen, choose) {
  const boxes = values.map(([value, number]) => {
    const id = `search-${filter}-${value}`
    const box = el("input", { type: "checkbox", id, checked: chosen.includes(value), change: () => choose(value, box.checked) })
    return el("label", { for: id }, box, el("span", {}, value, el("i", {}, number)))
  })
  return el("fieldset", {}, el("legend", {}, FILTERS[filter]), ...boxes)
}
