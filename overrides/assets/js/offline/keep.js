// Pages that are to be read without a network. For the interface see docs/dev/offline.md.

// Keeps pages with all that they show, again with every release, until dropPages. id: names the list, what was kept by
// that name before is replaced. title: for readers. pages: addresses. tell: hears { done, all, bytes } page by page.
// Gives the list as it is stored.
async function keepPages({ id, title, pages }, tell) {
  const worker = await beginWorker()
  allowOffline(true)
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist()
  const addresses = [...new Set(pages.map(one => new URL(one, location.href).href.split(/[?#]/)[0]))]
  return askWorker(worker, "keep", { id, title, pages: addresses }, tell)
}
