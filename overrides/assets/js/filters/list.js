// Cards go into a copy of what they stood in; those of a month under its heading, with the number of what fits.
function appendCards(list, cards, indices, months, hits) {
  cards.forEach((card, nth) => {
    const month = months[indices[nth]]
    const section = card.closest("section")
    let last = list.lastElementChild
    if (!last || section && last.dataset.month !== month) {
      last = section ? monthSection(card, section, hits.filter(one => months[one] === month).length)
        : card.parentElement.cloneNode(false)
      last.dataset.month = month
      list.append(last)
    }
    const box = section ? last.lastElementChild : last
    box.append(document.importNode(card, true))
  })
}

function monthSection(card, section, count) {
  const copy = section.cloneNode(false)
  const head = section.querySelector(".head")
  // The page of one month says it once, in its title.
  if (head) copy.append(head.cloneNode(true))
  copy.append(card.parentElement.cloneNode(false))
  const number = copy.querySelector(".head span")
  if (number) number.textContent = number.textContent.replace(/\d+/, count)
  return copy
}

// A link for each choice that leads to the rest without it.
function waysWithout(item, page, table, chosen) {
  return Object.entries(chosen).map(choice => {
    const copy = item.cloneNode(true)
    const rest = without(page.groups, chosen, choice[0])
    copy.querySelector("a").href = addressOf(page, rest)
    copy.querySelector("b").textContent = labelOf(page, choice)
    for (const count of copy.querySelectorAll("i")) count.textContent = members(table, rest).length
    return copy
  })
}

function showChosen(page, table, chosen, number) {
  const count = page.part(".count")
  count.querySelector("strong").textContent = number
  fill(page.status, ...count.childNodes)
  const list = page.part(".chosen")
  const [item, clear] = list.children
  fill(list, ...waysWithout(item, page, table, chosen), clear)
  clear.firstElementChild.href = page.hub
  fill(page.found, page.status, list)
}

function put({ place }, ...nodes) {
  fill(place, ...nodes)
  place.removeAttribute("aria-busy")
  place.classList.remove("waiting")
}

function showPlain(page) {
  fill(page.status)
  fill(page.found, page.status)
  put(page, ...page.plain)
}

function showNothing(page, table, chosen) {
  const help = page.part(".none")
  const list = help.querySelector(".ways")
  fill(list, ...waysWithout(list.firstElementChild, page, table, chosen))
  put(page, help)
}

function showFailed(page) {
  const help = page.part(".failed")
  help.querySelector("a").href = location.href
  put(page, help)
}
