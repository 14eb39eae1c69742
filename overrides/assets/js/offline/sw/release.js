// A release takes over only when all that readers keep is stored anew in its own cache: the plain page, and every list.
// Should that fail half way, the release before stays with all of its pages, and the browser tries again later.
const PLAIN = { id: "", title: "", pages: [new URL(LOST, self.location).href] }

async function listsBefore() {
  const names = (await ourCaches()).filter(name => name.endsWith(" kept") && name !== KEPT)
  return (await Promise.all(names.map(listsIn))).flat().filter(list => list.id)
}

// A list that somebody asks the release before for, or drops, meanwhile counts, too.
async function takeOver() {
  const plain = await storeList(PLAIN)
  if (!plain.files.length) throw failed("changed")
  const records = new Map([["", plain]])
  let before = await listsBefore()
  while (before.some(list => !records.has(list.id))) {
    for (const list of before) if (!records.has(list.id)) records.set(list.id, await storeList(list))
    before = await listsBefore()
  }
  for (const id of ["", ...before.map(list => list.id)]) await saveList(records.get(id))
  await sweep()
}

async function install() {
  try {
    await takeOver()
    await self.skipWaiting()
  } catch (unreachable) {
    await caches.delete(KEPT)
    throw unreachable
  }
}

async function activate() {
  for (const name of await ourCaches()) if (name !== KEPT && name !== SEEN) await caches.delete(name)
}

self.addEventListener("install", event => event.waitUntil(install()))
self.addEventListener("activate", event => event.waitUntil(activate()))
