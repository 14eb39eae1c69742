"""A shell filled with a page is what the theme gives for it, whatever the page says."""

import dataclasses
import re
from dataclasses import dataclass

import pytest
from jinja2 import Environment

from branchsite.output.shell import Shell, ShellKey, shell_key
from branchsite.views.page import Page

SITE = "https://x.example/a&b/"

THEME = Environment().from_string(
    """<head>{% set about = page.description or "the site" %}
<title>{{ page.title | e }} - site</title>
<meta name="description" content="{{ about | e }}"><meta content="{{ about | e }}">
<link rel="canonical" href="{{ canonical | e }}"><meta content="{{ canonical | e }}">
{% if page.image %}<meta content="{{ (site ~ page.image) | e }}">{% endif %}
{% if page.facts %}<script type="application/ld+json">{{ page.facts | tojson }}</script>{% endif %}
<a class="{{ 'here' if page.url == page.hub }}">{{ page.hub }}</a> {{ '../' * page.url.count('/') }}
{{ page.scripts }}</head><body>{{ page.html }}</body>"""
)
"""As overrides/main.html does it, autoescape off."""


@dataclass(frozen=True)
class Content:
    html: str

    @property
    def digest(self) -> str:
        return self.html


def built(page: Page) -> str:
    """What the theme gives."""
    return THEME.render(page=page, canonical=SITE + page.url, site=SITE)


PAGE = Page("news/2024/a/", "A", "About a.", Content("<p>a</p>"), "news/", "a.yml")
ALONE = frozenset(["", "news/", "about/"])

PLACES: dict[str, tuple[str, str, str]] = {
    "the front page": ("", "", ""),
    "a hub": ("news/", "news/", "news/"),
    "a page beside the hubs": ("other/", "other/", "other/"),
    "a record": ("news/2024/a/", "news/", "news/_/_made up/"),
    "its month": ("news/2024/03/", "news/", "news/_/_made up/"),
    "its year": ("news/2024/", "news/", "news/_made up/"),
    "a deep one": ("news/a/b/c/", "news/", "news/_/_/_made up/"),
    "a guest in a folder": ("news/2024/a/", "about/", "news/_/_made up/"),
    "a hub with two parts": ("x/b/a/", "x/b/", "x/_/_made up/"),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_a_page_stands(name: str) -> None:
    """Pages as deep and below the same folder share a place."""
    url, hub, wanted = PLACES[name]
    page = dataclasses.replace(PAGE, url=url, hub=hub)
    place = shell_key(page, ALONE)
    assert re.sub("_[0-9a-f]{8}/$", "_made up/", place.url) == wanted
    assert place == ShellKey(place.url, hub, True, False, False, ())
    assert (place.stand_in.url, place.stand_in.hub) == (place.url, hub)
    if place.url != url:
        assert shell_key(dataclasses.replace(page, url=url.replace("a/", "b/").replace("03/", "04/")), ALONE) == place


def test_an_address_of_the_navigation_is_alone() -> None:
    """However deep."""
    assert shell_key(PAGE, {PAGE.url}).url == PAGE.url


CHANGES: dict[str, dict[str, object]] = {
    "another hub": {"hub": "about/"},
    "no description": {"description": ""},
    "a picture": {"image": "news/a.jpg"},
    "facts": {"facts": {"@type": "Article"}},
    "scripts": {"scripts": ("a.js",)},
    "alone": {"alone": "a.css"},
    "other scripts": {"scripts": ("a.js", "b.js")},
    "a picture and facts": {"image": "news/a.jpg", "facts": {"@type": "Article"}},
}


def test_what_the_head_has_makes_a_place() -> None:
    """Each with a stand-in of its own."""
    pages = [PAGE, *(dataclasses.replace(PAGE, **change) for change in CHANGES.values())]
    assert len({shell_key(page, ALONE).url for page in pages}) == len(pages)


NASTY = (
    "plain",
    "<b>A & B</b> \"so\" 'so' &amp; &lt;i&gt;",
    "a < b > c",
    "{{ title }} {% raw %} {# #} ${x} \\1 \\g<0> %s",
    "</script><script>alert(1)</script>",
    "<!-- -->",
    "龘 朤 😀 \u2028 \ud800",
    "字" * 5_000,
    "tdifc t d i f c",
)
"""Texts that have a meaning for Jinja, HTML, JSON or a regular expression."""


@pytest.mark.parametrize("url", ["", "news/", "news/2024/", "news/2024/a/", "news/2024/a&b/"])
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_filled_as_the_theme_does(text: str, url: str) -> None:
    """Title, description, picture, facts, content and address, in every place where the theme has them."""
    pages = [
        dataclasses.replace(PAGE, url=url, title=text, content=Content(text), **with_text)
        for with_text in (
            {},
            {"description": "", "scripts": ("a.js",)},
            {"description": text, "image": text, "facts": {"@type": "Article", "name": text, "about": [text, 1, None]}},
        )
    ]
    for page in pages:
        place = shell_key(page, ALONE)
        assert Shell(place, built(place.stand_in), SITE).fill(page) == built(page)


def test_a_page_that_quotes_the_marks() -> None:
    """Which no file may hold, but &#xE000; in Markdown gives one: it is not taken for a mark."""
    stand_in = shell_key(PAGE, ALONE).stand_in
    page = dataclasses.replace(PAGE, content=Content(stand_in.html), title=stand_in.description)
    place = shell_key(page, ALONE)
    assert Shell(place, built(place.stand_in), SITE).fill(page) == built(page)


def test_one_shell_serves_many() -> None:
    """Filled again and again, it stays as it was."""
    place = shell_key(PAGE, ALONE)
    shell = Shell(place, built(place.stand_in), SITE)
    for name in ("a", "b", "a"):
        page = dataclasses.replace(PAGE, url=f"news/2024/{name}/", title=name, content=Content(name))
        assert shell.fill(page) == built(page)
