"""axe-core finds nothing: on every page type, by day and night, in every size of letters and strength of contrast."""

import re

import pytest

from judges import axe

LOOKS = {
    "light": ("light", "normal", "normal"),
    "dark": ("dark", "normal", "normal"),
    "large letters": ("light", "largest", "normal"),
    "large letters, high contrast": ("light", "largest", "high"),
    "large letters, high contrast, dark": ("dark", "large", "high"),
}
"""The system's scheme, and what a reader has set."""

LOOK = """([letters, contrast]) => Object.assign(document.documentElement.dataset, { letters, contrast })"""
COLOURS = ("dark", "large letters, high contrast", "large letters, high contrast, dark")
CHANGED = {
    "dark": ("color-contrast", "link-in-text-block"),
    "large letters": ("target-size", "scrollable-region-focusable"),
    "large letters, high contrast": ("color-contrast-enhanced", "link-in-text-block"),
    "large letters, high contrast, dark": ("color-contrast-enhanced", "link-in-text-block"),
}
"""The rules that a look can break where the page as usual keeps all: looks are styles, and the rest of the rules
read the document. 7:1 of high contrast (WCAG AAA) includes the 4.5:1 of the usual rule."""

RUN = """async rules => {
    const options = rules.length ? { runOnly: rules } : { rules: { "target-size": { enabled: true } } }
    const { violations } = await axe.run({ ...options, resultTypes: ["violations"] })
    return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target} ${node.failureSummary}`))
}"""
"""These rules, or else all its own and its best practices."""

OWN = ".facet, .scroll table"
"""What has colours of its own on a phone: filters, and tables of prose, whose rows are cards there."""
NARROW = (".shell-", ".facet", ".js .facet", ".scroll t", ".coverage tr.line")
"""These, the header, and lines and labels that axe-core does not see."""
APART = re.compile(r",\s*(?![^(]*\))")
"""Between the selectors of a rule."""
COLOURED = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .filter(one => one.media && one.conditionText.includes("width")).flatMap(one => [...one.cssRules])
    .filter(({ style }) => [...style].some(one => /color|background-image|opacity|filter/.test(one)
        && !/^(initial|inherit|currentcolor|none)$/.test(style.getPropertyValue(one))))
    .map(one => one.selectorText)"""
"""The selectors that give a colour in windows of some widths alone."""


@pytest.fixture(scope="session")
def program() -> str:
    return axe()


def test_no_violation(opened, program: str) -> None:
    """In each look, of which the last two are held to 7:1; other colours on a phone only where they are its own."""
    page = opened.visit.page
    page.evaluate(program)
    own = opened.width > 999 or opened.url == "" or page.locator(OWN).count()
    found = []
    for name, (scheme, letters, contrast) in LOOKS.items():
        if own or name not in COLOURS:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(LOOK, [letters, contrast])
            found += [f"{name}: {one}" for one in page.evaluate(RUN, CHANGED.get(name, ()))]
    page.emulate_media(color_scheme="light")
    page.evaluate(LOOK, ["normal", "normal"])
    assert found == []


@pytest.mark.parametrize("url", ["", "news/", "news/2024/2024-03-12-zhishu/", "search/"])
def test_few_colours_depend_on_the_width(windows, url: str) -> None:
    """So that those of the other looks are judged in one width, but where these are."""
    windows[390, "light"].go(url)
    found = windows[390, "light"].page.evaluate(COLOURED)
    assert found and [one for rule in found for one in APART.split(rule) if not one.startswith(NARROW)] == []


@pytest.mark.parametrize("opener", [".shell-menu", ".shell-reading summary"])
def test_no_violation_where_something_is_open(open_page, program: str, opener: str) -> None:
    """The drawer, and the panel of what a reader may set."""
    visit = open_page(390)
    visit.go("study/")
    visit.page.locator(opener).click()
    visit.page.evaluate(program)
    assert visit.page.evaluate(RUN, []) == []
