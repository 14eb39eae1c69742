const INITIALS = 8 // As in words.py.
const NEAR = 5 // So many of what comes near are offered.

let help = null
const getHelp = async () => (help = help || await getJson(plan.help))

// hits: names and scores, the best first. meant: what was looked up where it is not what was typed.
// by: "pinyin" for initials. near: instead of hits, what has some of the words. words: names to try instead.
async function find(query) {
  if (!query.trim()) return { hits: await everything(), terms: [] }
  const terms = termsOf(query)
  if (!terms.length) return { hits: [], terms, signs: true }
  const initials = await byInitials(terms.join(""))
  const { hits, each } = await lookUp(query)
  if (hits.length) {
    // Letters may be a word, or the initials of one; those whom the word finds come first.
    const names = new Set(hits.map(([name]) => name))
    return { hits: [...hits, ...initials.filter(([name]) => !names.has(name))], terms }
  }
  if (initials.length) return { hits: initials, terms: [], by: "pinyin" }
  return findNear(query, terms, each)
}

const termsOf = query => runs(joined(fold(query)))

const byInitials = async letters => (
  /^[a-z]{2,}$/.test(letters) ? (await allOf([`拼${letters.slice(0, INITIALS)}`])).hits : []
)

// In simplified characters, then what comes near.
async function findNear(query, terms, each) {
  const meant = await simplified(query)
  if (meant === query.normalize("NFKC")) return nearTo(terms, each)
  const again = await lookUp(meant)
  if (again.hits.length) return { hits: again.hits, terms: termsOf(meant), meant }
  return nearTo(termsOf(meant), again.each)
}

// At least half of the words.
function nearTo(terms, each) {
  const most = Math.max(0, ...[...each.values()].map(([count]) => count))
  const near = [...each].filter(([, [count]]) => count === most && 2 * most >= cut(terms).length)
  return {
    hits: [], terms,
    near: best(near.map(([name, [, sum]]) => [name, sum])).slice(0, NEAR),
    words: nearest(terms.join(""), help.words),
  }
}

async function simplified(query) {
  const [old, now] = (await getHelp()).traditional.map(letters => [...letters])
  const table = new Map(old.map((letter, index) => [letter, now[index]]))
  return [...query.normalize("NFKC")].map(letter => table.get(letter) || letter).join("")
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
