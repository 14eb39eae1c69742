"""axe-core finds nothing: on every page type, by day and night, in every size of letters and strength of contrast."""

import pytest

from judges import axe
from page_types import TYPES

LOOKS = {
    "light": ("light", "normal", "normal"),
    "dark": ("dark", "normal", "normal"),
    "large letters": ("light", "largest", "normal"),
    "large letters, high contrast": ("light", "largest", "high"),
    "large letters, high contrast, dark": ("dark", "large", "high"),
}
"""The system's scheme, and what a reader has set."""

LOOK = """([letters, contrast]) => Object.assign(document.documentElement.dataset, { letters, contrast })"""
RUN = """async enhanced => {
    const rules = { "target-size": { enabled: true }, "color-contrast-enhanced": { enabled: enhanced } }
    const { violations } = await axe.run({ rules, resultTypes: ["violations"] })
    return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target} ${node.failureSummary}`))
}"""
"""Its own rules and best practices; for high contrast also 7:1 (WCAG AAA)."""


@pytest.fixture(scope="session")
def program() -> str:
    return axe()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("url", TYPES.values(), ids=TYPES)
def test_no_violation(windows, program: str, url: str, width: int) -> None:
    """In each look, of which the last two are also held to 7:1."""
    visit = windows[width, "light"]
    visit.go(url)
    visit.page.evaluate(program)
    found = []
    for name, (scheme, letters, contrast) in LOOKS.items():
        visit.page.emulate_media(color_scheme=scheme)
        visit.page.evaluate(LOOK, [letters, contrast])
        found += [f"{name}: {one}" for one in visit.page.evaluate(RUN, contrast == "high")]
    visit.page.emulate_media(color_scheme="light")
    assert found == []


@pytest.mark.parametrize("opener", [".shell-menu", ".shell-reading summary"])
def test_no_violation_where_something_is_open(open_page, program: str, opener: str) -> None:
    """The drawer, and the panel of what a reader may set."""
    visit = open_page(390)
    visit.go("plan/")
    visit.page.locator(opener).click()
    visit.page.evaluate(program)
    assert visit.page.evaluate(RUN, False) == []
