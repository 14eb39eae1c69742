"""The two hooks of the bare repository: pre-receive judges and builds, post-receive shows."""

import errno
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from ..errors import Severity, errors, report
from . import git
from .accounts import pushing
from .folder import Host, HostError
from .freeze import frozen
from .lock import guard, take
from .log import keep_failure, note
from .program import install, try_program
from .release import Release, live, publish, read, sweep
from .rules import Push, changes_program, problems, ref_problems
from .stage import RefusedError, Staged, stage, staged_release
from .tree import drop

_WORD = "push.json"
_LISTED = 10
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
    """Run a hook; whatever goes wrong is said in Chinese, and the details are kept for maintainers."""
    os.umask(0o022)
    try:
        return work()
    except HostError as error:
        print(f"\n{error}\n", flush=True)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        _keep(host)
        why = "服务器的磁盘满了。" if full else "服务器读写文件时出了错。"
        print(f"\n{why}{otherwise}；{_NOT_SHOWN}请告诉维护人员。\n", flush=True)
    except Exception:
        _keep(host)
        print(f"\n服务器上的程序出了错，不是您写错了。{otherwise}；{_NOT_SHOWN}请告诉维护人员。\n", flush=True)
    return 1


def _keep(host: Host) -> None:
    if not keep_failure(host, f"\n\n{traceback.format_exc()}"):
        print("（细节没能记下来）", file=sys.stderr)


def _judge(host: Host, pushes: list[Push]) -> int:
    start = time.monotonic()
    found = sorted({problem for push in pushes for problem in ref_problems(push)})
    push = pushes[0]
    found = found or problems(push)
    if found:
        return _refuse(push, report(found), len(found), start)
    program = host.program.resolve()
    if changes_program(push):
        program = try_program(host, push.new, push.files)
    if os.getppid() == 1:
        raise HostError("推送已经中断。")
    lock = take(host.lock, host.settings.wait)
    guard(lock, os.getppid(), host.settings.build_time * 3, lambda: _settle(host, push))
    if git.resolve(host.repository, push.ref) != push.old:
        text = "就在刚才，别人已经发布了新的内容。\n请先拉取（git pull），再推送一次；您写的都在，不会丢。"
        return _refuse(push, text, 0, start)
    sweep(host)
    try:
        staged = stage(host, push.new, push.files, push.account.name, program)
    except RefusedError as refused:
        found = [one for one in refused.problems if one.severity is Severity.ERROR or one.file in push.sources]
        return _refuse(push, report(found), len(errors(found)), start)
    _remember(host, push, staged, start)
    return 0


def _refuse(push: Push, text: str, problems: int, start: float) -> int:
    print(f"\n{text}\n", flush=True)
    seconds = round(time.monotonic() - start, 2)
    note(push.host, "refused", push.account.name, commit=push.new[:7], problems=problems, seconds=seconds)
    return 1


def _remember(host: Host, push: Push, staged: Staged, start: float) -> None:
    """Leave word for post_receive, which is another process."""
    touched = {source: url for source, url in staged.urls.items() if source in push.sources}
    word = {
        "new": [url for source, url in touched.items() if push.changed.get(source) == "A"],
        "changed": [url for source, url in touched.items() if push.changed.get(source) != "A"],
        "reminders": [str(one) for one in staged.reminders if one.file in push.sources],
        "seconds": staged.seconds,
        "start": start,
    }
    (host.staging / _WORD).write_text(json.dumps(word, ensure_ascii=False), encoding="utf-8")


def _show(host: Host, pushes: list[Push]) -> int:
    """What is staged is this push's: its guard has kept the lock since."""
    push = pushes[0]
    word = json.loads((host.staging / _WORD).read_text(encoding="utf-8"))
    release = _publish(host, push, word)
    print("\n".join(["", *_announcement(host, release, word), ""]), flush=True)
    return 0


def _publish(host: Host, push: Push, word: dict[str, Any]) -> Release:
    folder = staged_release(host)
    program = read(folder).program
    if program:
        # First: whoever is killed in between leaves the release to be published still.
        install(host, host.root / program)
    release = publish(host, folder, show=frozen(host) is None)
    seconds = {**word["seconds"], "total": round(time.monotonic() - word["start"], 3)}
    note(host, "published", push.account.name, release=release.name, seconds=seconds)
    return release


def _settle(host: Host, push: Push) -> None:
    """After the push, however it ended: what landed is shown, what is left is cleared away."""
    git.leave_push()
    word = host.staging / _WORD
    landed = git.resolve(host.repository, push.ref) == push.new
    if landed and word.exists() and staged_release(host).exists():
        _publish(host, push, json.loads(word.read_text(encoding="utf-8")))
    if not landed:
        drop(host)
    sweep(host)


def _announcement(host: Host, release: Release, word: dict[str, Any]) -> list[str]:
    address = host.settings.site_url
    shown = live(host)
    lines = [line for reminder in word["reminders"] for line in (reminder, "")]
    if shown == release:
        lines.append(f"已发布：第 {release.number} 版，用了 {time.monotonic() - word['start']:.1f} 秒。")
    else:
        lines.append(
            f"已收下并生成第 {release.number} 版，但网站锁定在第 {shown.number if shown else 0} 版，解锁后才显示。"
        )
    for label, urls in (("新页面", word["new"]), ("改过的页面", word["changed"])):
        lines += [f"  {label} {address}{url}" for url in urls[:_LISTED]]
        if len(urls) > _LISTED:
            lines.append(f"  {label}一共 {len(urls)} 个")
    if not word["new"] and not word["changed"]:
        lines.append(f"  {address}")
    return lines
