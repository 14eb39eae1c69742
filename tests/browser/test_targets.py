"""What one presses is 44 px high, wherever it does not stand within a sentence (GB/T 37668-2019, WCAG 2.5.5)."""

LEAST = 44

SMALL = """least => {
    const open = { opacityProperty: false, visibilityProperty: true }
    const text = one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    // A link within a sentence or people's prose, or a dot on the time line, has its place from what stands round it.
    const inline = one => getComputedStyle(one).display === "inline" && text(one.parentElement)
    const area = one => {
        const own = one.getBoundingClientRect(), after = getComputedStyle(one, "::after")
        if (after.content === "none" || after.position !== "absolute") return own.height
        return Math.max(own.height, parseFloat(after.height))
    }
    return [...document.querySelectorAll("a[href], button, summary, label, select, input:not([type=radio])")]
        .filter(one => one.checkVisibility(open) && one.getClientRects().length)
        // A box within its label is pressed by that.
        .filter(one => !one.parentElement.closest("label"))
        .filter(one => !one.closest("svg, .body, .shell-skip, .shell-unseen"))
        .filter(one => !inline(one) && area(one) < least - .5)
        .map(one => `${one.textContent.trim().slice(0, 30)} ${one.className} ${area(one)}`)
}"""


def test_targets(opened) -> None:
    """On a phone and on a notebook; a card counts as a whole, because all of it is pressed."""
    assert opened.visit.page.evaluate(SMALL, LEAST) == []
