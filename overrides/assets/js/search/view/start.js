// What a reader sees of the search: field, filters, results; the same on the search page and in the panel over
// any other. The worker finds; the address holds the state.
const PAUSE = 150 // Milliseconds without a key after which a query is meant.

function change(view, changed, push = true) {
  view.state = { ...view.state, ...changed }
  writeAddress(view.state, push, !view.isPage)
  update(view)
}

// Typing is looked up at a pause; what an input method composes, once it is done.
function listenToTyping(view) {
  const { input } = view.frame
  const look = () => change(view, { query: input.value }, false)
  input.addEventListener("input", event => {
    if (event.isComposing) return
    clearTimeout(view.pause)
    view.pause = setTimeout(look, PAUSE)
  })
  input.addEventListener("compositionend", look)
}

function enter(view, event) {
  const { frame: { input }, state } = view
  event.preventDefault()
  clearTimeout(view.pause)
  if (input.value !== state.query) change(view, { query: input.value })
  else if (matchMedia("(pointer: coarse)").matches) input.blur()
}

// Arrows go from the field to the results and back. Escape shuts; by itself it would first empty the field.
function walk(view, event) {
  const { frame: { input, list, more, panel } } = view
  if (event.key === "Escape" && panel && !event.isComposing) {
    event.preventDefault()
    leave(view)
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
  const stops = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])]
  const here = stops.indexOf(document.activeElement)
  if (here < 0) return
  event.preventDefault()
  stops[Math.min(stops.length - 1, Math.max(0, here + (event.key === "ArrowDown" ? 1 : -1)))].focus()
}

// Back, where opening the panel made an entry in the history; else the address is set right.
function leave({ frame }) {
  if (history.state?.search) return history.back()
  writeAddress({ query: "", filters: {}, sort: "best" }, false, false)
  if (frame.panel) frame.panel.close()
}

// Shows what the address says; called again whenever that has changed. wantsToType: whether the field is for typing now.
function open(view, wantsToType) {
  const { frame: { input, filters, panel } } = view
  view.state = readAddress()
  if (view.early) writeAddress(Object.assign(view.state, { query: view.early }), false, false)
  view.early = ""
  input.value = view.state.query
  if (isNarrowed(view.state)) filters.open = true
  if (panel && !panel.open) panel.showModal()
  // On the search page by itself only while the keyboard is nowhere: who walks through the page is not called back.
  if (wantsToType || (!panel && document.activeElement === document.body)) input.focus()
  if (!view.refused) warmUp(view.client)
  update(view)
}

function start({ place, index, worker }) {
  const refused = whyNot()
  const view = {
    isPage: Boolean(place), top: new URL("../", index), refused, client: refused ? null : newClient(worker, new URL("./", index).href),
    state: readAddress(), facets: null, found: NOTHING, names: [], turn: 0,
  }
  view.frame = buildFrame(place, {
    enter: event => enter(view, event),
    walk: event => walk(view, event),
    leave: () => leave(view),
    change: changed => change(view, changed),
    more: () => showMore(view),
    unfold: () => update(view),
  })
  view.early = view.frame.input.value // Typed before this was there.
  listenToTyping(view)
  return {
    open: wantsToType => open(view, wantsToType),
    close: () => view.frame.panel && view.frame.panel.close(),
  }
}

export { start }
