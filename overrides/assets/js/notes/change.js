const removeNote = id => inStore("readwrite", store => asked(store.delete(id)))

// Those of a backup beside those that are there: what is the same is there once, what differs is there twice.
async function mergeNotes(notes) {
  await inStore("readwrite", async store => {
    for (const one of notes) {
      const there = await asked(store.get(one.id))
      if (there && sameNote(there, one)) continue
      await asked(store.put(there ? { ...one, id: newId() } : one))
    }
  })
}

const sameNote = (one, other) => one.quote === other.quote && one.thought === other.thought
