"""What a push may be, one rule a function. What its records say is the business of the checks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..errors import Problem
from ..private.numbers import numbers_in
from ..terminal import visible
from . import git
from .accounts import Account
from .content import CONTENT
from .folder import Host
from .git import MAIN, NOTHING, File
from .names import other_computers, reserved
from .program import PARTS, differs
from .role import keeps_to_content

_FILES = 100_000


@dataclass(frozen=True)
class Push:
    """One ref that somebody wants to move. old, new: commits, NOTHING for none."""

    host: Host
    account: Account
    old: str
    new: str
    ref: str

    @cached_property
    def files(self) -> list[File]:
        """Everything in the pushed tree."""
        return git.files(self.host.repository, self.new)

    @cached_property
    def changed(self) -> dict[str, str]:
        """The paths that the push changes, each with git's letter."""
        return git.changed(self.host.repository, self.old, self.new)

    @cached_property
    def sources(self) -> set[str]:
        """The files that it is about: what it changes, and for a photo its record."""
        return {source for path in self.changed for source in (path, f"{path.rpartition('/')[0]}.yml")}


def ref_problems(push: Push) -> list[Problem]:
    """Whether it is a push to main at all: the other rules ask about its tree."""
    return [*_only_main(push), *_no_removal(push)] or list(_history_stays(push))


def problems(push: Push) -> list[Problem]:
    """What all rules object to, sorted."""
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


def _history_stays(push: Push) -> Iterator[Problem]:
    if push.old != NOTHING and not git.is_ancestor(push.host.repository, push.old, push.new):
        fix = "先拉取（git pull），再推送；不要用“强制推送”（--force）"
        yield Problem("main", 0, "这次推送会改掉已经收下的提交历史", fix=fix)


def _plain_files(push: Push) -> Iterator[Problem]:
    for entry in push.files:
        if entry.mode == "120000":
            yield Problem(visible(entry.path), 0, "这是一个链接，不是文件", fix="把文件本身放进来")
        elif entry.mode == "160000":
            yield Problem(visible(entry.path), 0, "这是另一个仓库（子模块），不是文件", fix="把需要的文件复制进来")


def _sizes(push: Push) -> Iterator[Problem]:
    settings = push.host.settings
    for entry in push.files:
        if entry.size > settings.file_size * 1_048_576:
            message = f"文件有 {entry.size / 1_048_576:.0f} MB，超过 {settings.file_size} MB"
            yield Problem(
                visible(entry.path), 0, message, fix="照片用微信或看图软件另存得小一些；视频和压缩包不要放进来"
            )
    total = sum(entry.size for entry in push.files)
    if total > settings.push_size * 1_048_576 or len(push.files) > _FILES:
        message = f"一共有 {len(push.files)} 个文件、{total / 1_048_576:.0f} MB，超过上限"
        yield Problem("main", 0, message, fix=f"上限是 {_FILES} 个文件、{settings.push_size} MB，请维护人员来看")


def _nothing_private_in_history(push: Push) -> Iterator[Problem]:
    """A number that a later commit took out again would stay in history for ever (domain.md §2)."""
    final = {one.blob for one in push.files}
    passing = {
        blob: place
        for blob, place in git.passing_blobs(push.host.repository, push.old, push.new, final).items()
        if place[1].startswith(CONTENT)
    }
    if not passing:
        return
    for (commit, path), content in zip(passing.values(), git.read_blobs(push.host.repository, passing), strict=True):
        for _, kind in numbers_in(content[:262_144].decode("utf-8", "replace")):
            start = push.old[:10] if push.old != NOTHING else "（第一次提交以前）"
            message = f"提交 {commit[:7]} 里有{kind}，后来的提交虽然删了，历史里还在"
            fix = f"把几次提交合成一次：git reset --soft {start}，再提交、推送"
            yield Problem(visible(path), 0, message, fix=fix)


Rule = Callable[[Push], Iterator[Problem]]

RULES: dict[str, Rule] = {
    "role": keeps_to_content,
    "plain_files": _plain_files,
    "reserved": reserved,
    "names": other_computers,
    "sizes": _sizes,
    "nothing_private_in_history": _nothing_private_in_history,
}
"""Every rule over a pushed tree, by name. A new one is a function above, a line here and a case in the tests."""
