"""The brand's page and the style sheet of the whole site."""

import re

from branchsite.cache.fingerprint import fingerprint
from branchsite.library.library import Library
from branchsite.models.brand import Palette
from branchsite.views.brand import brand_page, stylesheet
from sites import TINY, parse


def test_counts_are_those_held(library: Library) -> None:
    """On the shipped data: both strands together are all that was held; at most six are named."""
    halves = parse(brand_page(library).html).all("section", class_="half")
    counts = [int(half.one("strong").text) for half in halves]
    assert sum(counts) == len(library.held)
    assert [len(half.all("li")) for half in halves] == [min(count, 6) for count in counts]


def test_all_words_are_from_the_file(world) -> None:
    """A word changed in brand.yml changes the page; where it is not the drawn one, letters stand in for the outline."""
    library = world(swaps={"  词: 江心红": "  词: 江上红", "名称: 江心红·生态绿": "名称: 江上红·生态绿"})
    page = parse(brand_page(library).html)
    mark = page.one("h1").one("span", class_="wordmark")
    assert mark.text.replace(" ", "") == "江上红·生态绿"
    assert not page.one("h1").all("svg")
    assert "江心红" not in page.text


def test_no_activities_yet(world) -> None:
    """Friendly, and without a link to a list that is not there."""
    page = parse(brand_page(world({"data/activities": None})).html)
    assert page.text.count("还没有活动。") == 2
    assert not [link for link in page.all("a") if "strand" in link.attributes["href"]]


def rules(css: str) -> dict[str, dict[str, str]]:
    """The custom properties of each rule, by its selector; those for a dark system start with "@"."""
    by_choice, _, by_system = css.partition("@media (prefers-color-scheme:dark){")
    found = {}
    for mark, text in (("", by_choice), ("@", by_system)):
        for selector, body in re.findall(r"^(:root\S*?)\{(.+)\}$", text, re.MULTILINE):
            found[mark + selector] = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6});", body.lower()))
    return found


def test_stylesheet_has_every_colour_in_both_appearances(library: Library) -> None:
    """One custom property a field of the model, day and night, chosen or the system's; and each strengthened."""
    brand = library.brand
    light, dark = brand.light, brand.dark
    high = "[data-contrast=high]"
    night = {":root[data-palette=dark]": dark, "@:root:not([data-palette=light])": dark}
    wanted = {":root": light, **night}
    wanted |= {selector + high: palette.strengthened() for selector, palette in wanted.items()}
    assert rules(stylesheet(brand)) == {
        selector: {name.replace("_", "-"): getattr(palette, name).lower() for name in Palette.model_fields}
        | {
            f"{one.slug}-{tone}": colour
            for one in brand.strands
            for tone, colour in zip(("tone", "tone-soft", "tone-art"), one.shades(palette), strict=True)
        }
        for selector, palette in wanted.items()
    }


def test_stylesheet_is_the_page_s_asset(library: Library) -> None:
    """The page carries it, so that every output has it."""
    asset = brand_page(library).assets[0]
    assert asset.uri == fingerprint("assets/brand.css", asset.read())
    assert asset.read().decode() == stylesheet(library.brand)


def test_a_meaning_that_is_confirmed(world) -> None:
    """Where it comes from is said until the branch has confirmed it."""
    note = re.search("^释义说明: (.*)$", (TINY / "data/brand.yml").read_text("utf-8"), re.MULTILINE)
    assert note and note[1] in brand_page(world()).html


def test_a_meaning_once_confirmed(world) -> None:
    """The note is gone from the page."""
    text = (TINY / "data/brand.yml").read_text("utf-8")
    note = re.search("^释义说明: (.*)$", text, re.MULTILINE)
    library = world({"data/brand.yml": f"{text}释义已确认: 是\n"})
    assert note and note[1] not in brand_page(library).html
