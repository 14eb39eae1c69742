// 随身记 in this browser, and nowhere else: a note has id, quote, thought, title, url, topic, day and changed (the moment
// of its last change). Each promise fails where the browser refuses to keep anything: whoever asks says so.
const DATABASE = "notes " + reading.scope

const asked = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

function opened() {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore("notes", { keyPath: "id" })
  return asked(request)
}

// Resolves once all of it is on the disk. work: gets the notes; what it gives is the result.
async function inStore(mode, work) {
  const database = await opened()
  try {
    const transaction = database.transaction("notes", mode)
    const result = await work(transaction.objectStore("notes"))
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
      if (mode === "readonly") resolve()
    })
    return result
  } finally {
    database.close()
  }
}

const allNotes = () => inStore("readonly", store => asked(store.getAll()))
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), one => one.toString(16).padStart(2, "0")).join("")

// As it was read before; where another window has changed it since, what is here is kept as a note of its own.
async function saveNote(note) {
  const saved = { ...note, changed: Date.now() }
  await inStore("readwrite", async store => {
    const there = await asked(store.get(note.id))
    if (there && there.changed !== note.changed && there.thought !== note.thought) saved.id = newId()
    await asked(store.put(saved))
  })
  return saved
}
