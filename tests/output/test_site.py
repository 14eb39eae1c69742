"""From pages and what the theme built to files: all of them, and written again when anything behind them changes."""

import dataclasses
import datetime
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from branchsite.cache import program
from branchsite.cache.caches import Caches
from branchsite.output.site import SiteWriter
from branchsite.output.theme import rendered_theme
from branchsite.output.write import PendingFiles
from branchsite.views.page import Asset, Page
from output.test_shell import PAGE, SITE, Content, built
from sites import tree

ALONE = ("", "news/")
BRAND = Asset("assets/brand.1a2b3c4d.css", lambda: b"colours")
"""Part of another file, and not one by itself."""

PAGES = (
    dataclasses.replace(PAGE, url="", hub="", title="front", content=Content("front"), assets=(BRAND,)),
    dataclasses.replace(PAGE, url="news/", title="news", content=Content("list")),
    dataclasses.replace(PAGE, assets=(Asset("news/2024/a/01.1a2b3c4d.jpg", lambda: b"photo"),)),
    dataclasses.replace(PAGE, url="news/2024/b/", title="B", content=Content("<p>b</p>"), image="b.jpg"),
    dataclasses.replace(PAGE, url="news/2023/c/", title="C", content=Content("<p>c</p>"), facts={"@type": "Event"}),
    dataclasses.replace(PAGE, url="news/2023/d/", title="D", assets=(Asset("news/feed.xml", lambda: b"feed", "1"),)),
)
JOINED = ("assets/brand.css",)
REST = {"404.html": b"not found", "assets/theme.css": b"css", "robots.txt": b"robots"}


class Theme:
    """In MkDocs' place: builds stand-ins with a small theme of its own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.out = place / "site"
        self.rest = dict(REST)
        self.template = "{}"

    def build(self, pages: Sequence[Page] = PAGES, alone: Sequence[str] = ALONE) -> int:
        """Gives how many files were written, as by a new process."""
        program.program_version.cache_clear()
        fast = SiteWriter(pages, alone, SITE, JOINED)
        folder = self.place / "built"
        shutil.rmtree(folder, ignore_errors=True)
        files = {f"{page.url}index.html": built(page).encode() for page in fast.stand_ins.values()}
        for uri, content in {**files, **self.rest}.items():
            (folder / uri).parent.mkdir(parents=True, exist_ok=True)
            (folder / uri).write_bytes(content)
        theme = rendered_theme(folder, fast.stand_ins.values())
        return fast.write(theme, PendingFiles("search/", list), self.out, Caches(self.place))

    def wanted(self, pages: Sequence[Page] = PAGES) -> dict[str, bytes]:
        """What the site is to hold."""
        assets = {asset.uri: asset.read() for page in pages for asset in page.assets if asset != BRAND}
        return {**{f"{page.url}index.html": built(page).encode() for page in pages}, **assets, **self.rest}


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    """One that has built PAGES."""
    made = Theme(tmp_path)
    assert made.build() == len(made.wanted())
    return made


def test_all_files(theme: Theme) -> None:
    """Each page as the theme would give it, its assets, what the theme has besides; no stand-in."""
    assert tree(theme.out) == theme.wanted()
    assert theme.build() == 0


def test_few_stand_ins() -> None:
    """One for a place, however many pages stand there."""
    more = [dataclasses.replace(PAGE, url=f"news/2024/{number}/") for number in range(1_000)]
    assert (
        len(SiteWriter([*PAGES, *more], ALONE, SITE, ()).stand_ins)
        == len(SiteWriter(PAGES, ALONE, SITE, ()).stand_ins)
        == 5
    )
    assert all(uri == page.src_uri for uri, page in SiteWriter(PAGES, ALONE, SITE, ()).stand_ins.items())


PAGE_CHANGES: dict[str, dict[str, object]] = {
    "url": {"url": "news/2024/z/"},
    "title": {"title": "Z"},
    "description": {"description": "Z."},
    "content": {"content": Content("<p>z</p>")},
    "hub": {"hub": ""},
    "image": {"image": "z.jpg"},
    "facts": {"facts": {"@type": "Z"}},
    "scripts": {"scripts": ("z.js",)},
    "alone": {"alone": "z.css"},
    "assets": {"assets": (Asset("news/2024/a/02.5a2b3c4d.jpg", lambda: b"another"),)},
    "source": {"source": "z.yml"},
    "updated": {"updated": datetime.date(2024, 1, 1)},
    "searchable": {"searchable": False},
}
NOWHERE = ("source", "updated", "searchable")
"""Fields of a page that its own file does not show; the site map, which has a file of its own, shows the day."""


def test_every_field_of_a_page_is_tried() -> None:
    """A new one needs a line above."""
    assert {field.name for field in dataclasses.fields(Page)} == PAGE_CHANGES.keys()


@pytest.mark.parametrize("field", PAGE_CHANGES)
def test_a_changed_page_is_written(theme: Theme, field: str) -> None:
    """Whichever field has changed, and nothing but it; and back again."""
    changed = [dataclasses.replace(page, **PAGE_CHANGES[field]) if page is PAGES[2] else page for page in PAGES]
    assert theme.build(changed) == (field not in NOWHERE)
    assert tree(theme.out) == theme.wanted(changed)
    assert theme.build() == (field not in NOWHERE)
    assert tree(theme.out) == theme.wanted()


def test_an_asset_follows_from_what_it_says(theme: Theme) -> None:
    """Not from the function that gives it; by its own bytes where it says nothing."""
    for asset, written in (
        (Asset("news/feed.xml", lambda: b"other", "1"), 0),
        (Asset("news/feed.xml", lambda: b"other", "2"), 1),
        (Asset("news/feed.xml", lambda: b"another"), 1),
        (Asset("news/feed.xml", lambda: b"another"), 0),
        (Asset("news/feed.xml", lambda: b"a third"), 1),
    ):
        assert theme.build([*PAGES[:-1], dataclasses.replace(PAGES[-1], assets=(asset,))]) == written, asset


def test_what_the_theme_has_besides(theme: Theme) -> None:
    """Changed, more and fewer."""
    theme.rest = {"404.html": b"another", "new/file.js": b"new", "robots.txt": b"robots"}
    assert theme.build() == 2
    assert tree(theme.out) == theme.wanted()


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (lambda html, url: html.replace("- site", "- another"), len(PAGES)),
        (lambda html, url: html.replace("- site", "- another") if url == "news/" else html, 1),
        (lambda html, url: html.replace("- site", "- another") if url.startswith("news/_") else html, 4),
    ],
    ids=["everywhere", "a hub", "below it"],
)
def test_a_changed_shell_is_written(
    theme: Theme, monkeypatch: pytest.MonkeyPatch, change: Callable[[str, str], str], written: int
) -> None:
    """Every page that it is around, and no other."""
    monkeypatch.setitem(globals(), "built", lambda page: change(_built(page), page.url))
    assert theme.build() == written


_built = built


def test_another_address_of_the_site(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is in every page."""
    monkeypatch.setitem(globals(), "SITE", "https://another.example/")
    monkeypatch.setattr("output.test_shell.SITE", "https://another.example/")
    assert theme.build() == len(PAGES)
    assert tree(theme.out) == theme.wanted()


@pytest.mark.slow
@pytest.mark.parametrize("where", ["PROGRAM", "OVERRIDES"])
def test_another_program_writes_everything(
    theme: Theme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str
) -> None:
    """A file changed, added or renamed in the program or among the templates."""
    folder = tmp_path / "program" / ("hooks" if where == "PROGRAM" else "overrides")
    folder.mkdir(parents=True)
    monkeypatch.setattr(program, "PROGRAM", tmp_path / "program" / "hooks")
    monkeypatch.setattr(program, where, folder)
    monkeypatch.setattr(program, "OVERRIDES" if where == "PROGRAM" else "PROGRAM", folder / "none")
    (folder / "a.py").write_text("1")
    assert theme.build() == len(theme.wanted())
    assert theme.build() == 0
    for change in (
        lambda: (folder / "a.py").write_text("2"),
        lambda: (folder / "b.py").write_text(""),
        lambda: (folder / "a.py").rename(folder / "c.py"),
    ):
        change()
        assert theme.build() == len(theme.wanted())
        assert theme.build() == 0


def test_a_template_edited_during_a_build(theme: Theme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Some pages may have it already, so all are written again."""
    template = tmp_path / "overrides" / "page.html"
    template.parent.mkdir()
    template.write_text("1")
    monkeypatch.setattr(program, "OVERRIDES", template.parent)
    page = dataclasses.replace(PAGES[-1], assets=(Asset("late", lambda: b"%d" % template.write_text("2"), "2"),))
    monkeypatch.setattr(program, "PROGRAM", tmp_path / "none")
    pages = [*PAGES[:-1], page]
    assert theme.build(pages) == theme.build(pages) == len(theme.wanted(pages))
    assert theme.build(pages) == 0


def test_a_library_of_another_version(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as another program."""
    (theme.place / "libraries/jinja2-0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(theme.place / "libraries")
    assert theme.build() == len(theme.wanted())
