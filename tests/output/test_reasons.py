"""--why: of each file that is written it is said which input changed; an edit makes the pages that it must, no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from branchsite.build import start_build
from branchsite.cache.folder import CacheFolder
from branchsite.commands.environment import today_in_shanghai
from branchsite.output.reasons import explain, inputs_of
from branchsite.output.write import OutputFile, WrittenFile
from incremental.small_theme import NAV, SmallTheme
from sites import TINY, TODAY, copy_site, replace

ADDRESS = "https://x.example/"
RECORD = "data/activities/2024/2024-04-10-dangri.yml"
STUDY = "docs/study/sanhui-yike.md"
PAGE = "news/2024/2024-04-10-dangri/"


@dataclass
class Site:
    """A site that is built again and again. said: of each page that was written why, without the search index."""

    root: Path
    out: Path

    def build(self) -> dict[str, str]:
        started = start_build(self.root, partial(today_in_shanghai, TODAY.isoformat()), ADDRESS, searchable=False)
        lines: list[str] = []
        started.write(started.writer(NAV, ()), SmallTheme(started, ADDRESS), self.out, tell=lines.append)
        said = dict(line.split("：", 1) for line in lines)
        return {name.removesuffix("index.html"): why for name, why in said.items() if name.endswith(".html")}

    def pages(self) -> dict[str, bytes]:
        found = {path.relative_to(self.out).as_posix(): path.read_bytes() for path in self.out.rglob("*.html")}
        return {name.removesuffix("index.html"): content for name, content in found.items()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Tiny, built once and asked about."""
    folder = tmp_path_factory.mktemp("reasons")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRANCHSITE_CACHE", str(folder / "cache"))
        patch.setenv("BRANCHSITE_WORKERS", "1")
        site = Site(copy_site(folder / "site", TINY), folder / "out")
        assert set(site.build().values()) == {"新的"}
        yield site


EDITS: dict[str, tuple[str, str, str]] = {
    "the title of a record": (RECORD, "标题: ", "标题: 新"),
    "its text": (RECORD, "正文: |\n  ", "正文: |\n  新写的。"),
    "where it was": (RECORD, "审核: ", "地点: 别处\n审核: "),
    "its summary": (RECORD, "摘要: ", "摘要: 新"),
    "the text of a material": (STUDY, "## ", "## 新"),
    "the summary of an article": ("docs/about.md", "摘要: ", "摘要: 新"),
}

LISTS = {
    *("news/", "news/2024/", "news/2024/04/", "news/audience/members/"),
    *("news/kind/party-day/", "news/strand/green/"),
}
"""Those that show the record's card."""

BOARDS = {"screen/", "poster/"}
"""Those that show the newest records."""

WRITTEN: dict[str, set[str]] = {
    "the title of a record": {
        *("", PAGE, "news/2024/2024-03-08-chengnuo/", "news/2024/2024-04-22-hangtian/", "brand/", *BOARDS, *LISTS),
        *("plan/", "plan/2023-2024-2/", "plan/2023-2024-2/1-1/", "plan/2023-2024-2/2-2/"),
    },
    "its text": {PAGE},
    "where it was": {PAGE},
    "its summary": {"", PAGE, *BOARDS, *LISTS},
    "the text of a material": {
        *("study/sanhui-yike/", "study/month/2024-03/read/"),
        *("study/audience/members/read/", "study/topic/organisation/read/"),
    },
    "the summary of an article": {"about/"},
}
"""The pages that each edit makes."""


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_makes_its_pages(site: Site, name: str) -> None:
    """Those whose bytes are others, and nobody's else; each names an input."""
    before = site.pages()
    replace(site.root / EDITS[name][0], *EDITS[name][1:])
    said = site.build()
    print(name, said)
    assert set(said) == {page for page, content in site.pages().items() if before.get(page) != content}
    assert set(said) == WRITTEN[name]
    assert all(why and "比不出来" not in why and "动过" not in why for why in said.values())


def _file(uri: str, text: str) -> OutputFile:
    return OutputFile(uri, text, text.encode, lambda: {"text": text, "list": tuple(range(len(text)))})


CASES = {
    "new": (WrittenFile("a", False, ""), "新的"),
    "of another program": (WrittenFile("a", True, ""), "程序变了，或者被别的程序动过"),
    "of a build that nobody asked": (WrittenFile("a", True, "other"), "变了（上一次没有记下，比不出来）"),
    "changed": (WrittenFile("a", True, "before"), "text、list.0、list.1、list.2 等 7 处"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_reason(case: str, tmp_path: Path) -> None:
    """Also where nothing can be compared; a damaged note is none."""
    written, reason = CASES[case]
    store = CacheFolder(tmp_path)
    assert list(explain([_file("a", "before")], [], store, "site")) == []
    assert list(explain([_file("a", "")], [written], store, "site")) == [f"a：{reason}"]
    (tmp_path / "site").write_bytes(b"damaged")
    assert list(explain([], [WrittenFile("a", True, "x")], store, "site")) == ["a：变了（上一次没有记下，比不出来）"]


def test_a_long_list_is_told_as_one() -> None:
    """Of up to 60 things each is an input by itself."""
    assert len(inputs_of(_file("a", "x" * 60))) == 61
    assert sorted(inputs_of(_file("a", "x" * 61))) == ["list", "text"]


def test_touched_from_outside(tmp_path: Path) -> None:
    """None of the inputs is another."""
    store = CacheFolder(tmp_path)
    list(explain([_file("a", "same")], [], store, "site"))
    assert list(explain([_file("a", "same")], [WrittenFile("a", True, "same")], store, "site")) == ["a：被别的程序动过"]
