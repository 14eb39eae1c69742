async function get(url, as) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(answer.status)
  return answer[as]()
}

// The cards of a plain page, in order, with links that lead from anywhere. Each page is fetched once. An archive page
// names no table: it is the same in every release, but for old items that came or went.
const sheets = new Map()

function sheet(url, table) {
  if (!sheets.has(url)) sheets.set(url, fetchSheet(url, table))
  return sheets.get(url)
}

async function fetchSheet(url, table) {
  const page = new DOMParser().parseFromString(await get(url, "text"), "text/html")
  const absolute = href => new URL(href, new URL(url, location)).href
  // A page of another release: its cards may stand in other places than the table says.
  const filters = page.querySelector("template.filters")
  if (filters && absolute(filters.dataset.table) !== table) throw new Error("another release")
  for (const name of ["href", "src", "srcset"]) {
    for (const one of page.querySelectorAll(`.list [${name}]`)) {
      const ways = one.getAttribute(name).split(/,\s+/)
      one.setAttribute(name, ways.map(way => way.replace(/^[^#\s]\S*/, absolute)).join(", "))
    }
  }
  return [...page.querySelectorAll(".list article")]
}

// The plain list that has all that is chosen and the fewest others. all: its items.
function sourceOf(page, table, chosen) {
  const lists = Object.entries(chosen).filter(choice => facetOf(page, choice)).map(([key, value]) => (
    { url: facetOf(page, [key, value]).url, all: members(table, { [key]: value }) }
  ))
  return lists.sort((one, other) => one.all.length - other.all.length)[0] || { url: page.hub, all: members(table, {}) }
}

// A list of so many as views/listing.py lays it out: archive pages are filled from the oldest, and the newest page,
// number 0, has the rest.
const archivesOf = (count, size) => Math.max(0, Math.floor(count / size) - 1)
const newestOf = (count, size) => count - archivesOf(count, size) * size

function placeOf(rank, count, size) {
  const behind = rank - newestOf(count, size)
  if (behind < 0) return { number: 0, nth: rank }
  return { number: archivesOf(count, size) - Math.floor(behind / size), nth: behind % size }
}

function cardsOf(indices, { url, all }, { size, table }, months) {
  return Promise.all(indices.map(async index => {
    const { number, nth } = placeOf(all.indexOf(index), all.length, size)
    const card = (await sheet(number ? new URL(`page-${number}/`, new URL(url, location)).pathname : url, table))[nth]
    if (!isOfMonth(card, months[index])) throw new Error("another release")
    return card
  }))
}

// A card that has no day, of a material, is taken as it is.
function isOfMonth(card, month) {
  const day = card && card.querySelector("time")
  return Boolean(card) && (!day || day.dateTime.startsWith(month))
}
