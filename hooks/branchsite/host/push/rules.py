"""The rules for a push, one a function. The content of its records is the business of the checks."""

from collections.abc import Callable, Iterator

from ...errors import Problem
from ...system.terminal import visible
from ..release.program import PARTS, differs
from ..server import git
from ..server.git import MAIN, NOTHING
from ..server.history import there
from ..server.purged import begun, purged
from .arrival import amounts, sizes
from .history import nothing_private_in_history
from .names import other_computers, reserved
from .push import Push
from .role import keeps_to_content


def ref_problems(push: Push) -> list[Problem]:
    """Whether it is a push to main at all: the other rules ask about its tree."""
    return [*_only_main(push), *_no_removal(push)] or list(_only_commits(push)) or _history(push)


def _history(push: Push) -> list[Problem]:
    return list(_stays_purged(push)) or list(_history_stays(push))


def problems(push: Push) -> list[Problem]:
    """The problems of the first limit that has any, or else of all rules, sorted."""
    for limit in LIMITS.values():
        if found := set(limit(push)):
            return sorted(found)
    return sorted({problem for rule in RULES.values() for problem in rule(push)})


def changes_program(push: Push) -> bool:
    """Whether the push brings another program than the installed one; one that it does not touch may be older."""
    touched = any(path.startswith(PARTS) for path in push.changed)
    return touched and bool(differs(push.host.program.resolve(), push.files))


def _only_main(push: Push) -> Iterator[Problem]:
    if push.ref != MAIN:
        name = visible(push.ref.removeprefix("refs/heads/").removeprefix("refs/"))
        fix = "推送到 main：git push origin HEAD:main"
        yield Problem(name, 0, "网站只由 main 生成，这里不收别的分支和标签", fix=fix)


def _no_removal(push: Push) -> Iterator[Problem]:
    if push.new == NOTHING:
        yield Problem("main", 0, "不能删除 main", fix="要撤下一条记录，就删掉它的文件，再提交、推送")


def _only_commits(push: Push) -> Iterator[Problem]:
    if git.kind(push.host.repository, push.new) != "commit":
        yield Problem("main", 0, "推送来的是一个标签，不是提交", fix="推送提交本身：git push origin HEAD:main")


def _history_stays(push: Push) -> Iterator[Problem]:
    if push.old != NOTHING and not git.is_ancestor(push.host.repository, push.old, push.new):
        fix = "先拉取（git pull），再推送；不要用“强制推送”（--force）"
        yield Problem("main", 0, "这次推送会改掉已经收下的提交历史", fix=fix)


def _stays_purged(push: Push) -> Iterator[Problem]:
    """What was taken out of history comes back with no clone from before, and by nobody's hand."""
    blobs = purged(push.host)
    if begun(push.host):
        yield Problem("main", 0, "维护人员正在从历史里清除撤下的文件", fix="过几分钟，先拉取（git pull），再推送一次")
    elif blobs and there(push.host.repository, blobs):
        why = "这次推送会带回已经撤下、并从历史里清除的文件"
        fix = (
            "这份副本是清除以前取的：先把还没推送的改动另存到别处，重新取一份仓库（git clone），"
            "放进改动，再提交、推送。是又放进了同一张照片的，拿掉它；确实可以公开，就另存一份再放"
        )
        yield Problem("main", 0, why, fix=fix)


def _plain_files(push: Push) -> Iterator[Problem]:
    for entry in push.files:
        if entry.mode == "120000":
            yield Problem(visible(entry.path), 0, "这是一个链接，不是文件", fix="把文件本身放进来")
        elif entry.mode == "160000":
            yield Problem(visible(entry.path), 0, "这是另一个仓库（子模块），不是文件", fix="把需要的文件复制进来")


Rule = Callable[[Push], Iterator[Problem]]

LIMITS: dict[str, Rule] = {"amounts": amounts, "sizes": sizes}
"""The rules that run first, one after another: after them a push can be read in bounded time and memory."""

RULES: dict[str, Rule] = {
    "role": keeps_to_content,
    "plain_files": _plain_files,
    "reserved": reserved,
    "names": other_computers,
    "nothing_private_in_history": nothing_private_in_history,
}
"""Every rule over a pushed tree, by name. A new one is a function above, a line here and a case in the tests."""
