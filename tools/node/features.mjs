// What style sheets and scripts ask of a browser, by MDN's tables of what each browser has. Writes a line of JSON for
// each use of a feature that one of the given versions lacks, but where the sheet itself has an answer for it: a plain
// value before it, the prefixed property beside it, or @supports around it.
//   node features.mjs '{"chrome": 83, "firefox": 78, "safari": 14}' FILE…
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { basename } from "node:path"
import * as css from "css-tree"
import { parse as parseScript } from "acorn"
import { full } from "acorn-walk"

const tables = createRequire(import.meta.url)("@mdn/browser-compat-data")
const [promised, ...files] = process.argv.slice(2)
const least = JSON.parse(promised)
const SYNTAX = 2020 // Of Chromium 83: the year of ECMAScript it has whole.

// The first version that has it by its own name, if only in part; Infinity for never.
function since(entry, browser) {
  const all = [entry.__compat?.support[browser] ?? []].flat()
  const plain = all.filter(one => one.version_added && !one.prefix && !one.alternative_name && !one.flags)
  return Math.min(...plain.map(one => one.version_added === "preview" ? Infinity : parseFloat(one.version_added.replace("≤", ""))))
}

function lacking(entry) {
  const versions = Object.fromEntries(Object.keys(least).map(browser => [browser, since(entry, browser)]))
  return Object.keys(least).some(browser => versions[browser] > least[browser]) ? versions : null
}

const seen = []
function note(file, line, feature, entry) {
  const versions = entry ? lacking(entry) : {}
  if (versions) seen.push({ file: basename(file), line, feature, ...versions })
}

// ---- Style sheets ----

const { properties, selectors, types, "at-rules": atRules } = tables.css
const vendor = name => /^-(webkit|moz|ms)-/.test(name)
const kinds = Object.values(types).flatMap(one => Object.entries(one)).concat(Object.entries(types)).reverse()
const functions = new Map(kinds.filter(([name, one]) => name !== "__compat" && one.__compat).map(([name, one]) => [name, one]))

const UNITS = {
  cq: "container_query_length_units", dv: "viewport_percentage_units_dynamic",
  lv: "viewport_percentage_units_large", sv: "viewport_percentage_units_small",
}

// Features of a value, as [name, entry]: its keywords, its functions, and what only stands in some places.
function* ofValue(property, value, block) {
  const known = properties[property] ?? {}
  const words = value.children?.toArray() ?? []
  const flex = /flex/.test(block.get("display"))
  // In a grid they are as old as grids; rect() is a shape, and older in clip.
  const old = name => /^(align|justify)-/.test(property) && /^(start|end)$/.test(name) && !flex || property === "clip"
  for (const node of css.findAll(value, one => one.type === "Identifier" || one.type === "Function" || one.type === "Dimension")) {
    const { name } = node
    if (node.type === "Dimension") {
      const unit = types.length[UNITS[/^cq|^[dls]v|/.exec(node.unit)[0]] ?? node.unit]
      if (unit) yield [node.unit, unit]
    } else if (old(name)) continue
    else if (known[name]?.__compat) yield [`${property}: ${name}${node.type === "Function" ? "()" : ""}`, known[name]]
    else if (node.type === "Function" && functions.has(name)) yield [`${name}()`, functions.get(name)]
    if (node.type === "Function" && node.children.first?.name === "from") yield [`${name}(from …)`, types.color[name]?.relative_syntax]
  }
  if (property === "content" && words.some(one => one.type === "Operator" && one.value === "/")) yield ["content: … / …", known.alt_text]
  if (property === "overflow" && words.length > 1) yield ["overflow: … …", known.multiple_keywords]
  if (/^(row-|column-)?gap$/.test(property) && flex) yield ["gap (flex)", properties.gap.flex_context]
}

function ofDeclaration(file, node, block, guarded, earlier) {
  const { property, value } = node
  const line = node.loc.start.line
  if (property.startsWith("--") || vendor(property) || block.has(`-webkit-${property}`)) return
  if (!properties[property]) return note(file, line, `${property} (unknown)`, null)
  const whole = lacking(properties[property])
  const used = [[property, properties[property]], ...whole ? [] : ofValue(property, value, block)]
  for (const [name, entry] of used) {
    if (!entry || guarded.has(name) || !lacking(entry)) continue
    const isValue = name !== property
    const variable = isValue && css.find(value, one => one.type === "Function" && one.name === "var")
    // A value with var() is only found wrong when it is used: an earlier plain one does not come back.
    if (variable && name.includes("()")) note(file, line, `${name} with var()`, entry)
    else if (!(isValue && earlier.has(property))) note(file, line, name, entry)
  }
  if (!used.some(([, entry]) => entry && lacking(entry))) earlier.add(property)
}

function* ofSelector(selector) {
  for (const node of css.findAll(selector, one => /^Pseudo|^Nesting/.test(one.type))) {
    if (node.type === "NestingSelector") yield ["nesting", selectors.nesting]
    else if (vendor(node.name)) yield [`::${node.name}`, null]
    else if (!selectors[node.name]) yield [`:${node.name} (unknown)`, null]
    else yield [`${node.type === "PseudoElementSelector" ? "::" : ":"}${node.name}${node.children ? "()" : ""}`, selectors[node.name]]
    if (node.name === "not" && node.children) {
      const list = node.children.first
      const simple = list.children.size === 1 && list.children.first.children.size === 1
      if (!simple) yield [":not(a, b)", selectors.not.selector_list]
    }
    if (/^nth-/.test(node.name) && node.children.first.selector) yield [`:${node.name}(… of a)`, selectors[node.name].of_syntax]
  }
  if (css.find(selector, one => one.type === "AttributeSelector" && one.flags)) yield ["[a=b i]", selectors.attribute.case_insensitive_modifier]
}

function ofRule(file, node, guarded) {
  const line = node.loc.start.line
  const lists = node.prelude.children?.toArray() ?? []
  const newer = lists.map(one => [...ofSelector(one)].filter(([name, entry]) => !guarded.has(name) && (!entry || lacking(entry))))
  for (const [name, entry] of newer.flat()) {
    if (entry || name.endsWith("(unknown)")) note(file, line, name, entry)
    // One that a browser does not know voids the whole list.
    if (lists.length > 1 && newer.some(one => !one.length)) note(file, line, `${name} in a list`, null)
  }
}

function ofCondition(file, node) {
  const prelude = node.prelude
  if (node.name === "media" && prelude) {
    for (const one of css.findAll(prelude, each => /^Feature/.test(each.type))) {
      if (one.type === "FeatureRange") note(file, node.loc.start.line, "@media range", atRules.media.range_syntax)
      const name = (one.name ?? one.middle?.name ?? "").replace(/^(min|max)-/, "")
      if (atRules.media[name]) note(file, node.loc.start.line, `@media ${name}`, atRules.media[name])
    }
  } else if (node.name !== "supports") note(file, node.loc.start.line, `@${node.name}`, atRules[node.name] ?? atRules.page[`at_${node.name}`] ?? null)
}

// What @supports asks for is there within it, and what it denies is not.
function asked(node) {
  const names = new Set()
  if (node.name !== "supports" || css.generate(node.prelude).startsWith("not")) return names
  for (const one of css.findAll(node.prelude, each => each.type === "Declaration")) {
    names.add(one.property)
    for (const [name] of ofValue(one.property, one.value, new Map())) names.add(name)
  }
  for (const one of css.findAll(node.prelude, each => each.type === "Selector")) for (const [name] of ofSelector(one)) names.add(name)
  return names
}

function walkStyles(file, nodes, guarded) {
  for (const node of nodes) {
    if (node.type === "Atrule") {
      ofCondition(file, node)
      if (node.block) walkStyles(file, node.block.children.toArray(), new Set([...guarded, ...asked(node)]))
    } else if (node.type === "Rule") {
      ofRule(file, node, guarded)
      const inside = node.block.children.toArray()
      const declarations = inside.filter(one => one.type === "Declaration")
      const block = new Map(declarations.map(one => [one.property, css.generate(one.value)]))
      const earlier = new Set()
      for (const one of declarations) ofDeclaration(file, one, block, guarded, earlier)
      const nested = inside.filter(one => one.type !== "Declaration")
      if (nested.length) note(file, nested[0].loc.start.line, "nesting", selectors.nesting)
      walkStyles(file, nested, guarded)
    }
  }
}

// ---- Scripts ----

const named = new Map()
for (const group of [...Object.values(tables.api), ...Object.values(tables.javascript.builtins), ...Object.values(tables.javascript.builtins.Intl)]) {
  for (const [name, entry] of Object.entries(group)) {
    if (entry.__compat) named.set(name.replace(/_static$/, ""), [...named.get(name.replace(/_static$/, "")) ?? [], entry])
  }
}
const whole = name => [tables.api, tables.javascript.builtins, tables.api.Window].find(one => Object.hasOwn(one, name))?.[name]

// What the scripts call so themselves: their variables, and the properties of their own objects; "call" where such a
// property is a function.
const declared = new Set()
const own = new Map()

function learn(tree) {
  const name = pattern => {
    if (pattern?.type === "Identifier") declared.add(pattern.name)
    for (const one of pattern?.properties ?? pattern?.elements ?? []) name(one?.value ?? one?.argument ?? one)
    if (pattern?.type === "AssignmentPattern") name(pattern.left)
  }
  full(tree, node => {
    for (const one of [node.type === "VariableDeclarator" ? node.id : null, /Function/.test(node.type) ? node.id : null, ...node.params ?? []]) name(one)
    if (node.type === "Property" && !node.computed) {
      const key = node.key.name ?? node.key.value
      if (node.shorthand || /Function/.test(node.value.type)) own.set(key, "call")
      else if (!own.has(key)) own.set(key, "value")
    }
  })
}

// A member is new where it is new in every interface that has one of its name.
function ofMember(file, line, name, called) {
  const entries = [...named.get(name) ?? [], ...whole(name) ? [whole(name)] : []]
  if (own.get(name) === "call" || own.has(name) && !called) return
  if (entries.length && entries.every(lacking)) note(file, line, `.${name}`, entries.reduce((one, other) => since(one, "chrome") <= since(other, "chrome") ? one : other))
}

function parseText(file, text) {
  try {
    return parseScript(text, { ecmaVersion: SYNTAX, sourceType: "module", locations: true })
  } catch (error) {
    note(file, error.loc?.line ?? 0, `syntax after ECMAScript ${SYNTAX}`, null)
    return null
  }
}

function walkScript(file, tree) {
  full(tree, node => {
    const line = node.loc.start.line
    const called = node.type === "CallExpression" ? node.callee : null
    if (called?.type === "MemberExpression" && !called.computed) ofMember(file, line, called.property.name, true)
    if (called?.type === "Identifier" && whole(called.name) && !declared.has(called.name)) note(file, line, `${called.name}()`, whole(called.name))
    if (node.type === "MemberExpression" && !node.computed) ofMember(file, line, node.property.name, false)
    // A class of the browser; a variable may be called like another member of the window.
    if (node.type === "Identifier" && /^[A-Z]/.test(node.name) && whole(node.name) && !declared.has(node.name)) note(file, line, node.name, whole(node.name))
    if (node.type === "Literal" && node.regex && /\(\?<[=!]/.test(node.regex.pattern)) note(file, line, "(?<=…)", tables.javascript.regular_expressions.lookbehind_assertion)
  })
}

const trees = new Map()
for (const file of files) {
  const text = readFileSync(file, "utf8")
  if (file.endsWith(".css")) {
    const odd = error => note(file, error.line, `syntax: ${error.message}`, null)
    const tree = css.parse(text, { positions: true, onParseError: odd })
    walkStyles(file, tree.children.toArray(), new Set())
  } else {
    const tree = parseText(file, text)
    if (tree) trees.set(file, tree)
  }
}
for (const tree of trees.values()) learn(tree)
for (const [file, tree] of trees) walkScript(file, tree)
const lines = seen.map(one => JSON.stringify(one, (key, value) => value === Infinity ? null : value))
for (const line of new Set(lines)) console.log(line)
