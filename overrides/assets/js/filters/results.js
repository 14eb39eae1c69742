// Shows what is chosen. filters: the page, its table, and the turn, by which a late answer to an earlier choice is known.
async function show(filters, chosen) {
  const { page, table } = filters
  const turn = ++filters.turn
  markFacets(page, table, chosen)
  if (addressOf(page, chosen) === page.here) return showPlain(page)
  const hits = members(table, chosen)
  showChosen(page, table, chosen, hits.length)
  if (!hits.length) return showNothing(page, table, chosen)
  const results = {
    hits, turn, shown: 0, busy: false,
    source: sourceOf(page, table, chosen),
    list: document.createElement("div"),
    more: page.part(".more"),
  }
  results.more.addEventListener("click", event => event.target.closest("button") && showMore(filters, results))
  await showNext(filters, results)
}

async function showNext(filters, results) {
  const { page, table } = filters
  const { hits, shown, list, more } = results
  page.place.setAttribute("aria-busy", "true")
  // As many at first as the plain list of them would show.
  const indices = hits.slice(shown, shown ? shown + page.size : newestOf(hits.length, page.size))
  try {
    const cards = await cardsOf(indices, results.source, page, table.months)
    if (results.turn !== filters.turn) return
    appendCards(list, cards, indices, table.months, hits)
    results.shown += indices.length
    more.querySelector("span").textContent = Math.min(hits.length - results.shown, page.size)
    more.hidden = results.shown === hits.length
    put(page, list, more)
  } catch (unreachable) {
    if (results.turn === filters.turn) showFailed(page)
  }
}

// The keyboard goes on with the first new card. A second press while the first is being answered adds nothing.
async function showMore(filters, results) {
  if (results.busy) return
  const before = results.shown
  results.busy = true
  await showNext(filters, results)
  results.busy = false
  const next = results.list.querySelectorAll("a.cover")[before]
  if (next) next.focus()
}
