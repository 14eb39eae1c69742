// Which files there are, by their names as branchsite/cache/fingerprint.py makes them, and which of them a page shows.
// Such a name gives the same for ever; those of the program outlive a release.
const FINGERPRINTED = /\.[0-9a-f]{8}(\.min)?\.[a-z0-9]+$/
const PROGRAM = /\.[0-9a-f]{8}(\.min)?\.(css|js|svg)$/
const TAGS = /<(?:link|script|img|source|use|image|details|a|div|section)\b(?:[^>"]|"[^"]*")*>/g
const ATTRIBUTES = /\s([a-z:-]+)="([^"]*)"/g

// The files with fingerprints that a page shows, or may load later. Of a photo only what <img> names: the worker gives
// it for every width. What a link leads to is not shown.
function shownBy(html, url) {
  const found = new Set()
  for (const [tag] of html.matchAll(TAGS)) {
    for (const [, name, value] of tag.matchAll(ATTRIBUTES)) {
      if (name === "srcset" || (name === "href" && tag.startsWith("<a ")) || !FINGERPRINTED.test(value.split(/[?#]/)[0])) continue
      const file = new URL(value.replace(/&amp;/g, "&").split("#")[0], url)
      if (file.origin === new URL(url).origin) found.add(file.href)
    }
  }
  return found
}
