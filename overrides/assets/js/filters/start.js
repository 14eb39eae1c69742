const choicesNow = ({ page, table }) => choicesIn(location.search, page, table.known)

// Fetches the table, once.
function loadTable(filters) {
  filters.loading = filters.loading || get(filters.page.table, "json").then(read => {
    filters.table = readTable(read)
    markFacets(filters.page, filters.table, choicesNow(filters))
  })
  return filters.loading
}

const restore = filters => loadTable(filters).then(() => show(filters, choicesNow(filters)), () => showFailed(filters.page))

// A click on a facet, a choice or a way on; cards lead to their pages.
async function follow(event, filters) {
  const { page } = filters
  const link = event.target.closest("a")
  const onCard = page.place.contains(link) && !link.closest(".ways")
  if (!link || onCard || isForBrowser(event)) return
  event.preventDefault()
  try {
    await loadTable(filters)
  } catch (unreachable) {
    return location.assign(link.href)
  }
  const url = new URL(link.href)
  if (url.pathname !== page.here) return location.assign(url)
  if (url.href !== location.href) history.pushState(null, "", url)
  const inBar = page.bar.contains(link)
  shutGroups(page, inBar)
  show(filters, choicesNow(filters))
  if (!inBar) page.found.focus()
  page.found.scrollIntoView({ block: "nearest" })
}

function startFilters(filters) {
  const { page } = filters
  const { bar, found, place, groups } = page
  for (const box of [bar, found, place]) box.addEventListener("click", event => follow(event, filters))
  for (const sign of ["pointerover", "focusin", "touchstart"]) {
    bar.addEventListener(sign, () => loadTable(filters).catch(() => {}), { once: true, passive: true })
  }
  addEventListener("popstate", () => location.pathname === page.here && restore(filters))
  found.tabIndex = -1
  // What was not asked for is not shown first.
  const query = new URLSearchParams(location.search)
  if (page.facets.some(({ key }) => key && query.has(key))) {
    place.classList.add("waiting")
    restore(filters)
  }
  const narrow = matchMedia("(max-width: 1000px)")
  narrow.addEventListener("change", () => arrangeChips(groups, narrow.matches))
  arrangeChips(groups, narrow.matches)
  bar.addEventListener("keydown", event => event.key === "Escape" && shutGroups(page, true))
}

const template = document.querySelector("template.filters")
if (template && isScripted) startFilters({ page: readPage(template), table: null, loading: null, turn: 0 })
