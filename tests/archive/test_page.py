"""A page of a copy: only what must change is changed."""

import datetime

import pytest

from branchsite.archive.facts import Facts
from branchsite.archive.page import page_on_disk
from branchsite.archive.render import render
from rows import over
from sites import parse

FACTS = Facts("某支部", "https://school.example/", datetime.date(2024, 5, 10), "0123456789ab")

SAME = (
    '<p title="a > b">1 &lt; 2 &amp;amp; &copy &#x4e2d;<br/><BR></p>\n<!-- <a href="x/"> --><pre>\n  <b>x</b></pre>',
    '<svg viewBox="0 0 4 4"><linearGradient id="a"/><path d="M0 0"/></svg>',
    '<script type="application/ld+json">{"url": "https://school.example/", "a": "<a href=\\"x/\\">"}</script>',
    '<link rel="canonical" href="https://school.example/news/"><meta property="og:url" content="https://school.example/">',
    '<img src="a.jpg" srcset="a.jpg 480w, b.jpg 960w" sizes="1px"><link rel="stylesheet" href="a.css">',
    '<script data-base="../">const a = "<a href=x/>"</script>',
    "<p>没有写完的 <a",
)


@over("html", SAME)
def test_everything_else_stays_to_the_byte(html: str) -> None:
    assert page_on_disk(html, "news/", FACTS) == html


CHANGED = [
    ('<a class="b" href="../plan/">x</a>', '<a class="b" href="../plan/index.html">x</a>'),
    ('<a href="https://school.example/plan/">x</a>', '<a href="../plan/index.html">x</a>'),
    ('<a href="?a=1&amp;b=2">x</a>', '<a href="?a=1&amp;b=2">x</a>'),
    ('<a href="x/?a=1&amp;b=2">y</a>', '<a href="x/index.html?a=1&amp;b=2">y</a>'),
    ('<p data-hub="./" data-list="../a/" data-table="f">',
     '<p data-hub="index.html" data-list="../a/index.html" data-table="f">'),
    ('<meta http-equiv="refresh" content="0; url=../">', '<meta http-equiv="refresh" content="0; url=../index.html">'),
    ('<a href=x/ hidden>&nbsp;é</a>', '<a href="x/index.html" hidden>&nbsp;é</a>'),
]  # fmt: skip


@over(("html", "wanted"), CHANGED)
def test_links_lead_to_files(html: str, wanted: str) -> None:
    assert page_on_disk(f"\n{html}\n", "news/", FACTS) == f"\n{wanted}\n"


def test_scripts_wait_for_what_reads_the_copy() -> None:
    """In their order, as modules do."""
    html = '<script src="../a.js" defer></script>\n<script type="module" src="../b.js"></script>'
    made = parse(page_on_disk(html, "news/", FACTS)).all("script")
    assert [one.attributes for one in made] == [
        {"defer": "", "src": "../assets/archive.js"},
        {"defer": "", "src": "../a.js"},
        {"defer": "", "src": "../b.js"},
    ]


def test_drawings_are_in_the_page() -> None:
    """Each once."""
    use = '<svg><use href="../assets/drawings.01234567.svg#{}"/></svg>'
    html = f"<body>{use.format('boat')}{use.format('lamp')}{use.format('boat')}</body>"
    made = parse(page_on_disk(html, "news/", FACTS))
    assert [one.attributes["href"] for one in made.all("use")] == ["#drawing-boat", "#drawing-lamp", "#drawing-boat"]
    assert [one.attributes["id"] for one in made.one(id="drawings").all("g") if "id" in one.attributes] == [
        "drawing-boat",
        "drawing-lamp",
    ]


def test_the_foot_says_what_it_is() -> None:
    """The day, the release, and where the site itself is."""
    foot = parse(page_on_disk("<footer><p>a</p></footer>", "news/", FACTS)).one("footer")
    assert "存档副本：2024年5月10日的网站，版次 0123456789ab。" in foot.text
    assert foot.one("a").attributes["href"] == "https://school.example/"


@pytest.mark.parametrize(
    "inner", ["", "<div><div>b</div></div>", '<a href="x/">c</a><svg><use href="a.svg#boat"/></svg>']
)
def test_notes_lead_to_the_site(inner: str) -> None:
    """The whole of what they are is replaced, however it is nested."""
    html = f'<div id="a">before</div><div id="notes-page">{inner}</div><p>after</p>'
    made = page_on_disk(html, "notes/", FACTS)
    before, _, after = made.partition(render("notes.html", address="https://school.example/notes/"))
    assert (before, after) == ('<div id="a">before</div>', "<p>after</p>")
    assert parse(made).one("a").attributes["href"] == "https://school.example/notes/"
