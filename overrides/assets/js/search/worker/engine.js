let engine = null // Pagefind's.
const known = new Map() // What it found, by name, to ask for what a result shows.

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

// What has a word; for null, everything there is.
async function ask(word) {
  const { results } = await engine.search(word)
  results.forEach(one => known.set(one.id, one))
  return results
}

const scoresOf = async word => new Map((await ask(word)).map(one => [one.id, one.score]))

const everything = async () => (await ask(null)).map(one => [one.id, 0])

const best = scores => scores.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))

// hits: names and scores of what has all the words. each: of what has any, how many and the sum of their scores.
async function allOf(words) {
  const found = await Promise.all(words.map(scoresOf))
  const each = new Map()
  for (const scores of found) {
    for (const [name, score] of scores) {
      const [count, sum] = each.get(name) || [0, 0]
      each.set(name, [count + 1, sum + score])
    }
  }
  return { each, hits: best([...each].filter(([, [count]]) => count === words.length).map(([name, [, sum]]) => [name, sum])) }
}

// hits: of one reading after the other. each: of the first.
async function lookUp(query) {
  const [first, ...others] = await Promise.all(readings(query).map(allOf))
  const hits = new Map(first.hits)
  for (const { hits: more } of others) for (const [name, score] of more) if (!hits.has(name)) hits.set(name, score)
  return { hits: [...hits], each: first.each }
}

const show = names => Promise.all(names.map(async name => {
  const { raw_url: url, meta, raw_content: text } = await known.get(name).data()
  return { ...meta, url, text: text.replace(/&lt;/g, "<").replace(/&gt;/g, ">") }
}))

// By what entries are filtered and sorted, of all parts together: see _facets in engine.py.
async function facets() {
  const parts = await Promise.all(plan.parts.map(part => getJson(`${part.at}facets.json`)))
  return parts.flatMap(({ values, rows }) => rows.map(([name, date, places]) => [name, date, places.map(place => values[place])]))
}
