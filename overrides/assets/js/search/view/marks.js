const AROUND = 36 // Characters before and after a quoted word.

// A text folded as a query is, and for each place in it start and end of the character that it comes from.
function foldWithPlaces(text) {
  let whole = ""
  const places = []
  let at = 0
  for (const letter of text) {
    const letters = fold(letter)
    for (let count = 0; count < letters.length; count++) places.push([at, at + letter.length])
    whole += letters
    at += letter.length
  }
  return { whole, places }
}

// A term as it may stand in a text: a query has lost the signs that names are written with.
const ANY_DOT = `[ ${DOTS}]{0,3}`
const ANY_SIGN = `[ .${SIGNS}]{0,3}`
const patternOf = term => new RegExp([...term].map((letter, at, all) => {
  const pair = (at ? all[at - 1] : "a") + letter
  return /[a-z]/.test(pair) ? letter : (/^[0-9]+$/.test(pair) ? ANY_DOT : ANY_SIGN) + letter
}).join(""), "g")

// Whether a term there is a word: letters from a word's beginning, numbers whole.
function isWhole(term, before, after) {
  if (/^[a-z]/.test(term) && /[a-z]/.test(before)) return false
  if (/^[0-9]/.test(term) && /[0-9]/.test(before)) return false
  return !(/[0-9]$/.test(term) && /[0-9]/.test(after))
}

// Where terms are in a text: start, end, and whether it is but a piece. A term that is nowhere counts by its
// neighbouring pairs.
function spansOf(text, terms) {
  const { whole, places } = foldWithPlaces(text)
  const placesOf = (term, isPiece) => [...whole.matchAll(patternOf(term))].map(match => {
    const end = match.index + match[0].length
    return isWhole(term, whole[match.index - 1] || "", whole[end] || "") && [places[match.index][0], places[end - 1][1], isPiece]
  }).filter(Boolean)
  const spans = terms.flatMap(term => {
    const found = placesOf(term, false)
    return found.length ? found : pairsOf(term).flatMap(pair => placesOf(pair, true))
  })
  return spans.sort((a, b) => a[0] - b[0])
}

function pairsOf(term) {
  const letters = [...term]
  return letters.slice(1).map((letter, index) => letters[index] + letter).filter(pair => /[^a-z0-9]/.test(pair))
}

// A text as nodes, with its spans in <mark>, those that touch in one.
function marked(text, terms) {
  const nodes = []
  let done = 0
  for (const [start, end] of spansOf(text, terms)) {
    if (end <= done) continue
    const from = Math.max(start, done)
    const last = nodes[nodes.length - 1]
    if (from === done && last && last.nodeName === "MARK") last.append(text.slice(from, end))
    else nodes.push(text.slice(done, from), el("mark", {}, text.slice(from, end)))
    done = end
  }
  return [...nodes, text.slice(done)]
}

// A piece of the text around the first of the words, where neither title nor summary have them.
function quoteOf({ title, summary = "", text }, terms) {
  const firstOf = words => spansOf(words, terms).find(([, , isPiece]) => !isPiece)
  if (!terms.length || firstOf(title) || firstOf(summary)) return ""
  const first = firstOf(text)
  if (!first) return ""
  const start = Math.max(0, first[0] - AROUND), end = Math.min(text.length, first[1] + AROUND)
  return `${start ? "……" : ""}${text.slice(start, end).replace(/\n/g, " ")}${end < text.length ? "……" : ""}`
}
