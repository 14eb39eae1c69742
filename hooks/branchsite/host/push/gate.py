"""The two hooks of the bare repository: pre-receive judges and builds, post-receive shows."""

import errno
import json
import os
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import Problem, Severity, errors
from ...output.notice import confirmation, notice, question
from ...output.published import Published
from ...output.withdrawn import Withdrawal, compare
from ..release.freeze import frozen
from ..release.program import install, try_program
from ..release.release import Release, live, may_show, newest, publish, published, read, releases, showing, sweep
from ..release.stage import GRACE, RefusedError, stage, staged_release, time_for_content
from ..release.tree import drop
from ..server import git
from ..server.accounts import pushing
from ..server.answer import ROOM, first_lines, first_texts, short_report, tell
from ..server.folder import Host, HostError
from ..server.limits import OutOfTime, lift_limits, limited
from ..server.lock import dismiss, guard, take, take_turn
from ..server.log import keep_failure, note
from ..server.mirrors import push_mirrors_in_background
from .arrival import limit_input
from .push import Push
from .rules import changes_program, problems, ref_problems

_HANDOVER = "push.json"
"""Left in staging by pre_receive for post_receive, or whoever must do its part."""
_PUBLISHED = "shown"
"""Left in staging when that part is done."""
_LISTED = 10
_MEMORY = 512
"""MB of address space in which a push is judged, before it is built."""
_NOT_SHOWN = "已发布的内容不受影响。"


def pre_receive(host: Host, lines: Iterable[str]) -> int:
    """Judge a push, whose refs come one a line: 0 lets it in. All or nothing."""
    return _guarded(host, "这次没有发布", lambda: _judge(host, _pushes(host, lines)))


def post_receive(host: Host, lines: Iterable[str]) -> int:
    """Show what pre_receive has built. The push has landed, so nothing can be refused any more."""
    return _guarded(
        host,
        "推送已经收下，但还没有显示出来（维护人员可以运行 host rebuild）",
        lambda: _show(host, _pushes(host, lines)),
    )


def _pushes(host: Host, lines: Iterable[str]) -> list[Push]:
    account = pushing(host)
    return [Push(host, account, *line.rstrip("\n").split(" ", 2)) for line in lines if line.strip()]


def _guarded(host: Host, otherwise: str, work: Callable[[], int]) -> int:
    """Run a hook; every failure gets a message in Chinese, and its details are kept for maintainers."""
    os.umask(0o022)
    # Git's own limits end where its part does: tests and builds have theirs.
    lift_limits()
    try:
        limit_input(host)
        return work()
    except HostError as error:
        tell(f"\n{error}\n")
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        _keep(host)
        why = "服务器的磁盘满了。" if full else "服务器读写文件时出了错。"
        tell(f"\n{why}{otherwise}；{_NOT_SHOWN}请告诉维护人员。\n")
    except Exception:
        _keep(host)
        tell(f"\n服务器上的程序出了错，不是您写错了。{otherwise}；{_NOT_SHOWN}请告诉维护人员。\n")
    return 1


def _keep(host: Host) -> None:
    if not keep_failure(host, f"\n\n{traceback.format_exc()}"):
        tell("（细节没能记下来）")


def _judge(host: Host, pushes: list[Push]) -> int:
    start = time.monotonic()
    before, parent = live(host), os.getppid()
    push = pushes[0]
    if found := _objections(host, pushes):
        return _refuse(push, short_report(found), len(found), start)
    program, seconds = host.program.resolve(), time_for_content(host)
    if changes_program(push):
        program, seconds = try_program(host, push.new, push.files), host.settings.build_time
    if os.getppid() != parent:
        raise HostError("推送已经中断。")
    turn = _take_turn(host, push, seconds)
    try:
        handover = _build(push, program, seconds, before, start)
        (host.staging / _HANDOVER).write_text(json.dumps(handover, ensure_ascii=False), encoding="utf-8")
    except BaseException as error:
        # Before the answer, because the client may not be reading.
        turn.let_go(host)
        if isinstance(error, RefusedError):
            return _refuse(push, short_report(error.problems), len(errors(error.problems)), start)
        if isinstance(error, _LateError | _UnconfirmedError):
            return _refuse(push, str(error), 0, start)
        raise
    return 0


def _objections(host: Host, pushes: list[Push]) -> list[Problem]:
    """The problems of the rules, found in limited time and memory: git's are limited as well."""
    try:
        with limited(host.settings.content_time, _MEMORY):
            return sorted({problem for push in pushes for problem in ref_problems(push)}) or problems(pushes[0])
    except OutOfTime:
        much = f"检查这次推送超过了 {host.settings.content_time} 秒"
    except MemoryError:
        much = f"检查这次推送用的内存超过了 {_MEMORY} MB"
    raise HostError(f"{much}：一次推送的内容太多。分几次推送；还不行就请告诉维护人员。\n{_NOT_SHOWN}")


def _refuse(push: Push, text: str, problems: int, start: float) -> int:
    seconds = round(time.monotonic() - start, 2)
    note(push.host, "refused", push.account.name, commit=push.new[:7], problems=problems, seconds=seconds)
    tell(f"\n{text}\n")
    return 1


class _LateError(HostError):
    """Somebody else was first."""


class _UnconfirmedError(HostError):
    """Many pages would be gone, and no commit confirms it."""


@dataclass(frozen=True)
class _Turn:
    """The locks of a push while it is built. guard: the process that watches over it."""

    locks: tuple[int, ...]
    guard: int

    def let_go(self, host: Host) -> None:
        """Let the next push have its turn: this one is refused. Nothing of it is left."""
        try:
            sweep(host)
        finally:
            dismiss(self.guard, self.locks)


def _take_turn(host: Host, push: Push, seconds: int) -> _Turn:
    """Be the only one who builds, until the push has ended."""
    name, wait, longest = push.account.name, host.settings.wait, seconds + GRACE
    queue = take_turn(host.queue / name, wait, name, longest)
    locks = take(host.lock, wait, name, longest), queue
    sweep(host)
    shown = host.staging / _PUBLISHED
    child = guard(locks, os.getppid(), shown.exists, longest, lambda: _settle(host, push))
    return _Turn(locks, child)


def _build(push: Push, program: Path, seconds: int, before: Release | None, start: float) -> dict[str, Any]:
    """Build what is pushed; gives handover for post_receive, which is another process. The caller has the turn.

    Raises HostError where it is refused.
    """
    host = push.host
    if git.resolve(host.repository, push.ref) != push.old:
        text = "就在刚才，别人已经发布了新的内容。\n请先拉取（git pull），再推送一次；您写的都在，不会丢。"
        raise _LateError(text)
    try:
        staged = stage(host, push.new, push.files, push.account.name, program, seconds)
    except RefusedError as refused:
        own = [one for one in refused.problems if one.severity is Severity.ERROR or one.file in push.sources]
        raise RefusedError(own) from None
    last = newest(host)
    withdrawal = compare(published(host, last) if last else Published(), staged.published)
    if withdrawal.needs_confirmation and not _confirms(push, withdrawal):
        drop(host)
        raise _UnconfirmedError(f"{first_lines(notice(withdrawal))}\n\n{question(withdrawal)}\n{_NOT_SHOWN}")
    touched = {source: url for source, url in staged.published.first_urls.items() if source in push.sources}
    return {
        "commit": push.new,
        "before": before.name if before else None,
        "new": [url for source, url in touched.items() if push.changed.get(source) == "A"],
        "changed": [url for source, url in touched.items() if push.changed.get(source) != "A"],
        "reminders": first_texts((one for one in staged.reminders if one.file in push.sources), ROOM // 2),
        "withdrawn": first_lines(notice(withdrawal)),
        "seconds": staged.seconds,
        "start": start,
    }


def _confirms(push: Push, withdrawal: Withdrawal) -> bool:
    """Whether the subject of a pushed commit confirms that so many pages go, with blanks or without."""
    words = confirmation(withdrawal).replace(" ", "")
    lines = git.subjects(push.host.repository, push.old, push.new, _LISTED)
    return any(words in unicodedata.normalize("NFKC", "".join(line.split())) for line in lines)


def _show(host: Host, pushes: list[Push]) -> int:
    """Publish the staged release, which is this push's: its guard has kept the lock since, and now lets it go."""
    push = pushes[0]
    handover = json.loads((host.staging / _HANDOVER).read_text(encoding="utf-8"))
    release = _publish(host, push, handover)
    lines = _announcement(host, release, handover)
    (host.staging / _PUBLISHED).touch()
    tell("\n".join(["", *lines, ""]))
    push_mirrors_in_background(host)
    return 0


def _publish(host: Host, push: Push, handover: dict[str, Any]) -> Release:
    if handover["commit"] != push.new:
        raise HostError(
            "推送已经收下，但还没有显示出来：服务器上别的事情占了它的位置。请告诉维护人员运行 host rebuild。"
        )
    folder = staged_release(host)
    program = read(folder).program
    if program:
        # First: whoever is killed in between leaves the release to be published still.
        install(host, host.root / program)
    before = next((one for one in releases(host) if one.name == handover["before"]), None)
    with showing(host, push.account.name):
        release = publish(host, folder, show=may_show(host, before))
    seconds = {**handover["seconds"], "total": round(time.monotonic() - handover["start"], 3)}
    note(host, "published", push.account.name, release=release.name, seconds=seconds)
    return release


def _settle(host: Host, push: Push) -> None:
    """After the push, however it ended: what landed is shown, what is left is cleared away."""
    git.leave_push()
    handover = host.staging / _HANDOVER
    landed = git.resolve(host.repository, push.ref) == push.new
    if landed and handover.exists() and staged_release(host).exists():
        _publish(host, push, json.loads(handover.read_text(encoding="utf-8")))
    if not landed:
        drop(host)
    sweep(host)


def _announcement(host: Host, release: Release, handover: dict[str, Any]) -> list[str]:
    address = host.settings.site_url
    shown = live(host)
    lines = [line for reminder in handover["reminders"] for line in (reminder, "")]
    if shown == release:
        lines.append(f"已发布：第 {release.number} 版，用了 {time.monotonic() - handover['start']:.1f} 秒。")
    else:
        kept, now = f"已收下并生成第 {release.number} 版", f"第 {shown.number if shown else 0} 版"
        lines.append(
            f"{kept}，但网站锁定在{now}，解锁后才显示。"
            if frozen(host)
            else f"{kept}，但刚才有人让网站显示{now}，先不换上；核对以后请维护人员运行 host rollback {release.number}。"
        )
    lines += [handover["withdrawn"], ""] if handover["withdrawn"] else []
    lines += page_lines("新页面", address, handover["new"]) + page_lines("改过的页面", address, handover["changed"])
    if not handover["new"] and not handover["changed"]:
        lines.append(f"  {address}")
    return lines


def page_lines(label: str, address: str, urls: Sequence[str]) -> list[str]:
    """A line for each page, up to ten, and how many there are where there are more. address: of the site."""
    lines = [f"  {label} {address}{url}" for url in urls[:_LISTED]]
    return [*lines, f"  {label}一共 {len(urls)} 个"] if len(urls) > _LISTED else lines
