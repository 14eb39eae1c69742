// Where a script can be changed. Gets { name: source } on stdin, gives for each name places: start, end, line, old, new.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

const { parse } = createRequire(process.argv[2])("acorn")
const OTHER = {
  "<": "<=", "<=": "<", ">": ">=", ">=": ">", "===": "!==", "!==": "===", "&&": "||", "||": "&&", "+": "-", "-": "+",
}

const isNode = one => one && typeof one.type === "string"
const children = node => Object.values(node).flat().filter(isNode)

function changesOf(node, source) {
  const text = one => source.slice(one.start, one.end)
  if (/^(Binary|Logical)Expression$/.test(node.type) && OTHER[node.operator]) {
    const between = source.slice(node.left.end, node.right.start)
    return [text(node.left) + between.replace(node.operator, OTHER[node.operator]) + text(node.right)]
  }
  if (node.type === "UnaryExpression" && node.operator === "!") return [text(node.argument)]
  if (node.type === "Literal" && typeof node.value === "boolean") return [String(!node.value)]
  if (node.type === "Literal" && Number.isInteger(node.value)) return [String(node.value + 1)]
  if (node.type === "ExpressionStatement" && node.expression.type === "CallExpression") return [";"]
  return []
}

function placesIn(source) {
  const places = []
  const visit = node => {
    for (const changed of changesOf(node, source)) {
      const { start, end } = node
      places.push({ start, end, line: node.loc.start.line, old: source.slice(start, end), new: changed })
    }
    children(node).forEach(visit)
  }
  visit(parse(source, { ecmaVersion: 2020, sourceType: "module", locations: true }))
  return places
}

const sources = JSON.parse(readFileSync(0, "utf-8"))
console.log(JSON.stringify(Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, placesIn(source)]))))
