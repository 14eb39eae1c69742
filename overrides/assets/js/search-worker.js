// The search itself, beside the page so that typing never waits: asks Pagefind for the words of a query.
// Loaded by search-view.js when the search is opened. In a worker Pagefind finds no <html lang> and leaves the
// cutting of Chinese to us; hooks/branchsite/search/words.py cuts what is indexed alike.

const INITIALS = 8 // As in words.py.
const NEAR = 5

let base = "" // The folder search/, absolute.
let plan = null // parts.json
let engine = null
let help = null
let missing = false // Whether a file was not there: the site has been published anew.
const known = new Map() // What Pagefind found, by name, to ask for what a result shows.

// Pagefind takes an answer of 404 for a file with nothing in it; we want to know. Of each part it asks for a small
// file that is in our plan already, and it looks for its WebAssembly in the first.
const fetchPlainly = self.fetch
self.fetch = async (uri, ...options) => {
  const [, part, file] = String(uri).match(/([^/]*\/)([^/?]*)[^/]*$/)
  if (file === "pagefind-entry.json") return new Response(JSON.stringify(plan.parts.find(one => one.at === part).entry))
  try {
    const answer = await fetchPlainly(file.startsWith("wasm.") ? base + plan.runtime + file : uri, ...options)
    if (answer.ok) return answer
  } catch (offline) {}
  missing = true
  throw new Error(`not there: ${uri}`)
}

const getJson = async (uri, options) => (await fetch(base + uri, options)).json()

const fold = text => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFKC").toLowerCase()

// A text without the signs that a name may be written with or without, all but 、: who types that means a list.
const DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u30fb"
const SIGNS = DOTS + "\\-\u2010-\u2015\"'\u2018-\u201f\u3008-\u300f\u301d-\u301f"
const WITHIN = [
  `([0-9]) ?[${DOTS}] ?(?=[0-9])`,
  `([\u3400-\u9fff]) *[.${SIGNS}][ .${SIGNS}]*(?=[\u3400-\u9fff])`,
  `([\u3400-\u9fff]) *[${SIGNS}][ ${SIGNS}]*(?=[0-9])`,
  `([0-9]) *[${SIGNS}][ ${SIGNS}]*(?=[\u3400-\u9fff])`,
].map(pattern => new RegExp(pattern, "g"))
const joined = text => WITHIN.reduce((rest, signs) => rest.replace(signs, "$1"), text)

const runs = text => text.match(/[\p{L}\p{N}]+/gu) ?? []

// The words of runs. A word of letters may still be going on: it finds all that begins with it.
function cut(pieces) {
  const found = new Set()
  for (const run of pieces) {
    const units = run.match(/[a-z]+|[0-9]+|[\p{L}\p{N}]/gu)
    if (units.length === 1) found.add(/[a-z]/.test(run) ? run : `${run}_`)
    units.slice(1).forEach((unit, index) => found.add(units[index] + unit + (/[0-9]/.test(unit) ? "_" : "")))
  }
  return [...found]
}

// What a query may mean, as the words of each: signs within a name left out, and signs parting words. Not the second
// where it would look for a character by itself: of 五·四 everything has the two.
function readings(query) {
  const whole = cut(runs(joined(fold(query))))
  const parted = cut(runs(fold(query)))
  const byItself = parted.some(word => /^[^a-z0-9]+_$/.test(word) && !whole.includes(word))
  return byItself || parted.join() === whole.join() ? [whole] : [whole, parted]
}

async function open(folder) {
  base = folder
  plan = await getJson("parts.json", { cache: "no-cache" })
  const { createInstance } = await import(`${base}${plan.runtime}pagefind.js`)
  // What makes a page long says nothing here: only where a word stands, and how rare it is.
  const options = { baseUrl: "/", metaCacheTag: "1", ranking: { termFrequency: 0, termSaturation: 2 } }
  const [first, ...others] = plan.parts.map(part => ({ ...options, basePath: base + part.at, indexWeight: part.weight }))
  engine = createInstance(first)
  await engine.init()
  await Promise.all(others.map(({ basePath, ...its }) => engine.mergeIndex(basePath, its)))
}

async function ask(word) {
  const { results } = await engine.search(word)
  results.forEach(one => known.set(one.id, one))
  return new Map(results.map(one => [one.id, one.score]))
}

// Names and scores of what has all the words of a reading, by one after the other; `each` is what has any of the
// first one's words, and how many.
async function lookUp(query) {
  const [first, ...others] = await Promise.all(readings(query).map(allOf))
  const hits = new Map(first.hits)
  for (const { hits: more } of others) for (const [name, score] of more) if (!hits.has(name)) hits.set(name, score)
  return { hits: [...hits], each: first.each }
}

async function allOf(wanted) {
  const found = await Promise.all(wanted.map(ask))
  const each = new Map()
  for (const scores of found) {
    for (const [name, score] of scores) {
      const [count, sum] = each.get(name) ?? [0, 0]
      each.set(name, [count + 1, sum + score])
    }
  }
  return { each, hits: best([...each].filter(([, [count]]) => count === wanted.length).map(([name, [, sum]]) => [name, sum])) }
}

const best = scores => scores.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))

// Everything of the index, for those who only filter.
async function all() {
  const { results } = await engine.search(null)
  results.forEach(one => known.set(one.id, one))
  return results.map(one => [one.id, 0])
}

const getHelp = async () => (help ??= await getJson(plan.help))

async function simplified(query) {
  const [old, now] = (await getHelp()).traditional.map(letters => [...letters])
  const table = new Map(old.map((letter, index) => [letter, now[index]]))
  return [...query.normalize("NFKC")].map(letter => table.get(letter) ?? letter).join("")
}

// hits: names and scores, the best first. meant: what was looked up where it is not what was typed.
// by: "pinyin" for initials. near: instead of hits, what has some of the words. words: names to try instead.
async function find(query) {
  if (!query.trim()) return { hits: await all(), terms: [] }
  let terms = runs(joined(fold(query)))
  if (!terms.length) return { hits: [], terms, signs: true }
  // Letters may be a word, or the initials of one; those whom the word finds come first.
  const letters = terms.join("")
  const initials = /^[a-z]{2,}$/.test(letters) ? (await allOf([`拼${letters.slice(0, INITIALS)}`])).hits : []
  let { hits, each } = await lookUp(query)
  if (hits.length) {
    const names = new Set(hits.map(([name]) => name))
    return { hits: [...hits, ...initials.filter(([name]) => !names.has(name))], terms }
  }
  if (initials.length) return { hits: initials, terms: [], by: "pinyin" }
  const meant = await simplified(query)
  if (meant !== query.normalize("NFKC")) {
    const again = await lookUp(meant)
    terms = runs(joined(fold(meant)))
    if (again.hits.length) return { hits: again.hits, terms, meant }
    each = again.each
  }
  const most = Math.max(0, ...[...each.values()].map(([count]) => count))
  const near = best([...each].filter(([, [count]]) => count === most && 2 * most >= cut(terms).length).map(([name, [, sum]]) => [name, sum]))
  return { hits: [], terms, near: near.slice(0, NEAR), words: nearest(terms.join(""), help.words) }
}

// Names that share most characters with what was typed, in its order.
function nearest(typed, names) {
  const rated = names.map(name => [name, (2 * common(typed, fold(name))) / (typed.length + Math.min(name.length, 2 * typed.length))])
  return rated.filter(([, share]) => share >= 0.5).sort((a, b) => b[1] - a[1]).slice(0, NEAR).map(([name]) => name)
}

// The length of the longest row of characters that both have in that order.
function common(one, other) {
  let row = new Array(other.length + 1).fill(0)
  for (const letter of one) {
    const next = [0]
    for (let at = 0; at < other.length; at++) next.push(other[at] === letter ? row[at] + 1 : Math.max(row[at + 1], next[at]))
    row = next
  }
  return row[other.length]
}

const show = names => Promise.all(names.map(async name => {
  const { raw_url: url, meta, raw_content: text } = await known.get(name).data()
  return { ...meta, url, text: text.replaceAll("&lt;", "<").replaceAll("&gt;", ">") }
}))

// By what entries are filtered and sorted, of all parts together: see _facets in engine.py.
async function facets() {
  const parts = await Promise.all(plan.parts.map(part => getJson(`${part.at}facets.json`)))
  return parts.flatMap(({ values, rows }) => rows.map(([name, date, places]) => [name, date, places.map(place => values[place])]))
}

const tasks = { open, find, show, facets }

self.onmessage = async ({ data: { id, task, given } }) => {
  missing = false
  let answer
  try {
    answer = { id, given: await tasks[task](given) }
  } catch (error) {
    answer = { id, error: String(error) }
  }
  postMessage(missing ? { id, error: "missing" } : answer)
}
