"""Clicks that ask something of the browser: a script leaves them alone."""

CLICKS = """selector => {
    const link = document.querySelector(selector)
    const held = [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }, {}]
    return held.map(keys => {
        let taken
        addEventListener("click", event => {
            taken = event.defaultPrevented
            event.preventDefault()
        }, { once: true })
        link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...keys }))
        return taken
    })
}"""
"""Whether the page takes a click on a link as its own: with each key, with the middle button, and plain."""

CLICKED = [False, False, False, False, False, True]
