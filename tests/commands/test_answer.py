"""What was found once is said again only while nothing has changed that it can have come from."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.commands.answer import question, recall, remember
from branchsite.output.published import Published, PublishedPage
from incremental.places import PHOTO, RIVER
from sites import ROOT, TINY, TODAY, copy_site, replace, run, tree

SEVERAL = 25
"""So many copies of tiny are waited for at once."""


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Of tiny, left alone for a while; each is for one test."""
    made = [copy_site(tmp_path_factory.mktemp("answer") / "site", TINY) for _ in range(SEVERAL)]
    settle(made[-1])
    return made


@pytest.fixture
def root(copies: list[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of them, with a cache of its own."""
    made = copies.pop()
    monkeypatch.setenv("BRANCHSITE_CACHE", str(made / ".cache"))
    return made


def settle(root: Path) -> None:
    """Nobody can set the time of a change in a file's place on the disk: wait it out."""
    time.sleep(max(0, 2.1 - (time.time() - max(path.stat().st_ctime for path in root.rglob("*") if path.is_file()))))


def rewritten(path: Path) -> None:
    """As many bytes, and the same time."""
    state = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a record": lambda root: replace(root / RIVER, "标题: ", "标题: 新"),
    "a record of the same size and time": lambda root: rewritten(root / RIVER),
    "a photo of the same size and time": lambda root: rewritten(root / PHOTO),
    "a file more": lambda root: (root / "data/activities/2024/2024-01-01-x.yml").write_text("x"),
    "a photo more": lambda root: shutil.copy(root / PHOTO, (root / PHOTO).with_name("02.jpg")),
    "a file less": lambda root: (root / RIVER).unlink(),
    "a file renamed": lambda root: (root / RIVER).rename((root / RIVER).with_name("2024-04-11-jiangbian.yml")),
    "a material": lambda root: replace(root / "docs/about.md", "标题: ", "标题: 新"),
    "the settings": lambda root: replace(root / "mkdocs.yml", "site_name", "# x\nsite_name"),
    "a link": lambda root: (root / "docs/link.md").symlink_to(root / "docs/about.md"),
    "a pipe": lambda root: os.mkfifo(root / "docs/pipe"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change(root: Path, name: str) -> None:
    """Another question; at first there is none, for the file could change again and look the same."""
    before = question(root, "day")
    assert before and question(root, "day") == before
    CHANGES[name](root)
    after = question(root, "day")
    assert after != before
    if name not in ("a file less", "a file renamed", "the settings"):
        assert after == ""


def test_what_else_is_asked(root: Path) -> None:
    """The day, the address, the place."""
    other = root.with_name("other")
    shutil.copytree(root, other, symlinks=True)
    settle(other)
    assert len({question(root, 1), question(root, 2), question(root, 1, 2), question(other, 1), ""}) == 5


def test_an_answer(root: Path) -> None:
    """As it was given; only to the same question, and only while it is whole."""
    site = Published((PublishedPage("a/", "甲", "docs/a.md"),), {"b/": "a/"}, frozenset(["c/"]))
    remember(root, "check", "k", ["一", "二\n三"], site)
    answer = recall(root, "check", "k")
    assert answer and answer.said == ("一", "二\n三") and answer.pages == 1 and answer.published == site
    assert recall(root, "check", "another") is recall(root, "build", "k") is recall(root, "check", "") is None
    path = root / ".cache/answers/check"
    path.write_bytes(path.read_bytes()[:-1])
    assert recall(root, "check", "k") is None


def test_what_the_settings_name(root: Path) -> None:
    """A hook or a watched folder that has come or gone, or is a folder now, is another question."""
    (root / "hook.py").write_text("")
    remember(root, "check", "k", [], Published(), ["hook.py", "watched"])
    assert recall(root, "check", "k")
    (root / "watched").mkdir()
    assert recall(root, "check", "k") is None
    (root / "watched").rmdir()
    (root / "hook.py").unlink()
    (root / "hook.py").mkdir()
    assert recall(root, "check", "k") is None


@pytest.mark.slow
def test_check_says_the_same_again(root: Path) -> None:
    """Word for word, and as soon as anything is wrong what is wrong."""
    first, second = (run("branchsite", "check", root=root) for _ in range(2))
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)
    assert (root / ".cache/answers/check").is_file()
    replace(root / RIVER, "标题: ", "标题：")
    assert run("branchsite", "check", root=root).returncode == 1
    replace(root / RIVER, "标题：", "标题: ")
    assert run("branchsite", "check", root=root, today="2024-05-11").returncode == 0


SETTINGS: dict[str, Callable[[Path], object]] = {
    "a template": lambda root: (root / "overrides/main.html").unlink(),
    "a watched folder": lambda root: (root / "extra").rmdir(),
    "the program": lambda root: (root / "hooks").unlink(),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SETTINGS)
def test_what_the_settings_rely_on(root: Path, name: str) -> None:
    """Where it has gone, check says so, though it has answered before, and a build is refused."""
    (root / "extra").mkdir()
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    replace(root / "mkdocs.yml", "watch: [data, overrides]", "watch: [data, overrides, extra]")
    for _ in range(2):
        assert run("branchsite", "check", root=root).returncode == 0
    assert (root / ".cache/answers/check").is_file()
    SETTINGS[name](root)
    wanted = 0 if name == "the program" else 1
    assert run("branchsite", "check", root=root).returncode == wanted
    if wanted:
        assert run("branchsite", "build", root=root).returncode == wanted


RESTARTED = """
import sys
before = {*sys.modules}
from branchsite.__main__ import main
assert main(sys.argv[1:]) == 0
print(*sorted({*sys.modules} - before))
"""

CHECK = """
__main__ cache cache.caches cache.digest cache.folder cache.key cache.libraries cache.program commands commands.answer
commands.baseline commands.check commands.environment commands.forms commands.slug errors library library.address load
load.tree output output.notice output.published output.withdrawn system system.clock system.filenames system.gc
system.replace system.terminal views views.listing
"""
BUILD = f"{CHECK.replace('commands.check', 'commands.build')} output.folder output.settings"
"""What of the program is imported to say again what has been said: nothing that reads, links, checks or renders."""


@pytest.mark.slow
@pytest.mark.parametrize(("command", "own"), [("check", CHECK), ("build", BUILD)])
def test_what_is_imported_to_say_it_again(root: Path, command: str, own: str) -> None:
    """These modules of the program, no library of anybody else's, and nothing of Python's that takes long."""
    for _ in range(3):
        first = run("branchsite", command, root=root)
    words = [sys.executable, "-c", RESTARTED, "--root", str(root), command]
    day = {**os.environ, "SITE_TODAY": TODAY.isoformat()}
    again = subprocess.run(words, env=day, capture_output=True, text=True, check=True)
    *said, imported = again.stdout.splitlines()
    assert said == first.stdout.splitlines()
    found = {*imported.split()}
    assert {one.removeprefix("branchsite.") for one in found if one.startswith("branchsite.")} == {*own.split()}
    assert {one.partition(".")[0] for one in found} - sys.stdlib_module_names == {"branchsite"}
    assert not found & {"asyncio", "email", "importlib.metadata", "multiprocessing", "tarfile", "unittest", "zipfile"}


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a page touched": lambda site: (site / "index.html").write_text("x", encoding="utf-8"),
    "a page less": lambda site: (site / "index.html").unlink(),
    "a file more": lambda site: (site / "more.html").write_text("x", encoding="utf-8"),
    "a folder more": lambda site: (site / "more").mkdir(),
    "all of it": lambda site: shutil.rmtree(site),
}


@pytest.mark.slow
def test_a_site_that_somebody_touched(root: Path) -> None:
    """Is made whole."""
    for _ in range(3):
        said = run("branchsite", "build", root=root).stdout
    assert "新写了 0 个文件" in said and list((root / ".cache/answers").glob("build-*"))
    wanted = tree(root / "site")
    for damage in DAMAGE.values():
        damage(root / "site")
        run("branchsite", "build", root=root)
        assert tree(root / "site") == wanted and not (root / "site/more").exists()
