// What the worker answers: pages from the network first, files with fingerprints from what is stored first, and a plain
// page where there is neither. All else goes by untouched: forms, feeds, downloads, parts of files, other hosts.
const isPage = url => !/\.[^/]*$/.test(url.pathname)
const isHtml = answer => /^text\/html/.test(answer.headers.get("Content-Type"))
const plainUrl = url => url.origin + url.pathname

async function answerPage(event, url) {
  let answer
  try {
    answer = await fetch(event.request)
  } catch (unreachable) {
    return await stored(plainUrl(url)) || lostPage()
  }
  if (answer.status >= 500) return await stored(plainUrl(url)) || answer
  event.waitUntil(note(plainUrl(url), answer.clone()))
  return answer
}

// A page that is withdrawn is not kept a moment longer; one of another release is not put beside those of this one.
async function note(url, answer) {
  try {
    if (answer.status === 404 || answer.status === 410) await forget(url)
    const copy = isHtml(answer) && await storable(answer)
    if (copy && await isCurrent()) await remember(url, copy)
  } catch (unreachable) {}
}

// The plain page at any address: its links, which start from its own, are made to start from the site's top.
async function lostPage() {
  const plain = await stored(new URL(LOST, self.location).href)
  if (!plain) return Response.error()
  const html = (await plain.text()).replace(/="\.\.\//g, `="${SCOPE}`).replace(/="\.\."/g, `="${SCOPE}"`)
  return new Response(html.replace("offline--here", "offline--lost"), { status: 503, headers: plain.headers })
}

async function answerFile(event, url) {
  const there = await stored(plainUrl(url))
  if (there) return there
  try {
    const answer = await fetch(event.request)
    if (PROGRAM.test(url.pathname)) event.waitUntil(noteFile(plainUrl(url), answer.clone()))
    return answer
  } catch (unreachable) {
    return await samePhoto(url) || Response.error()
  }
}

// Photos are stored only where somebody asked for their page: a consent may be withdrawn.
async function noteFile(url, answer) {
  const copy = await storable(answer)
  if (copy) await remember(url, copy)
}

// All widths and kinds of a photo bear the same fingerprint; one of them is kept.
async function samePhoto(url) {
  const [, folder, mark] = /^(.*\/)photo-\d+(\.[0-9a-f]{8}\.)\w+$/.exec(url.pathname) || []
  const cache = await caches.open(KEPT)
  const found = folder && (await cache.keys()).find(key => new URL(key.url).pathname.startsWith(folder + "photo-") && key.url.includes(mark))
  return found && cache.match(found, { ignoreVary: true })
}

self.addEventListener("fetch", event => {
  const { method, mode, headers } = event.request
  const url = new URL(event.request.url)
  const isOurs = method === "GET" && url.origin === self.location.origin && url.pathname.startsWith(SCOPE)
  if (!isOurs || headers.has("Range") || url.pathname.startsWith(SCOPE + "bian/")) return
  if (mode === "navigate") {
    if (isPage(url)) event.respondWith(answerPage(event, url))
  } else if (FINGERPRINTED.test(url.pathname)) event.respondWith(answerFile(event, url))
})
