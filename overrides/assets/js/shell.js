// The drawer, and the panel of what a reader may set. Where the server did not
// let the script within the page run (an nginx.conf of another release), the page stays as it is without script.
if (document.documentElement.className === "js") {
  // Both shut on Escape, and when the pointer or the keyboard goes elsewhere. The shade is the drawer's own label: a
  // tap on it shuts the drawer by itself, and once more would open it again.
  const drawer = document.getElementById("drawer")
  const panel = document.querySelector(".shell-reading")
  const doors = [
    {
      parts: ".shell-drawer, .shell-shade, .shell-menu, .shell-brand, .shell-nav",
      key: drawer,
      get open() { return drawer.checked },
      shut() { drawer.checked = false },
    },
    { parts: ".shell-reading", key: panel.firstElementChild, get open() { return panel.open }, shut() { panel.open = false } },
  ]
  const shut = isLeft => {
    const open = doors.filter(door => door.open && isLeft(door))
    for (const door of open) door.shut()
    return open
  }
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") for (const door of shut(() => true)) door.key.focus()
  })
  for (const kind of ["pointerdown", "focusin"]) {
    document.addEventListener(kind, event => shut(door => !event.target.closest(door.parts)))
  }
  addEventListener("pagehide", () => shut(() => true))

  const top = document.querySelector(".shell-top")
  addEventListener("scroll", () => { top.hidden = scrollY < innerHeight }, { passive: true })

  // The panel shows what holds. Two theme-colors stand in the head, by the system's scheme: a choice counts for both.
  const bars = [...document.querySelectorAll("meta[name=theme-color]")]
  const [light, dark] = bars.map(bar => bar.content)
  const show = () => {
    const chosen = document.documentElement.dataset
    for (const input of panel.querySelectorAll("input")) input.checked = chosen[input.name] === input.value
    bars.forEach((bar, index) => { bar.content = { light, dark }[chosen.palette] || [light, dark][index] })
  }
  panel.addEventListener("change", event => {
    reading.keep(event.target.name, event.target.value)
    show()
  })
  // Chosen in another window, or on a later page that one comes back from.
  for (const kind of ["storage", "pageshow"]) {
    addEventListener(kind, () => {
      reading.recall()
      show()
    })
  }
  show()

  // What the panel of sharing has with script is loaded when it is opened; 摘抄 when words of an article are selected.
  const share = document.querySelector(".share details")
  const need = name => import(new URL(share.dataset[name], location.href).href)
  if (share) {
    share.addEventListener("toggle", () => need("script"), { once: true })
    const take = () => {
      const { anchorNode: from, isCollapsed } = getSelection()
      if (isCollapsed || !from.parentNode.closest(".report .body, .handout .body")) return
      document.removeEventListener("selectionchange", take)
      need("take")
    }
    document.addEventListener("selectionchange", take)
    // From the second page on, what is opened can be read without a network: see docs/dev/offline.md.
    const keep = document.querySelector(".keep")
    if (keep) keep.addEventListener("toggle", () => need("keep"), { once: true })
    if (share.dataset.keep && document.referrer.startsWith(location.origin + reading.scope)) addEventListener("load", () => need("keep"))
    // 自测 becomes answerable shortly before it is reached.
    const quiz = document.querySelector(".quiz")
    const near = (seen, observer) => {
      if (!seen.some(one => one.isIntersecting)) return
      observer.disconnect()
      need("quiz")
    }
    if (quiz) new IntersectionObserver(near, { rootMargin: "600px" }).observe(quiz)
  }

  // Headings of prose had ids without h- once: links that others keep still lead to them.
  const former = location.hash.slice(1)
  if (former && !document.querySelector(":target")) {
    const heading = document.getElementById("h-" + former.replace(/(%[0-9A-F]{2})+/gi, codes => {
      try { return decodeURIComponent(codes) } catch (malformed) { return codes }
    }))
    if (heading) heading.scrollIntoView()
  }
}
