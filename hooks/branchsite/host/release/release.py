"""Releases: whole sites that can be shown at one stroke, and be gone back to."""

import contextlib
import filecmp
import json
import os
import re
import shutil
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ...cache.fingerprint import is_program_asset
from ...output.published import Published, from_report
from ...system.terminal import visible
from ..server.disk import sync, sync_folder, write_whole
from ..server.folder import Host, HostError
from ..server.git import MAIN
from ..server.lock import holding
from .freeze import frozen

_NAME = re.compile(r"(\d{6})-[0-9a-f]{7}")
_ABOUT = "release.json"
_PAGES = "pages.json"
_TRIES = 20
_MOMENT = 60
"""Seconds that a change of what is shown may take on a busy disk."""


@dataclass(frozen=True)
class Release:
    """A site and where it comes from.

    name: number and commit; releases are ordered by the number, never by a clock. account: who
    published it. time: in Shanghai, for people. assets: the stylesheets and scripts that were
    built for it, as against those it keeps for readers of an older page. program: the program
    that is to be installed with it, "" for the one that is.
    """

    name: str
    commit: str
    subject: str
    account: str
    time: str
    assets: tuple[str, ...] = ()
    program: str = ""

    @property
    def number(self) -> int:
        """Its place in the order; 0 while it has no name."""
        return int(self.name[:6] or 0)


def releases(host: Host) -> list[Release]:
    """All releases, oldest first. One that is being removed at this moment is none."""
    names = sorted(path.name for path in host.releases.iterdir() if _NAME.fullmatch(path.name))
    return [one for name in names if (one := _read_if_there(host.releases / name))]


def newest(host: Host) -> Release | None:
    """The last release that was published, shown or not; None before the first."""
    return next(reversed(releases(host)), None)


def live(host: Host) -> Release | None:
    """The release that is shown, if any is yet."""
    if not host.current.is_symlink():
        return None
    return _read_if_there(host.root / os.readlink(host.current))


def _read_if_there(folder: Path) -> Release | None:
    try:
        return read(folder)
    except FileNotFoundError:
        if folder.exists():
            raise
        return None


@contextmanager
def showing(host: Host, who: str) -> Iterator[None]:
    """For a block, be the only one to change what is shown, or its lock; a change that was cut off is made first.

    It never waits for a build. who: the account.
    """
    with holding(host.publish_lock, host.settings.wait, who, _MOMENT):
        if _pending_link(host.current).exists():
            _commit_link(host.current)
        _pending_link(host.current).unlink(missing_ok=True)
        yield


def site(host: Host, release: Release) -> Path:
    """The folder that a web server serves."""
    return host.releases / release.name / "site"


def find(host: Host, wanted: str) -> Release:
    """The release with a number, a name or the beginning of a commit. Raises HostError where there is none."""
    for release in releases(host):
        number = re.fullmatch("[0-9]{1,6}", wanted) and int(wanted) == release.number
        if number or wanted == release.name or (len(wanted) >= 7 and release.commit.startswith(wanted)):
            return release
    raise HostError(f"没有叫“{visible(wanted)}”的版本；用 host status 看有哪些。")


def before(host: Host, release: Release | None) -> Release:
    """The release before another. Raises HostError where there is none."""
    older = [one for one in releases(host) if release and one.number < release.number]
    if not older:
        raise HostError("没有更早的版本可以退回。")
    return older[-1]


def begin(host: Host, folder: Path) -> None:
    """Let folder/site begin as the newest release's: the same files, not copies of them.

    A build leaves what has not changed as it is, and puts a new file in the place of what has.
    """
    folder.mkdir()
    kept = releases(host)
    if kept and site(host, kept[-1]).is_dir():
        _link_all(str(site(host, kept[-1])), str(folder / "site"))


def finish(host: Host, folder: Path, release: Release) -> None:
    """Make a built site in folder/site ready to be shown: nothing is left to do but to move it.

    A file that has not changed becomes the one of the last release, so it keeps its time and
    takes no room; one that has changed is later than that, whatever the clock is: nginx decides
    by time and size whether a browser has the newest. Stylesheets and scripts of the kept
    releases are added, so that a page somebody still has open finds its own. Photos are not:
    one that was taken back is gone.
    """
    built = folder / "site"
    kept = releases(host)
    files = inodes(built)
    if kept and site(host, kept[-1]).is_dir():
        _link_unchanged(built, files, site(host, kept[-1]))
    own = tuple(sorted(uri for uri in files if is_program_asset(uri)))
    for older in kept[1 - host.settings.keep :]:
        for uri in older.assets:
            _link(site(host, older) / uri, built / uri)
    _write(folder, replace(release, assets=own))
    sync(folder)


def publish(host: Host, folder: Path, show: bool = True) -> Release:
    """Move a finished release to its place, show it at one stroke, and drop the oldest.

    show: False where what is shown is to stay. The caller holds the lock and is `showing`, and sweeps in the end.
    """
    release = read(folder)
    number = max((one.number for one in releases(host)), default=0) + 1
    release = replace(release, name=f"{number:06d}-{release.commit[:7]}")
    _write(folder, release)
    sync_folder(folder)
    if show:
        # Before the release is there: whoever is killed in between leaves a note of what is left to do.
        _prepare_link(host.current, Path("releases") / release.name)
    folder.rename(host.releases / release.name)
    sync_folder(host.releases)
    if show:
        _commit_link(host.current)
    _retire(host, host.settings.keep)
    return release


def switch(host: Host, release: Release) -> None:
    """Show a release: one rename, so a reader gets the one or the other, never half of each."""
    link(host.current, Path("releases") / release.name)


def link(path: Path, target: Path) -> None:
    """Let a link lead elsewhere, at one stroke and for good."""
    _prepare_link(path, target)
    _commit_link(path)


def may_show(host: Host, before: Release | None) -> bool:
    """Whether a release that took its time to build may be shown: nobody has locked, or gone back, since.

    before: what was shown when it was begun. The caller is `showing`.
    """
    shown = live(host)
    return frozen(host) is None and (shown in (None, before) or shown == releases(host)[-1])


def prune(host: Host, keep: int, who: str) -> list[str]:
    """Remove all but the newest releases and the one that is shown; gives the names of the removed.

    The caller holds the lock.
    """
    with showing(host, who):
        names = _retire(host, keep)
    _clear(host)
    return names


def remove(host: Host, names: Collection[str], who: str) -> None:
    """Remove certain releases; those that are gone already are passed over. The caller holds the lock.

    Raises HostError where one of them is shown.
    """
    with showing(host, who):
        shown = live(host)
        if shown and shown.name in names:
            raise HostError(
                f"正在显示的就是要删掉的第 {shown.number} 版。先用 host unlock 或 host rollback 显示另一版。"
            )
        _set_aside(host, [one for one in releases(host) if one.name in names])
    _clear(host)


def recommit(host: Host, commits: Mapping[str, str]) -> None:
    """Let releases come from other commits, which have the same files: old to new. The caller holds the lock."""
    for release in releases(host):
        if release.commit in commits:
            about = asdict(replace(release, commit=commits[release.commit]))
            write_whole(host.releases / release.name / _ABOUT, json.dumps(about, ensure_ascii=False, indent=1))


def _retire(host: Host, keep: int) -> list[str]:
    shown = live(host)
    old = [one for one in releases(host)[:-keep] if one != shown]
    _set_aside(host, old)
    return [one.name for one in old]


def _set_aside(host: Host, old: Iterable[Release]) -> None:
    """Give releases another name: what is half removed is no release, and to remove a large one takes a while."""
    for release in old:
        (host.releases / release.name).rename(host.releases / f"removed-{release.name}")


def sweep(host: Host) -> None:
    """Clear away what a killed push left lying, and show what it was about to show. The caller holds the lock."""
    if host.staging.exists():
        _remove(host.staging)
    _clear(host)
    # Git, too, locks main, with a file that outlives it. Nobody who holds our lock is moving main at this moment.
    (host.repository / f"{MAIN}.lock").unlink(missing_ok=True)
    with showing(host, ""):
        pass


def _clear(host: Host) -> None:
    for path in host.releases.glob("removed-*"):
        _remove(path)


def _pending_link(path: Path) -> Path:
    """A link that is to take another's place."""
    return path.with_name(f"{path.name}.new")


def _prepare_link(path: Path, target: Path) -> None:
    _pending_link(path).unlink(missing_ok=True)
    _pending_link(path).symlink_to(target)
    sync_folder(path.parent)


def _commit_link(path: Path) -> None:
    _pending_link(path).replace(path)
    sync_folder(path.parent)


def _remove(folder: Path) -> None:
    """Remove a folder that a build, killed a moment ago, may still be writing its last file into."""
    for _ in range(_TRIES):
        with contextlib.suppress(OSError):
            shutil.rmtree(folder)
            return
        time.sleep(0.05)
    shutil.rmtree(folder)


def read(folder: Path) -> Release:
    """The release in a folder, which need not have its place yet."""
    values = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    return Release(**{**values, "assets": tuple(values["assets"])})


def _write(folder: Path, release: Release) -> None:
    path = folder / _ABOUT
    with path.open("w", encoding="utf-8") as file:
        json.dump(asdict(release), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def write_pages(folder: Path, report: Mapping[str, Any]) -> None:
    """Keep with a release what it answers at, as its build reported it."""
    kept = {name: report.get(name) for name in ("pages", "moved", "passing") if report.get(name)}
    (folder / _PAGES).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def published(host: Host, release: Release) -> Published:
    """The addresses of a release; none for an old one without a list of them."""
    try:
        return from_report(json.loads((host.releases / release.name / _PAGES).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return Published()


def inodes(folder: Path, below: str = "") -> dict[str, int]:
    """Every file in a folder, and where it is on the disk: two that are one have one place."""
    found: dict[str, int] = {}
    for entry in os.scandir(folder / below):
        if entry.is_dir(follow_symlinks=False):
            found |= inodes(folder, f"{below}{entry.name}/")
        else:
            found[f"{below}{entry.name}"] = entry.inode()
    return found


def _link_all(old: str, new: str) -> None:
    """But for what is hidden: a build sees no such file, and would neither take it away nor replace it."""
    os.mkdir(new)
    for entry in os.scandir(old):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            _link_all(entry.path, f"{new}/{entry.name}")
        else:
            os.link(entry.path, f"{new}/{entry.name}", follow_symlinks=False)


def _link_unchanged(new: Path, files: Mapping[str, int], old: Path) -> None:
    """files: those in new, as inodes gives them."""
    there = inodes(old)
    for uri, inode in files.items():
        if uri not in there or there[uri] == inode:
            continue
        mine, theirs = new / uri, old / uri
        if filecmp.cmp(mine, theirs, shallow=False):
            mine.unlink()
            os.link(theirs, mine)
            continue
        last = int(theirs.stat().st_mtime)
        if mine.stat().st_mtime < last + 1:
            os.utime(mine, (last + 1, last + 1))


def _link(old: Path, new: Path) -> None:
    if old.is_file() and not new.exists():
        new.parent.mkdir(parents=True, exist_ok=True)
        os.link(old, new)
