"""Our Jinja environment: escaped by default, strict about names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jinja2 import UndefinedError

from branchsite.load.data import OVERRIDES
from branchsite.views.listing import sheets
from branchsite.views.render import Piece, render, render_text, render_xml, unbroken
from rows import over
from sites import ROOT

NOTHING = sheets((), "")[0]
LISTED = {"hub": "", "is_hub": True, "sheet": NOTHING, "reading": None, "calendar": None}
"""What the page of a list needs besides title, sentence and facets."""
TEMPLATES = sorted((ROOT / "overrides" / "pages").glob("*.html"))


def test_escapes_what_it_prints() -> None:
    """A title with markup in it is text."""
    html = render("study.html", "", title="<b>", about='"&', facets=None, **LISTED).html
    assert "<h1>&lt;b&gt;</h1>" in html
    assert "&#34;&amp;" in html


def test_refuses_a_name_that_the_context_lacks() -> None:
    """A forgotten value is an error, not an empty place on the page."""
    with pytest.raises(UndefinedError, match="title"):
        _ = render("study.html", "", about="", facets=None, **LISTED).html


def test_ways_start_at_the_page() -> None:
    """to() leads from the page that is rendered."""
    assert 'href="../../">首页' in render("plan_none.html", "plan/x/").html


DIFFERENT = [
    render("study.html", "a/", title="x"),
    render("study.html", "b/", title="x"),
    render("study.html", "a/", title="y"),
    render("study.html", "a/", title="x", about=None),
    render("news.html", "a/", title="x"),
]


def test_a_digest_tells_renderings_apart() -> None:
    """Template, address and each value of the context count; the same again is the same."""
    assert len({one.digest for one in DIFFERENT}) == len(DIFFERENT)
    assert render("study.html", "a/", title="x").digest == DIFFERENT[0].digest


PRINT_ONE = """
from branchsite.views.render import render_xml
print(render_xml("drawing.svg.html", name="lamp"))
"""


def rendered_apart(program: Path, *options: str) -> str:
    """A drawing as a process of its own renders it. options: of Python."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(program / "hooks")
    command = [sys.executable, *options, "-c", PRINT_ONE]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def test_compiled_templates_are_kept_as_modules_are(tmp_path: Path) -> None:
    """Not where Python is told to keep nothing; else for the next process, which sees through what is damaged."""
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    html = rendered_apart(tmp_path, "-B")
    assert not [*tmp_path.rglob("template-*.pyc")]
    assert rendered_apart(tmp_path) == html
    kept = {path: path.read_bytes() for path in tmp_path.rglob("template-*.pyc")}
    assert kept
    for path, content in kept.items():
        path.write_bytes(content[: len(content) // 2])
    assert rendered_apart(tmp_path) == html
    assert {path: path.read_bytes() for path in tmp_path.rglob("template-*")} == kept


def test_plain_text_is_not_escaped() -> None:
    """A YAML file is no HTML: & stays &."""

    class Kind:
        name = "读书 & 交流"
        pupils = False
        notice = False

    empty = {"title": "", "place": "", "claims": [], "proved": [], "photos": []}
    text = render_text("new.yml.html", day="2024-03-12", today="2024-03-13", kind=Kind, public=False, **empty)
    assert "类别: 读书 & 交流\n" in text


@over("template", TEMPLATES)
def test_opens_with_its_context(template) -> None:
    """Every template opens with a comment that lists what it is given (docs/dev/decisions.md)."""
    assert template.read_text(encoding="utf-8").startswith("{#")


def test_templates_are_the_program_s() -> None:
    """They belong to the program and not to the data: a site elsewhere uses the same."""
    assert OVERRIDES == ROOT / "overrides"


def test_a_piece_is_made_once_and_is_html() -> None:
    """Not before it is shown, then kept; links start from the address it was given; escaped once, not twice."""
    piece = Piece("parts.html", "crumbs", "news/-/", ([("<b>", None)],))
    assert "_html" not in vars(piece)
    page = render("study.html", "", title="", about="", facets=piece, **LISTED).html
    assert 'href="../../">首页' in page and "&lt;b&gt;" in page
    made = piece.__html__()
    assert made in page and piece.__html__() is made


def test_xml_has_no_character_that_it_forbids() -> None:
    """However one came so far: no reader would open the feed."""
    title = "甲" + "".join(map(chr, (0, 1, 8, 11, 12, 14, 31, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF))) + "乙"
    site = {"name": title, "short": title}
    text = render_xml("feed.xml.html", address="", url="", title=title, site=site, updated="", entries=[])
    assert "<title>甲乙 - 甲乙</title>" in text
    ElementTree.fromstring(text.encode())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("下午 3:30—4:10", "<>下午 3:30—4:10</>"),
        ("2024年3月5日（星期二）下午3:30", "2024年3月5日（星期二）<>下午3:30</>"),
        ("上午9：20至10：40开会", "<>上午9：20至10：40</>开会"),
        ("江心红·生态绿：环境日", "<>江心红·生态绿</>：环境日"),
        ("一·二·三", "<>一·二·三</>"),
        ("比分 3:1", "比分 3:1"),
        ("· 只有一点", "· 只有一点"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ('a·<i>"', "a·&lt;i&gt;&#34;"),
        ("", ""),
    ],
)
def test_what_stays_on_one_line(text: str, html: str) -> None:
    """Times with their words, and names with a dot; the rest is escaped and may break."""
    marked = str(unbroken(text)).replace('<span class="phrase unbroken">', "<>").replace("</span>", "</>")
    assert marked == html


def test_long_runs_are_looked_through_once() -> None:
    """Whatever somebody types as a title."""
    for text in ("·" * 50_000, "一·" * 50_000, "1:23" * 30_000, "12" * 50_000, "下午" * 50_000):
        assert len(unbroken(text)) >= len(text)
