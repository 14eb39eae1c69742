const PROMPT = "搜索活动、计划、资料"

// Everything of the search that is on the screen. place: where it goes; null for a panel over the page.
// on: what is done at enter, walk, leave, change, more and unfold.
function buildFrame(place, on) {
  const input = document.getElementById("search-field") || newField()
  input.setAttribute("aria-controls", "search-found")
  const form = input.form || el("form", { class: "search-form", role: "search" }, input,
    el("button", { type: "button", class: "search-close", click: on.leave }, "关闭"))
  form.addEventListener("submit", on.enter)
  const status = el("p", { class: "search-status", role: "status" })
  const list = el("ol", { class: "search-list", id: "search-found", "aria-label": "找到的内容" })
  const more = el("button", { type: "button", class: "search-more", hidden: true, click: on.more }, "显示更多")
  const help = el("div", { class: "search-help", hidden: true })
  const groups = el("div", { class: "search-groups" })
  const chosen = el("span")
  const filters = el("details", { class: "search-filters", toggle: () => filters.open && on.unfold() },
    el("summary", {}, "筛选", chosen), groups)
  const sort = el("select", { id: "search-sort", "aria-label": "排序", change: () => on.change({ sort: sort.value }) },
    el("option", { value: "best" }, "最相关的在前"), el("option", { value: "date" }, "最新的在前"))
  const tools = el("div", { class: "search-tools", hidden: true }, sort, filters)
  const box = place || el("div", { class: "search-box page" }, form)
  box.append(status, tools, help, list, more)
  box.addEventListener("keydown", on.walk)
  const browse = document.getElementById("search-browse")
  return { input, status, list, more, help, groups, chosen, filters, sort, tools, browse, panel: place ? null : panelOf(box, on) }
}

function newField() {
  return el("input", {
    type: "search", name: "q", id: "search-field", placeholder: PROMPT, autocomplete: "off", autocapitalize: "off",
    autocorrect: "off", spellcheck: "false", enterkeyhint: "search", maxlength: "100", "aria-label": PROMPT,
  })
}

function panelOf(box, on) {
  const panel = el("dialog", {
    class: "search-panel", "aria-label": "搜索",
    cancel: event => { event.preventDefault(); on.leave() },
    click: event => event.target === panel && on.leave(),
  }, box)
  document.body.append(panel)
  return panel
}
