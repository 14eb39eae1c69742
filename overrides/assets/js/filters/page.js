// Links to narrower lists become filters that combine. Nothing is drawn here: cards come from the plain pages of
// the narrowest list that has them all; a small table (views/facet_table.py) says which.

const pathOf = href => new URL(href, location).pathname

// What the page at hand has: its place among the lists, its facets, and what is filled in.
function readPage(template) {
  const { table, hub, list, size } = template.dataset
  const [bar, found, place] = [".facets", ".found", ".list"].map(name => document.querySelector(name))
  const groups = [...bar.querySelectorAll(".facet")].map(readGroup)
  const facets = groups.flatMap(group => group.facets)
  return {
    bar, found, place, groups, facets,
    status: found.querySelector("[role=status]"),
    plain: [...place.childNodes],
    part: name => template.content.querySelector(name).cloneNode(true),
    table: new URL(table, location).href,
    here: location.pathname,
    hub: pathOf(hub),
    list: pathOf(list),
    size: Number(size),
    // What the page lists by itself.
    own: Object.fromEntries(facets.filter(({ key, on }) => key && on).map(({ key, value }) => [key, value])),
  }
}

function readGroup(box) {
  const facets = [...box.querySelectorAll("a")].map(link => {
    const [key, value] = link.dataset.facet.split("=")
    return { link, key, value, label: link.firstChild.data, url: pathOf(link.href), on: link.matches(".on") }
  })
  return { box, facets, keys: new Set(facets.map(facet => facet.key).filter(Boolean)) }
}
