"""From a commit to a release that only waits to be shown. The caller holds the lock and has swept."""

import contextlib
import json
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...cache.caches import VARIABLE
from ...cache.folder import CacheFolder
from ...errors import Problem, Severity, errors
from ...errors import report as list_problems
from ...output.published import Published, from_report
from ...system import faults
from ..server import git
from ..server.disk import make_private
from ..server.folder import Host, HostError
from ..server.limits import CompletedRun, run_limited
from ..server.log import keep_failure, now
from .program import environment_of, python_of
from .release import Release, begin, finish, write_pages
from .tree import check_out, drop

GRACE = 30
"""Seconds beyond the limit of a build in which all else of it is done, or whoever does it is killed."""

_LONGEST_REPORT = 16 * 1_048_576
"""Bytes: ten thousand pages have two million."""

_WARM = "warm"
"""Says that the last build was done, and by which program: what it has cached, the next one finds."""

_SPARE = 64 * 1_048_576
"""Free bytes under which a failed build is put down to the disk."""

_NO_MEMORY = ("MemoryError", "Cannot allocate memory", "failed to map segment")
"""What Python, the kernel and the loader of libraries say where there is none left."""


class RefusedError(HostError):
    """The data has errors. problems: all that `check` found, reminders included."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(list_problems(problems))
        self.problems = problems


@dataclass(frozen=True)
class Staged:
    """published: what the site answers at. seconds: by step. reminders: what stops nothing."""

    published: Published
    seconds: dict[str, float]
    reminders: list[Problem]


def staged_release(host: Host) -> Path:
    """The folder of the release that is being built."""
    return host.staging / "release"


def stage(
    host: Host, commit: str, entries: Iterable[git.TreeEntry], account: str, program: Path, seconds: int
) -> Staged:
    """Check and build a commit with a program. seconds: the most that the build may take.

    Raises RefusedError where its data has errors, HostError where the build fails for another reason.
    """
    clock = _Clock()
    folder = staged_release(host)
    make_private(host.staging)
    (host.staging / "tmp").mkdir()
    tree = check_out(host, entries, program)
    clock.lap("export")
    begin(host, folder)
    clock.lap("link")
    try:
        reminders, report = _build(host, program, tree, folder / "site", seconds)
    except BaseException:
        # What has been refused lies nowhere.
        drop(host)
        raise
    CacheFolder(host.cache).write(_WARM, _stamp(program))
    clock.lap("build")
    write_pages(folder, report)
    subject = git.subject(host.repository, commit)
    new = str(program.relative_to(host.root)) if program.is_relative_to(host.programs) else ""
    finish(host, folder, Release("", commit, subject, account, now(), program=new))
    clock.lap("disk")
    return Staged(from_report(report), clock.laps, reminders)


def time_for_content(host: Host) -> int:
    """Seconds for a build with the installed program: less than for others, where the cache helps it."""
    settings = host.settings
    warm = CacheFolder(host.cache).read(_WARM) == _stamp(host.program.resolve())
    return min(settings.content_time, settings.build_time) if warm else settings.build_time


def _stamp(program: Path) -> bytes:
    """Another one after every change of a program."""
    paths = [path for name in ("hooks", "overrides") for path in (program / name).rglob("*.*")]
    times = [path.stat().st_mtime_ns for path in paths if path.suffix != ".pyc"]
    return f"{program} {len(times)} {max(times, default=0)}".encode()


class _Clock:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, name: str) -> None:
        this = time.monotonic()
        self.laps[name] = round(this - self._last, 3)
        self._last = this


def _build(host: Host, program: Path, tree: Path, site: Path, seconds: int) -> tuple[list[Problem], dict[str, Any]]:
    """Build; gives what to remind the writer of, and all that the build reports."""
    result = host.staging / "report.json"
    # A program from before it had the command is built as it was then.
    module = "branchsite" if (program / "hooks/branchsite/commands/build.py").is_file() else "mkdocs"
    ran = _run(host, program, tree, result, seconds, module, "build", "--strict", "--site-dir", str(site))
    found = _report(result)
    problems = [Problem(**{**one, "severity": Severity(one["severity"])}) for one in found["problems"]]
    if errors(problems):
        raise RefusedError(problems)
    if ran.status != 0 or not found["pages"] or not (site / "index.html").is_file():
        raise _broken(host, ran, seconds)
    return problems, found


def _report(path: Path) -> dict[str, Any]:
    """The report of `check --json`; empty where the build did not come so far, or could not write it whole.

    Raises HostError where it is longer than anybody reads.
    """
    if path.exists() and path.stat().st_size > _LONGEST_REPORT:
        raise HostError("错误太多，列不出来。在自己电脑上运行 make check，改好再推送。\n已发布的内容不受影响。")
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"problems": [], "pages": []}
    return found


def _run(host: Host, program: Path, tree: Path, result: Path, seconds: int, *module: str) -> CompletedRun:
    settings = host.settings
    # Of an earlier build: there is none, or no folder for it.
    with contextlib.suppress(OSError):
        (host.built / faults.NAME).unlink()
    environment = {
        **environment_of(program),
        "SITE_URL": settings.site_url,
        VARIABLE: str(host.built),
        "BRANCHSITE_REPORT": str(result),
        "TMPDIR": str(host.staging / "tmp"),
        # What lies in the pushed tree is no module, whatever it is called.
        "PYTHONSAFEPATH": "1",
    }
    command = [str(python_of(host, program)), "-m", *module]
    return run_limited(command, tree, environment, seconds, settings.memory)


def _broken(host: Host, ran: CompletedRun, seconds: int) -> HostError:
    """What to tell of a build that broke. Its own words are for maintainers."""
    settings, what = host.settings, "生成网站"
    if shutil.disk_usage(host.root).free < _SPARE:
        why = "服务器的磁盘快满了。请告诉维护人员"
    elif ran.timed_out:
        why = f"{what}超过了 {seconds} 秒。照片多，就原样再推送一次：做好的会留着，接着做；还不行就请告诉维护人员"
    elif any(sign in ran.output for sign in _NO_MEMORY):
        why = f"{what}用的内存超过了 {settings.memory} MB。看看是不是有特别大的照片；不是就请告诉维护人员"
    else:
        why = f"{what}时程序出了错，不是您写错了。请告诉维护人员，细节在服务器的 {host.failures.name} 里"
    details = host.built / faults.NAME
    more = details.read_text(encoding="utf-8", errors="replace") if details.is_file() else ""
    keep_failure(host, f"{what}，退出码 {ran.status}\n\n{ran.output}\n{more}")
    return HostError(f"{why}。\n这次没有发布；已发布的内容不受影响。")
