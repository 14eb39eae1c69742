// The photos of a record, large. Without this script each is a link to its file.
{
  const links = [...document.querySelectorAll("a[data-photo]")]
  const calm = matchMedia("(prefers-reduced-motion: reduce)")
  let dialog, track, counter, at = 0, resting

  const make = (tag, about, ...inside) => {
    const made = Object.assign(document.createElement(tag), about)
    made.append(...inside)
    return made
  }

  // What stands in the page, once more: the browser has it already, and takes a larger file for the whole screen.
  const slide = link => {
    const figure = make("figure", {}, link.querySelector("picture").cloneNode(true))
    for (const one of figure.querySelectorAll("source, img")) one.sizes = "100vw"
    const caption = link.parentNode.querySelector("figcaption")
    if (caption) figure.append(caption.cloneNode(true))
    return figure
  }

  const say = () => { counter.textContent = `${at + 1} / ${links.length}` }

  const place = behavior => track.scrollTo({ left: at * track.clientWidth, behavior })

  const go = (to, smooth = true) => {
    const near = Math.abs(to - at) === 1
    at = (to + links.length) % links.length
    say()
    place(smooth && near && at === to && !calm.matches ? "smooth" : "instant")
  }

  const build = () => {
    const button = (name, sign, label, does) => {
      const made = make("button", { className: name, type: "button", textContent: sign, ariaLabel: label })
      made.addEventListener("click", does)
      return made
    }
    counter = make("p", { role: "status" })
    track = make("div", { tabIndex: 0, role: "group", ariaLabel: "照片" }, ...links.map(slide))
    dialog = make("dialog", { className: "photo-large", ariaLabel: "大图" },
      counter, button("photo-shut", "×", "关闭", () => dialog.close()))
    if (links.length > 1) {
      dialog.append(button("photo-back", "‹", "上一张", () => go(at - 1)), button("photo-next", "›", "下一张", () => go(at + 1)))
    }
    dialog.append(track)
    document.body.append(dialog)

    // A finger moves the track itself; where it comes to rest is where we are.
    track.addEventListener("scroll", () => {
      clearTimeout(resting)
      resting = setTimeout(() => {
        at = Math.round(track.scrollLeft / track.clientWidth)
        say()
      }, 120)
    })
    addEventListener("resize", () => { if (dialog.open) place("instant") })
    const keys = {
      ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1),
      Home: () => go(0, false), End: () => go(links.length - 1, false),
    }
    dialog.addEventListener("keydown", event => {
      if (!keys[event.key] || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      keys[event.key]()
    })
    dialog.addEventListener("click", event => { if (event.target.tagName === "FIGURE") dialog.close() })
    // A telephone's back key shuts the photo, not the page.
    dialog.addEventListener("close", () => { if (history.state?.photo) history.back() })
    addEventListener("popstate", () => { if (dialog.open) dialog.close() })
  }

  for (const [index, link] of links.entries()) {
    link.addEventListener("click", event => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !window.HTMLDialogElement) return
      event.preventDefault()
      if (!dialog) build()
      dialog.showModal()
      history.pushState({ photo: true }, "")
      go(index, false)
    })
  }
}
