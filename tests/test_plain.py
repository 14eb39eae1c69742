"""The fast way and the plain one give the same site: every file, byte for byte."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from incremental.builder import SiteBuilder
from incremental.edits import Edit, all_of, setting, writing
from incremental.files import RECORD, TEXT
from incremental.places import ABOUT, BRAND, HANDBOOK, KINDS, PLAN, READING, RIVER, SITE, STUDY
from incremental.world import differing
from pictures import image
from sites import NO_PLAN, TINY, Built, copy_site, hide_samples, parse, put_back, run, same, tree

pytestmark = pytest.mark.slow

PLAIN = {"BRANCHSITE_PLAIN": "1"}
FAST = {"BRANCHSITE_PLAIN": "0"}

SIGNS = (
    """读 A & B <C> "D" 'E' 　""",
    """&lt;i&gt;读&amp;写&quot;""",
    """{{ page.title }} {% raw %} {# #} ${x} \\1""",
    """<b>读</b><!-- x -->写""",
    """龘朤😀""" * 20,
)
"""What has a meaning in HTML, JSON or Jinja; rare characters; the longest line."""


def signs(text: str) -> Edit:
    """This text for title, description and whatever else stands in the head."""
    return all_of(
        *(setting(file, name, to=text) for file in (READING, RIVER) for name in ("标题", "摘要")),
        *(setting(file, name, to=text) for file in (STUDY, ABOUT, HANDBOOK) for name in ("标题", "摘要")),
        *(setting(READING, name, to=text) for name in ("时间", "地点", "组织", "参加", "更正")),
        setting(READING, "照片", 0, "替代文字", to=text),
        *(setting(SITE, name, to=text) for name in ("名称", "简称", "简介")),
        *(setting(BRAND, name, to=text) for name in ("名称", "一句话")),
        setting(KINDS, "youth", "说明", to=text),
        *(setting(PLAN, name, to=text) for name in ("标题", "概要")),
        setting(PLAN, "部分", 0, "简称", to=text),
    )


def without_plan(root: Path) -> None:
    """Nor what needs one."""
    for name in NO_PLAN:
        shutil.rmtree(root / name)


def nested(root: Path) -> None:
    """Articles beside the hubs, below them and deeper; pictures in both; materials in a folder."""
    for name in ("other", "handbook/more", "handbook/deep/er", "more/index", "more/a/b/c", "about/more"):
        writing(f"docs/{name}.md", TEXT)(root)
    writing("docs/handbook/deep/river.png", image("PNG", (40, 30)))(root)
    writing("docs/handbook/deep/er.md", TEXT + "\n![图](river.png) [上一级](../index.md)\n")(root)


def pictured(root: Path) -> None:
    """A photo large enough to stand for its page, and the same page without a drawing of its own."""
    writing(READING.replace(".yml", "/01.jpg"), image(size=(400, 300)))(root)


EDITS: dict[str, tuple[Edit, dict[str, str]]] = {
    "as it is": (lambda root: None, {}),
    "samples hidden": (hide_samples, {}),
    "a path in the address": (pictured, {"SITE_URL": "https://x.example/a/b/"}),
    "signs in the address": (lambda root: None, {"SITE_URL": "https://x.example/a&b/'c'/"}),
    "no address": (pictured, {"SITE_URL": ""}),
    "without a plan": (without_plan, {}),
    "before the term": (lambda root: None, {"SITE_TODAY": "2024-01-01"}),
    "after the term": (pictured, {"SITE_TODAY": "2025-01-01"}),
    "articles everywhere": (nested, {}),
    "a year more": (
        writing(
            "data/activities/2023/2023-11-15-duzhang.yml",
            RECORD.replace("2024-04", "2023-11").replace("兑现: 二十大精神学习\n", ""),
        ),
        {},
    ),
    "an announcement on the day": (lambda root: None, {"SITE_TODAY": "2024-05-20"}),
    **{f"signs {number}": (signs(text), {}) for number, text in enumerate(SIGNS)},
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, SiteBuilder]]:
    """Tiny for one edit after the other, and what builds it anew each time."""
    root = copy_site(tmp_path_factory.mktemp("small") / "site", TINY)
    with SiteBuilder(root) as builder:
        yield root, builder


INTO_EACH_OTHER = ("as it is", "a path in the address", "without a plan", "articles everywhere", "signs 0")
"""Edits after which the plain way goes on in the folder of the fast one, and that in its. What one finds of the other
are files of the same bytes, so it needs no more of them."""


@pytest.mark.parametrize("name", EDITS)
def test_the_small_site(small: tuple[Path, SiteBuilder], tmp_path: Path, name: str) -> None:
    """Tiny, edited, the fast way and the plain one; for some the plain one in its folder, and the fast one again."""
    root, builder = small
    edit, env = EDITS[name]
    env = {"SITE_TODAY": "2024-05-10", "SITE_URL": "https://example.com/", **env}
    with put_back(root):
        edit(root)
        built = []
        more = [("out", PLAIN), ("out", FAST)] if name in INTO_EACH_OTHER else []
        for out, way in (("out", FAST), *more, ("plain", PLAIN)):
            ran = builder.build(tmp_path / out, tmp_path / "cache", **env, **way)
            assert ran.right, ran.said
            built.append(tree(tmp_path / out))
    for other in built[1:]:
        assert differing(built[0], other) == []
    assert len(built[0]) > 20


def test_the_shipped_site(built: Built, shipped_root: Path, tmp_path: Path) -> None:
    """In processes of their own, as a person builds it."""
    ran = run("mkdocs", "build", "--strict", "-d", tmp_path / "plain", root=shipped_root, **PLAIN)
    assert ran.returncode == 0, ran.stdout
    assert differing(tree(built.site), tree(tmp_path / "plain")) == []


@pytest.mark.parametrize(
    ("edit", "env"),
    [(hide_samples, {}), (None, {"SITE_URL": "https://x.example/a/b/"})],
    ids=["samples hidden", "a path in the address"],
)
def test_another_shipped_site(tmp_path: Path, edit: Callable[[Path], None] | None, env: dict[str, str]) -> None:
    """The same with another state."""
    root = copy_site(tmp_path / "site")
    if edit:
        edit(root)
    for out, way in (("fast", FAST), ("plain", PLAIN)):
        ran = run("mkdocs", "build", "--strict", "-d", tmp_path / out, root=root, **env, **way)
        assert ran.returncode == 0, ran.stdout
    assert differing(tree(tmp_path / "fast"), tree(tmp_path / "plain")) == []


def test_properdocs(built_tiny: Built, tiny_root: Path, tmp_path: Path) -> None:
    """The maintained fork reads the same mkdocs.yml and runs the same hooks, on the fast way and on the plain one.

    The same files as by MkDocs, the same content.
    """
    for out, way in (("fast", FAST), ("plain", PLAIN)):
        ran = run("properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", tmp_path / out, root=tiny_root, **way)
        assert ran.returncode == 0, ran.stdout
    theirs = Built(tmp_path / "fast", ran)
    assert differing(tree(theirs.site), tree(tmp_path / "plain")) == []
    assert tree(theirs.site).keys() == tree(built_tiny.site).keys()
    for path in built_tiny.pages:
        other = theirs.site / path.relative_to(built_tiny.site)
        assert same(parse(other.read_text("utf-8"))) == same(parse(path.read_text("utf-8"))), path
