// Reads the copy of the site from a disk. There a browser fetches no file, and starts neither a module nor a worker of
// one; but it runs scripts. So a file that the site's scripts ask for lies beside its place as a script that hands its
// bytes over (archive/scripts.py), and each script of the site is a function.
const archive = (() => {
  const given = new Map() // What a script gave, by its address.
  const asked = new Map()
  const keep = value => given.set(document.currentScript.src, value)

  const begin = address => new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = address
    script.onload = () => resolve(given.get(script.src))
    script.onerror = () => reject(new Error("not there: " + address))
    document.head.append(script)
  })

  // What a script gives; it is run once.
  const load = address => {
    if (!asked.has(address)) asked.set(address, begin(address))
    return asked.get(address)
  }

  // Without query and fragment; of a folder its page.
  const fileOf = address => {
    const there = new URL(address, location)
    there.search = there.hash = ""
    if (there.pathname.endsWith("/")) there.pathname += "index.html"
    return there.href
  }

  const bytesOf = address => load(fileOf(address) + ".js")

  // The drawings of another page's cards come along with them.
  const adopt = html => {
    const theirs = new DOMParser().parseFromString(html, "text/html").getElementById("drawings")
    const ours = document.getElementById("drawings")
    if (theirs && !ours) document.body.append(theirs)
    else if (theirs) ours.append(...[...theirs.children].filter(one => !document.getElementById(one.id)))
  }

  // Who looks for what is newer than all that is kept finds nothing: there is no server to ask.
  self.fetch = async (address, { cache } = {}) => {
    if (cache === "no-store") throw new Error("no server")
    const bytes = await bytesOf(address)
    if (fileOf(address).endsWith(".html")) adopt(new TextDecoder().decode(bytes))
    return new Response(bytes)
  }

  // A worker of a text. It asks the page for files.
  const Plain = self.Worker
  self.Worker = function (script) {
    const worker = new Plain(URL.createObjectURL(new Blob([`(${inWorker})(${JSON.stringify(String(script))})`])))
    const { port1: port, port2 } = new MessageChannel()
    port.onmessage = async ({ data: address }) => {
      port.postMessage({ address, bytes: await bytesOf(address).catch(() => null) })
    }
    worker.postMessage(null, [port2])
    return worker
  }

  function inWorker(script) {
    const early = []
    const waiting = new Map()
    const answer = ({ data: { address, bytes } }) => {
      const { resolve, reject } = waiting.get(address)
      if (bytes) resolve(bytes)
      else reject(new Error("not there: " + address))
    }
    self.onmessage = ({ ports: [port] }) => {
      const ask = address => new Promise((resolve, reject) => {
        waiting.set(address, { resolve, reject })
        port.postMessage(address)
      })
      const asked = new Map()
      self.fetch = async address => {
        if (!asked.has(String(address))) asked.set(String(address), ask(String(address)))
        return new Response(await asked.get(String(address)))
      }
      self.archive = { load: async address => new Function("scriptUrl", await (await fetch(address)).text())() }
      self.onmessage = event => early.push(event)
      port.onmessage = answer
      const begun = () => early.forEach(event => self.onmessage(event))
      self.archive.load(script).then(begun).catch(error => setTimeout(() => { throw error }))
    }
  }

  // A link that a script made to a folder: its page has a name.
  for (const kind of ["pointerdown", "focusin", "click"]) {
    addEventListener(kind, event => {
      const link = event.target.closest && event.target.closest("a[href]")
      if (link && link.protocol === location.protocol && link.pathname.endsWith("/")) link.pathname += "index.html"
    }, true)
  }

  const give = text => keep(Uint8Array.from(atob(text), sign => sign.charCodeAt(0)))
  const tell = text => keep(new TextEncoder().encode(text))
  return { load, give, tell, run: work => keep(work(document.currentScript.src)) }
})()
