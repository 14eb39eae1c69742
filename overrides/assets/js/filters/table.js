// What every item of the hub is found by. months: of each item, in the list's order; known: all "key=value".
function readTable({ months, columns }) {
  const known = new Set(months.flatMap(([month]) => [`month=${month}`, `year=${month.slice(0, 4)}`]))
  for (const key in columns) for (const value of columns[key].values.flat()) known.add(`${key}=${value}`)
  return { months: months.flatMap(([month, count]) => Array(count).fill(month)), columns, known }
}

function valuesOf({ months, columns }, index, key) {
  if (key === "month") return [months[index]]
  if (key === "year") return [months[index].slice(0, 4)]
  const { values, codes } = columns[key]
  return values[codes.charCodeAt(index) - 48]
}

// The items that have all that is chosen, in the list's order.
function members(table, chosen) {
  const entries = Object.entries(chosen)
  const fits = index => entries.every(([key, value]) => valuesOf(table, index, key).includes(value))
  return [...table.months.keys()].filter(fits)
}

// How many items each value of a group would give beside what is chosen in the other groups, by "key=value".
function countsOf(table, groups, { keys }, chosen) {
  const counts = new Map()
  for (const index of members(table, without(groups, chosen, [...keys][0]))) {
    for (const key of keys) {
      for (const value of valuesOf(table, index, key)) {
        const name = `${key}=${value}`
        counts.set(name, (counts.get(name) || 0) + 1)
      }
    }
  }
  return counts
}
