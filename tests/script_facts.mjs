// What acorn reads in scripts. Gets { version, sources: { name: source } } on stdin, gives for each name: error, where
// it cannot be read; functions, with their lines; names of members, keys, globals and calls; strings over several lines;
// and the tree without places.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

const { parse } = createRequire(process.argv[2])("acorn")
const { version, sources } = JSON.parse(readFileSync(0, "utf-8"))

const isNode = one => one && typeof one.type === "string"
const children = node => Object.values(node).flat().filter(isNode)

function visit(node, see) {
  see(node)
  for (const child of children(node)) visit(child, see)
}

function declared(pattern, names) {
  if (pattern.type === "Identifier") names.add(pattern.name)
  else if (pattern.type === "Property") declared(pattern.value, names)
  else if (pattern.type === "AssignmentPattern") declared(pattern.left, names)
  else if (pattern.type === "RestElement") declared(pattern.argument, names)
  else children(pattern).forEach(child => declared(child, names))
}

function factsOf(source) {
  const tree = parse(source, { ecmaVersion: version, sourceType: "module", locations: true })
  const facts = { functions: [], members: [], keys: [], calls: [], patterns: [], long: [] }
  const own = new Set(), used = new Map()
  visit(tree, node => {
    const { start, end } = node.loc
    if (/Function/.test(node.type)) {
      facts.functions.push([start.line, end.line - start.line + 1])
      if (node.id) own.add(node.id.name)
      node.params.forEach(one => declared(one, own))
    }
    if (node.type === "VariableDeclarator") declared(node.id, own)
    if (node.type === "CatchClause" && node.param) declared(node.param, own)
    if (node.type === "MemberExpression" && !node.computed) facts.members.push(node.property.name)
    if (node.type === "Property" && !node.computed) facts.keys.push(node.key.name || node.key.value)
    if (node.type === "CallExpression" && node.callee.type === "MemberExpression") facts.calls.push(node.callee.property.name)
    if (node.regex) facts.patterns.push(`/${node.regex.pattern}/${node.regex.flags}`)
    if (/Literal|TemplateElement/.test(node.type) && start.line !== end.line) facts.long.push(start.line)
  })
  const see = (node, parent, key) => {
    if (node.type === "Identifier" && !(key === "property" && !parent.computed) && !(key === "key" && !parent.computed)) used.set(node.name, (used.get(node.name) || 0) + 1)
    for (const [name, value] of Object.entries(node)) for (const child of [value].flat().filter(isNode)) see(child, node, name)
  }
  see(tree)
  const bare = JSON.stringify(tree, (key, value) => (["start", "end", "loc"].includes(key) ? undefined : typeof value === "bigint" ? `${value}` : value))
  return { ...facts, globals: [...used.keys()].filter(name => !own.has(name)), unused: [...own].filter(name => used.get(name) === 1), tree: bare }
}

const tried = source => {
  try {
    return factsOf(source)
  } catch (error) {
    return { error: error.message }
  }
}
console.log(JSON.stringify(Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, tried(source)]))))
