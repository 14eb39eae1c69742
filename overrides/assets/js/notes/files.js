// What leaves the browser: a backup that can be restored, and the notes as text.
const BACKUP = "branchsite-notes"
const TEXTS = ["id", "quote", "thought", "title", "url", "topic", "day"]

function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = el("a", { href: address, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), 60000)
}

const backupOf = notes => JSON.stringify({ kind: BACKUP, version: 1, notes }, null, 1)

// The notes of a backup; fails where it is none, or is damaged in any place: half of it is not taken.
function notesOf(text) {
  const found = JSON.parse(text)
  const isNote = one => one && TEXTS.every(name => typeof one[name] === "string") && one.id && /^https?:/.test(one.url)
  if (!found || found.kind !== BACKUP || !Array.isArray(found.notes) || !found.notes.every(isNote)) throw new Error(BACKUP)
  return found.notes.map(one => ({ ...Object.fromEntries(TEXTS.map(name => [name, one[name]])), changed: Number(one.changed) || 0 }))
}

const quoted = text => text.split("\n").map(line => "> " + line).join("\n")

function markdownOf(notes) {
  const piece = one => [`## ${one.day}`, quoted(one.quote), one.thought, `来源：《${one.title}》 ${one.url}`].filter(Boolean).join("\n\n")
  return ["# 学习随身记", ...notes.map(piece)].join("\n\n") + "\n"
}
