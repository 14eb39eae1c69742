// { lists, seen: { files, bytes } }; null where nothing is stored. A list has id, title, pages, bytes and at.
async function keptPages() {
  const worker = await workerThere()
  return worker ? askWorker(worker, "state") : null
}

async function dropPages(id) {
  const worker = await workerThere()
  if (worker) await askWorker(worker, "drop", { id })
}
