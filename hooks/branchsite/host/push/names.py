"""Names of pushed files: none that git, this server or another computer takes for something else."""

from collections.abc import Iterable, Iterator
from itertools import islice

from ...errors import Problem
from ...load.tree import is_junk
from ...system.filenames import collisions, first_objection, is_gits, usable
from ...system.terminal import visible
from ..server.content import is_content
from .push import Push
from .unlanded import begin_again, change, leave_out

_MOST = 100
"""Files that are named."""

_GITS_OF_PROGRAM = (
    ".gitattributes",
    ".gitea",
    ".github",
    ".gitignore",
    ".gitkeep",
    ".gitlab",
    ".gitlab-ci.yml",
)
"""Git's own files that a program's repository has, outside content."""

_HOSTS = ("host.toml", "site.git", "authorized_keys", "freeze.json", "log.jsonl", "failures.log", ".passed", ".venv")
"""Names in a server's folder, and names that it keeps with a program."""

_REPOSITORY = ("config", "objects", "refs", "commondir", "gitdir")
"""Beside a HEAD, any of these makes a folder look like a repository, which has a configuration of its own."""


def other_computers(push: Push) -> Iterator[Problem]:
    """Names that some computer cannot have, or takes for another's; what computers leave lying."""
    yield from islice(_other_computers(push), _MOST)


def _other_computers(push: Push) -> Iterator[Problem]:
    for entry in push.files:
        if bad := first_objection(entry.path):
            shown = visible(entry.path)
            shown = shown if len(shown) <= 200 else f"{shown[:60]}…"
            yield Problem(shown, 0, bad[1], fix=f"改名为 {usable(bad[0])[:60]}")
    for path in sorted(push.changed):
        junk = next((part for part in path.split("/") if is_junk(part)), None)
        if junk and push.changed[path] != "D" and is_content(path):
            message = f"{junk} 是电脑自己留下的文件，不是内容"
            yield Problem(visible(path), 0, message, fix=leave_out(push, path))
    for path, same in collisions(entry.path for entry in push.files):
        message = f"和 {visible(same)} 只差大小写或者写法，在 Windows 和苹果电脑上会互相覆盖"
        yield Problem(visible(path), 0, message, fix="删掉或改名其中一个")


def reserved(push: Push) -> Iterator[Problem]:
    """Names that git or this server would take for its own, wherever in the tree, in whichever commit."""
    yield from islice(_reserved(push), _MOST)


def _reserved(push: Push) -> Iterator[Problem]:
    final = {entry.path for entry in push.files}
    seen = set()
    for path, commit in _paths(push, final):
        if path not in seen and (why := _taken(path)):
            seen.add(path)
            yield _problem(push, path, why, "" if path in final else commit)
    for path, beside, commit in _repositories(_paths(push, final)):
        why = f"HEAD 和 {beside} 放在一起，会被当成另一个 git 仓库"
        yield _problem(push, path, why, "" if path in final else commit)


def _paths(push: Push, final: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every path of the pushed tree, then those of the commits on the way to it, each with its commit."""
    for path in sorted(final):
        yield path, push.new
    for one in push.brought:
        yield one.path, one.commit


def _problem(push: Push, path: str, why: str, commit: str) -> Problem:
    """commit: where it is, for what the tree no longer has."""
    if commit:
        message = f"{why}；提交 {commit[:7]} 里有它，后来的提交虽然删了，历史里还在"
        return Problem(visible(path), 0, message, fix=begin_again(push))
    return Problem(visible(path), 0, why, fix=change(push, "把它改名或删掉"))


def _taken(path: str) -> str | None:
    """Whose own name a path has in it, as a sentence; None for nobody's."""
    content = is_content(path)
    for number, part in enumerate(parts := path.split("/")):
        if is_gits(part) and (content or part not in _GITS_OF_PROGRAM):
            return f"“{visible(part)[:60]}”会被 git 当成它自己的文件"
        plain = part.casefold().rstrip(" .")
        folder = number < len(parts) - 1
        if plain in _HOSTS or (plain.endswith(".git")) or (content and folder and plain == "accounts"):
            return f"“{visible(part)[:60]}”是服务器自己要用的名字"
        if content and part == "HEAD":
            return "“HEAD”会被 git 当成它自己的文件"
    return None


def _repositories(paths: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Folders that look like a repository of git: the path of the HEAD, what is beside it, and a commit."""
    heads: dict[str, tuple[str, str]] = {}
    beside: dict[str, str] = {}
    for path, commit in paths:
        parts = path.split("/")
        for number, part in enumerate(parts):
            plain = part.casefold()
            folder = "/".join(parts[:number]).casefold()
            if plain == "head":
                heads.setdefault(folder, ("/".join(parts[: number + 1]), commit))
            elif plain in _REPOSITORY:
                beside.setdefault(folder, part)
    for folder in sorted(heads.keys() & beside.keys()):
        path, commit = heads[folder]
        yield path, visible(beside[folder]), commit
