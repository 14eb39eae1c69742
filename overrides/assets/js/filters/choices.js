// Choices are an object from key to value, of each group one at most: a year and a month exclude each other.
function without(groups, chosen, key) {
  const { keys } = groups.find(group => group.keys.has(key))
  return Object.fromEntries(Object.entries(chosen).filter(([other]) => !keys.has(other)))
}

const withChoice = (groups, chosen, key, value) => ({ ...without(groups, chosen, key), [key]: value })

// After a click on a facet. The one that has no key stands for everything.
function toggled(groups, chosen, { key, value }) {
  if (!key) return {}
  return chosen[key] === value ? without(groups, chosen, key) : withChoice(groups, chosen, key, value)
}

// What an address asks for of what is known, and what the page lists by itself.
function choicesIn(query, { groups, own }, known) {
  let chosen = {}
  for (const [key, value] of new URLSearchParams(query)) {
    if (known.has(`${key}=${value}`)) chosen = withChoice(groups, chosen, key, value)
  }
  for (const key in own) chosen = withChoice(groups, chosen, key, own[key])
  return chosen
}

const facetOf = ({ facets }, [key, value]) => facets.find(facet => facet.key === key && facet.value === value)

// 2024-03 as 2024年3月.
const dateLabel = value => value.replace(/-0?/, "年") + (value.includes("-") ? "月" : "年")

function labelOf(page, choice) {
  const facet = facetOf(page, choice)
  return facet ? facet.label : dateLabel(choice[1])
}

// On the first page of this list while it is among the choices; else on the plain page of a single choice or of a
// month, which a hub may not offer; else on the hub.
function addressOf(page, chosen) {
  const { here, hub, list, own } = page
  const entries = Object.entries(chosen)
  const at = (path, listed = []) => {
    const rest = entries.filter(([key]) => !listed.includes(key))
    return path + (rest.length ? `?${new URLSearchParams(rest)}` : "")
  }
  if (here === list && Object.keys(own).every(key => chosen[key] === own[key])) return at(here, Object.keys(own))
  const single = entries.find(([key]) => key === "month" || entries.length === 1)
  const facet = single && here !== hub && facetOf(page, single)
  return facet ? at(facet.url, [facet.key]) : at(hub)
}
