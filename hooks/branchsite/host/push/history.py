"""Nothing private stays in history: what a push brings is never seen on a page, but by everybody with a clone.

A number that a later commit takes out again would be there for ever (docs/dev/domain.md). The content of the last
tree's content is judged by the checks, with line and cure; all else that a push brings is judged here.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from ...errors import Problem
from ...private.numbers import numbers_in
from ...system.terminal import visible
from ..release.program import is_same
from ..server import git
from ..server.accounts import Role
from ..server.content import is_content
from .leaks import kinds_in, kinds_in_text, texts_of
from .push import Push
from .unlanded import begin_again, change

_MOST = 100
"""Problems that are named."""

_PROGRAM = (
    *(".ci/", ".forgejo/", ".gitea/", ".github/", ".gitlab/", ".vscode/", "benchmarks/", "deploy/", "docs/dev/"),
    *("hooks/", "overrides/", "tests/", "tools/"),
)
"""Where the program has numbers that are nobody's: in what it looks for, and in its tests. Maintainers bring these."""

_SIGNED = re.compile(rb"^ ?(?:author|committer|tagger) (.*?)(?: <(.*?)>)? *-?\d+ [+-]\d+$", re.MULTILINE)
_NAMES = re.compile(rb"^ ?(?:tree|parent|object) [0-9a-f]+$|^gpgsig.*(?:\n .*)*", re.MULTILINE)
_STILL = "，后来的提交虽然删了，历史里还在"


def nothing_private_in_history(push: Push) -> Iterator[Problem]:
    """Numbers in the names, texts, photos and documents that a push brings, and in what its commits say."""
    yield from islice(_names(push), _MOST)
    yield from islice(_commits(push), _MOST)
    yield from islice(_contents(push), _MOST)


def _names(push: Push) -> Iterator[Problem]:
    final = {one.path for one in push.files}
    seen = set()
    for one in push.brought:
        if one.path in seen or (is_content(one.path) and one.path in final) or _is_sample(push, one):
            continue
        seen.add(one.path)
        for kind in _kinds_in_name(one.path):
            if one.path in final:
                yield Problem(visible(one.path), 0, f"文件名里有{kind}，不能公开", fix=change(push, "改掉文件名"))
            else:
                message = f"提交 {one.commit[:7]} 里的文件名有{kind}{_STILL}"
                yield Problem(visible(one.path), 0, message, fix=begin_again(push))


def _kinds_in_name(path: str) -> list[str]:
    """Names in another code than UTF-8, too."""
    raw = path.encode("utf-8", "surrogateescape")
    return sorted({kind for text in texts_of(raw) for _, kind in numbers_in(text)})


def _commits(push: Push) -> Iterator[Problem]:
    """Authors, committers and messages of commits."""
    for commit, raw in zip(push.commits, git.read_blobs(push.host.repository, push.commits), strict=True):
        head, _, message = raw.replace(b"\0", b"").partition(b"\n\n")
        for what, setting, kind in sorted(set(_people(push, head))):
            why = f"提交 {commit[:7]} 的{what}里有{kind}，会一直留在历史里，有副本的人都看得到"
            yield Problem("main", 0, why, fix=f"先运行 {setting}；再{begin_again(push)}")
        others = _SIGNED.sub(b"", _NAMES.sub(b"", head))
        for kind in sorted({kind for text in texts_of(others + b"\n\n" + message) for kind in kinds_in_text(text)}):
            why = f"提交 {commit[:7]} 的说明里有{kind}，会一直留在历史里"
            yield Problem("main", 0, why, fix=f"{begin_again(push)}；提交的说明里不写号码")


def _people(push: Push, head: bytes) -> Iterator[tuple[str, str, str]]:
    """Private numbers in names and addresses of a commit: the part, the command that changes it, and the kind."""
    school = urlsplit(push.host.settings.site_url).hostname
    for signed in _SIGNED.finditer(head):
        for part, what, setting in (
            (signed[1], "作者姓名", "git config user.name 支部书记"),
            (signed[2] or b"", "作者邮箱", f"git config user.email shuji@{school}"),
        ):
            for text in texts_of(part):
                for kind in kinds_in_text(text):
                    yield what, setting, kind


def _contents(push: Push) -> Iterator[Problem]:
    passing = {one.blob: one for one in reversed(push.brought) if _is_ours(push, one)}
    for one, content in zip(passing.values(), git.read_blobs(push.host.repository, passing), strict=True):
        for kind in sorted(kinds_in(content)):
            message = f"提交 {one.commit[:7]} 里有{kind}"
            if (one.path, one.blob) in push.placed:
                yield Problem(visible(one.path), 0, f"{message}，不能放进仓库", fix=change(push, "删掉这个号码"))
            else:
                yield Problem(visible(one.path), 0, f"{message}{_STILL}", fix=begin_again(push))


def _is_ours(push: Push, one: "git.Change") -> bool:
    """Whether a content is to be judged here: not where the checks do, nor where the program has samples."""
    if one.mode in (git.LINKED, git.GONE):
        return False
    if is_content(one.path):
        return (one.path, one.blob) not in push.placed
    return not _is_sample(push, one)


def _is_sample(push: Push, one: "git.Change") -> bool:
    """Whether it is the program's own, whose numbers are nobody's: from a maintainer, or what runs here already."""
    if push.account.role is Role.MAINTAINER:
        return one.path.startswith(_PROGRAM)
    return is_same(push.host.program.resolve(), one.path, one.mode, one.blob)
