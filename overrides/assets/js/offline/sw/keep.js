// What readers ask to keep: lists of pages, each stored with all that it shows. A list is a record in the cache itself:
// id, title, pages (what was asked for), files (what is stored of it), bytes and at (milliseconds).
const RECORDS = SCOPE + "offline/lists/"

const FAILURES = ["changed", "full", "offline"]
const failed = why => Object.assign(new Error(why), { why })

// A file into the cache, from another of our caches where it is there. Gives its size.
async function fetchFile(cache, url) {
  const there = await cache.match(url, { ignoreVary: true }) || await inOurCaches(url)
  const copy = there || await storable(await fetch(url))
  if (!copy) throw failed("changed")
  await put(cache, url, copy.clone())
  return sizeOf(copy)
}

async function inOurCaches(url) {
  for (const name of await ourCaches()) {
    const found = await (await caches.open(name)).match(url, { ignoreVary: true })
    if (found) return found
  }
}

async function put(cache, url, copy) {
  try {
    await cache.put(url, copy)
  } catch (refused) {
    throw failed("full")
  }
}

// Stores all of a list in this release's cache; gives the record, fails with a reason. A page that is gone is left out.
async function storeList({ id, title, pages }, tell = () => {}) {
  const cache = await caches.open(KEPT)
  const files = new Set()
  let bytes = 0
  for (const [index, page] of pages.entries()) {
    const answer = await fetch(page, { cache: "no-cache" })
    if (answer.redirected || answer.status === 404 || answer.status === 410) continue
    const copy = await storable(answer)
    if (!copy) throw failed("offline")
    await put(cache, page, copy.clone())
    bytes += sizeOf(copy)
    for (const file of [page, ...shownBy(await copy.text(), page)]) {
      if (files.has(file)) continue
      if (file !== page) bytes += await fetchFile(cache, file)
      files.add(file)
      tell({ done: index, all: pages.length, bytes })
    }
  }
  if (!await isCurrent()) throw failed("changed")
  return { id, title, pages, files: [...files], bytes, at: Date.now() }
}

async function listsIn(name) {
  const cache = await caches.open(name)
  const keys = (await cache.keys()).filter(key => new URL(key.url).pathname.startsWith(RECORDS))
  return Promise.all(keys.map(async key => (await cache.match(key)).json()))
}

const recordOf = id => RECORDS + encodeURIComponent(id)
const saveList = async list => put(await caches.open(KEPT), recordOf(list.id), new Response(JSON.stringify(list)))

// Takes away what no list holds.
async function sweep() {
  const cache = await caches.open(KEPT)
  const lists = await listsIn(KEPT)
  const wanted = new Set(lists.flatMap(list => [...list.files, new URL(recordOf(list.id), self.location).href]))
  for (const key of await cache.keys()) if (!wanted.has(key.url)) await cache.delete(key, { ignoreVary: true })
}

async function keep(list, tell) {
  try {
    const record = await storeList(list, tell)
    await saveList(record)
    return record
  } finally {
    await sweep()
  }
}

async function drop({ id }) {
  await (await caches.open(KEPT)).delete(recordOf(id))
  await sweep()
}

async function state() {
  const seen = await caches.open(SEEN)
  const entries = await Promise.all((await seen.keys()).map(key => seen.match(key, { ignoreVary: true })))
  const lists = (await listsIn(KEPT)).filter(list => list.id)
  return { lists, seen: { files: entries.length, bytes: entries.reduce((sum, one) => sum + sizeOf(one), 0) } }
}

const TASKS = { keep, drop, state, clear }

// One after the other: what one begins to store, another would take away.
let last = Promise.resolve()
const inTurn = work => { last = last.then(work, work); return last }

// A question comes with a port: what is under way, and then the answer, go back through it.
self.addEventListener("message", event => {
  const { task, given } = event.data
  const port = event.ports[0]
  const answer = inTurn(() => TASKS[task](given, progress => port.postMessage({ progress }))).then(
    result => port.postMessage({ result }),
    error => port.postMessage({ why: FAILURES.includes(error.why) ? error.why : "offline" }),
  )
  event.waitUntil(answer)
})
