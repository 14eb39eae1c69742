"""Build what has landed once more: states follow from the day, and a power cut may have come in between."""

import os
import subprocess
import sys

from ...cache.folder import CacheFolder
from ..server import git
from ..server.folder import Host, HostError
from ..server.lock import holding
from ..server.log import note
from .freeze import frozen
from .release import Release, inodes, live, may_show, newest, publish, showing, site, sweep
from .stage import GRACE, stage, staged_release


def rebuild(host: Host, account: str) -> Release | None:
    """A new release of main with the installed program, as of today.

    None where nothing would be different, and while somebody has gone back to an older release on purpose.

    Raises HostError where main is empty, its data has errors or the build fails.
    """
    os.umask(0o022)
    commit = git.resolve(host.repository, git.MAIN)
    if commit == git.NOTHING:
        raise HostError("main 里还没有内容，先推送一次。")
    seconds = host.settings.build_time
    with holding(host.lock, host.settings.wait, account, seconds + GRACE):
        sweep(host)
        last, before = newest(host), live(host)
        if _stays(host, commit, last):
            return None
        try:
            files = git.files(host.repository, commit)
            staged = stage(host, commit, files, account, host.program.resolve(), seconds)
            # Unchanged files have been linked: the same site is the same files.
            if last and inodes(staged_release(host) / "site") == inodes(site(host, last)):
                return None
            with showing(host, account):
                # Once more: somebody may have gone back, or locked, while it was built.
                if _stays(host, commit, last):
                    return None
                release = publish(host, staged_release(host), show=may_show(host, before))
            note(host, "rebuilt", account, release=release.name, seconds=staged.seconds)
            return release
        finally:
            sweep(host)


def _stays(host: Host, commit: str, last: Release | None) -> bool:
    """Whether main's release is there and somebody wants another one shown, or this one as it is."""
    return last is not None and last.commit == commit and (frozen(host) is not None or live(host) != last)


def tidy(host: Host, account: str) -> None:
    """Let git pack what has gathered, drop what broken pushes and builds of old have left; pushes wait meanwhile."""
    seconds = host.settings.build_time
    with holding(host.lock, host.settings.wait, account, seconds + GRACE):
        for arguments in (["gc", "--auto", "--quiet"], ["prune", "--expire=1.day.ago"]):
            try:
                git.git(host.repository, *arguments, seconds=seconds / 2)
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
                print((error.stderr or b"").decode("utf-8", "replace"), file=sys.stderr)
        CacheFolder(host.built).sweep()
