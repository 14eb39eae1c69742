const SHOWN = 8 // So many results at a time.
const PATIENCE = 300 // Milliseconds after which it is said that the search goes on.

const NOTHING = { hits: [], terms: [] }

const say = ({ status }, words) => { if (status.textContent !== words) status.textContent = words }

const isNarrowed = ({ filters }) => Object.keys(filters).length > 0

// Asks for what the state says, and shows it. A later call is another turn: what comes for an earlier one is dropped.
// again: whether to begin once more where the site has been published anew in between.
async function update(view, again = true) {
  const { frame, refused } = view
  if (refused) return showHelp(view, refused, ...(frame.browse ? [] : [hubsOf(view.top)]))
  const turn = ++view.turn
  const isLatest = () => turn === view.turn
  frame.list.setAttribute("aria-busy", "true")
  const late = setTimeout(() => isLatest() && say(frame, "正在查找……"), PATIENCE)
  try {
    const { found, facets } = await search(view)
    if (!isLatest()) return
    clearTimeout(late)
    Object.assign(view, { found, facets, names: listed(view.state, found, facets) })
    tell(view)
    await showRows(view, isLatest)
  } catch (error) {
    if (!isLatest()) return
    if (again && error === STALE) return update(view, false)
    showFailed(view)
  } finally {
    clearTimeout(late)
    if (isLatest()) frame.list.setAttribute("aria-busy", "false")
  }
}

async function search({ state, client, frame, facets }) {
  const isEmpty = !state.query.trim()
  const found = isEmpty && !isNarrowed(state) ? { ...NOTHING, idle: true } : await ask(client, "find", state.query)
  const { generation } = client
  const needed = frame.filters.open || isNarrowed(state) || state.sort === "date" || (found.hits.length && isEmpty)
  if (facets && facets.generation === generation) return { found, facets }
  if (!needed) return { found, facets: null }
  const read = readFacets(await ask(client, "facets"))
  if (client.generation !== generation) throw STALE
  return { found, facets: Object.assign(read, { generation }) }
}

// The names of what is listed, in order.
function listed(state, { hits }, facets) {
  const names = hits.map(([name]) => name)
  if (!facets) return names
  const kept = names.filter(name => fits(facets.get(name), state.filters))
  return state.sort === "date" || !state.query.trim() ? newestFirst(kept, facets) : kept
}

function tell(view) {
  const { frame, state, found, names, top } = view
  const isIdle = Boolean(found.idle)
  if (frame.browse) frame.browse.hidden = !isIdle
  frame.tools.hidden = isIdle || !(found.hits.length || isNarrowed(state))
  frame.help.hidden = isIdle || names.length > 0
  showFilters(view)
  say(frame, statusOf(view))
  if (frame.help.hidden) return
  const ways = found.hits.length ? [button("去掉筛选", () => change(view, { filters: {} }))] : suggestions(found, top, word => {
    frame.input.value = word
    change(view, { query: word })
    frame.input.focus()
  })
  fill(frame.help, ...ways)
}

// What is found, or what comes near; further: what follows on what is shown.
async function showRows(view, isLatest, further = false) {
  const { frame, found, names, client, top } = view
  const near = !names.length && !found.hits.length && found.near ? found.near.map(([name]) => name) : []
  const all = names.length ? names : near
  const from = further ? frame.list.children.length : 0
  const cards = await ask(client, "show", all.slice(from, from + SHOWN))
  if (!isLatest()) return
  const rows = cards.map(card => rowOf(card, found.terms, top))
  if (!further) fill(frame.list)
  frame.list.append(...rows)
  const hubs = frame.help.querySelector(".search-hubs")
  if (near.length && hubs) hubs.before(frame.list)
  else frame.help.after(frame.list)
  frame.list.hidden = !frame.list.children.length
  frame.more.hidden = frame.list.children.length >= all.length
  if (further && rows.length) rows[0].querySelector("a").focus()
}

// A second press while the first is being answered adds nothing.
async function showMore(view) {
  if (view.busy) return
  const { turn, names } = view
  const isLatest = () => turn === view.turn && names === view.names
  view.busy = true
  try {
    await showRows(view, isLatest, true)
  } catch (error) {
    if (isLatest()) showFailed(view)
  } finally {
    view.busy = false
  }
}

function showHelp({ frame }, words, ...help) {
  fill(frame.list)
  frame.more.hidden = true
  frame.tools.hidden = true
  frame.help.hidden = false
  fill(frame.help, ...help)
  say(frame, words)
}

function showFailed(view) {
  showHelp(view, "搜索没有打开：网断了，或者网站刚刚更新。刷新这一页再试。",
    button("刷新这一页", () => location.reload()), hubsOf(view.top))
}

// For each filter its values, with how many results each would leave.
function showFilters(view) {
  const { frame, state, found, facets } = view
  const count = Object.values(state.filters).flat().length
  frame.chosen.textContent = count ? `（已选 ${count} 项）` : ""
  frame.sort.value = state.sort
  if (!facets || !frame.filters.open) return
  const focused = document.activeElement && document.activeElement.id
  fill(frame.groups, ...Object.keys(FILTERS).map(filter => {
    const values = valuesOf(filter, found.hits, state.filters, facets)
    const choose = (value, on) => change(view, { filters: withValue(view.state.filters, filter, value, on) })
    return values.length ? groupOf(filter, values, state.filters[filter] || [], choose) : ""
  }))
  const again = focused && document.getElementById(focused)
  if (again) again.focus()
}
