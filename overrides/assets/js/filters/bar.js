// Each facet says what choosing it would give, and leads there.
function markFacets(page, table, chosen) {
  for (const group of page.groups) {
    const counts = countsOf(table, page.groups, group, chosen)
    for (const facet of group.facets) {
      const { link, key, value } = facet
      const on = key ? chosen[key] === value : !Object.keys(chosen).length
      const count = key ? counts.get(link.dataset.facet) || 0 : table.months.length
      markFacet(link, on, count)
      link.href = addressOf(page, toggled(page.groups, chosen, facet))
    }
  }
}

function markFacet(link, on, count) {
  link.querySelector("i").textContent = count
  link.classList.toggle("on", on)
  link.classList.toggle("nothing", !count)
  if (on) link.setAttribute("aria-current", "true")
  else link.removeAttribute("aria-current")
}

// On narrow windows a group is a chip that opens its choices; one is open at most. box: null shuts all.
function openGroup(groups, box) {
  for (const group of groups) {
    const on = group.box === box && !box.matches(".open")
    group.box.classList.toggle("open", on)
    const button = group.box.querySelector("h2 button")
    if (button) button.setAttribute("aria-expanded", on)
  }
}

// refocus: whether the keyboard goes back to the chip.
function shutGroups({ bar, groups }, refocus) {
  const box = bar.querySelector(".open")
  openGroup(groups, null)
  if (box && refocus) box.querySelector("h2 button").focus()
}

function arrangeChips(groups, narrow) {
  for (const { box } of groups) {
    const head = box.querySelector("h2")
    const label = head.textContent
    const chip = () => el("button", { type: "button", click: () => openGroup(groups, box) }, label)
    fill(head, narrow ? chip() : label)
  }
  openGroup(groups, null)
}
