// What the service worker stores lies in caches that are named by the site's folder and by the release: RELEASE stands
// in a line before this file (output/service_worker.py). One rule follows: what is shown without a network is of one
// release, and with the next all of it goes. kept: what readers asked for. seen: what they happened to open.
const SCOPE = new URL("./", self.location).pathname
const OURS = `branchsite ${SCOPE} `
const KEPT = `${OURS}${RELEASE} kept`
const SEEN = `${OURS}${RELEASE} seen`
const LOST = SCOPE + "offline/"
const MOST = 19e6 // Bytes of what is seen: with the plain page and its files less than 20 MB.
const SIZE = "X-Stored-Bytes"

const ourCaches = async () => (await caches.keys()).filter(name => name.startsWith(OURS))

// A copy that can be stored, with its size; null for what must not be: an error, another host's, what a server forbids.
async function storable(answer) {
  const { status, type, redirected } = answer
  if (status !== 200 || type !== "basic" || redirected || /no-store|private/.test(answer.headers.get("Cache-Control"))) return null
  const body = await answer.blob()
  const headers = new Headers(answer.headers)
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name)
  headers.set(SIZE, body.size)
  return new Response(body, { headers })
}

const sizeOf = answer => Number(answer.headers.get(SIZE)) || 0

// The stored copy of an address, without what stands behind a question mark.
async function stored(url) {
  for (const name of [KEPT, SEEN]) {
    const found = await (await caches.open(name)).match(url, { ignoreVary: true })
    if (found) return found
  }
}

async function forget(url) {
  for (const name of await ourCaches()) await (await caches.open(name)).delete(url, { ignoreVary: true })
}

// Unasked; the oldest goes first. Where there is no room, nothing is stored.
async function remember(url, copy) {
  try {
    const kept = await caches.open(KEPT)
    if (await kept.match(url, { ignoreVary: true })) return await kept.put(url, copy)
    const seen = await caches.open(SEEN)
    await seen.delete(url, { ignoreVary: true })
    await seen.put(url, copy)
    await trim(seen)
  } catch (refused) {}
}

async function trim(seen) {
  const entries = []
  for (const key of await seen.keys()) entries.push([key, sizeOf(await seen.match(key, { ignoreVary: true }))])
  let sum = entries.reduce((total, [, size]) => total + size, 0)
  for (const [key, size] of entries) {
    if (sum <= MOST) return
    await seen.delete(key, { ignoreVary: true })
    sum -= size
  }
}

// Whether the site still shows this release. Where it has no worker any more, this one goes with all it stored.
async function isCurrent() {
  const answer = await fetch(self.location.href, { cache: "no-cache" })
  if (answer.status === 404 || answer.status === 410) await leave()
  return answer.ok && (await answer.text()).includes(RELEASE)
}

async function clear() {
  for (const name of await ourCaches()) await caches.delete(name)
}

async function leave() {
  await clear()
  await self.registration.unregister()
}
