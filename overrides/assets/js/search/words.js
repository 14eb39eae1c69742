// How a query is cut into words: hooks/branchsite/search/words.py cuts what is indexed alike. Both are tested against
// tests/search/words.json.

// Where signs within names are left out. Not 、: who types that means a list.
const WITHIN = [
  `([0-9]) ?[${DOTS}] ?(?=[0-9])`,
  `([\u3400-\u9fff]) *[.${SIGNS}][ .${SIGNS}]*(?=[\u3400-\u9fff])`,
  `([\u3400-\u9fff]) *[${SIGNS}][ ${SIGNS}]*(?=[0-9])`,
  `([0-9]) *[${SIGNS}][ ${SIGNS}]*(?=[\u3400-\u9fff])`,
].map(pattern => new RegExp(pattern, "g"))

const joined = text => WITHIN.reduce((rest, signs) => rest.replace(signs, "$1"), text)

// Letters and figures; all of the planes that are kept for Chinese characters, of which there are more every year.
const runs = text => text.match(/[\p{L}\p{N}\u{20000}-\u{3fffd}]+/gu) || []

// The words of runs. A word of letters may still be going on: it finds all that begins with it.
function cut(pieces) {
  const found = new Set()
  for (const run of pieces) {
    const units = run.match(/[a-z]+|[0-9]+|[^]/gu)
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
