async function get(url, as) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(answer.status)
  return answer[as]()
}

// The cards of a plain page, in order, with links that lead from anywhere. Each page is fetched once.
const sheets = new Map()

function sheet(url, table) {
  if (!sheets.has(url)) sheets.set(url, fetchSheet(url, table))
  return sheets.get(url)
}

async function fetchSheet(url, table) {
  const page = new DOMParser().parseFromString(await get(url, "text"), "text/html")
  const absolute = href => new URL(href, new URL(url, location)).href
  // A page of another release: its cards may stand in other places than the table says.
  if (absolute(page.querySelector("template.filters").dataset.table) !== table) throw new Error("another release")
  for (const name of ["href", "src", "srcset"]) {
    for (const one of page.querySelectorAll(`.list [${name}]`)) {
      const ways = one.getAttribute(name).split(/,\s+/)
      one.setAttribute(name, ways.map(way => way.replace(/^\S+/, absolute)).join(", "))
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

function cardsOf(indices, { url, all }, { size, table }) {
  return Promise.all(indices.map(async index => {
    const rank = all.indexOf(index)
    const number = Math.floor(rank / size) + 1
    return (await sheet(number === 1 ? url : `${url}page-${number}/`, table))[rank % size]
  }))
}
