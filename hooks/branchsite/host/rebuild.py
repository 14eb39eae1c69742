"""Build what has landed once more: states follow from the day, and a power cut may have come in between."""

import os
import subprocess
import sys

from .. import cache
from . import git
from .folder import Host, HostError
from .freeze import frozen
from .lock import holding
from .log import note
from .release import Release, inodes, live, publish, releases, site, sweep
from .stage import stage, staged_release

_DAYS = 30
"""After which what no build has asked for or written leaves the cache."""


def rebuild(host: Host, account: str) -> Release | None:
    """A new release of main with the installed program, as of today.

    None where nothing would be different, and while somebody has gone back to an older release on purpose.

    Raises HostError where main is empty, its data has errors or the build fails.
    """
    os.umask(0o022)
    commit = git.resolve(host.repository, git.MAIN)
    if commit == git.NOTHING:
        raise HostError("main 里还没有内容，先推送一次。")
    with holding(host.lock, host.settings.wait):
        sweep(host)
        newest = next(reversed(releases(host)), None)
        if newest and newest.commit == commit and (frozen(host) or live(host) != newest):
            return None
        try:
            staged = stage(host, commit, git.files(host.repository, commit), account, host.program.resolve())
            # Unchanged files have been linked: the same site is the same files.
            if newest and inodes(staged_release(host) / "site") == inodes(site(host, newest)):
                return None
            release = publish(host, staged_release(host), show=frozen(host) is None)
            note(host, "rebuilt", account, release=release.name, seconds=staged.seconds)
            return release
        finally:
            sweep(host)


def tidy(host: Host) -> None:
    """Let git pack what has gathered, drop what broken pushes and builds of old have left; pushes wait meanwhile."""
    with holding(host.lock, host.settings.wait):
        for arguments in (["gc", "--auto", "--quiet"], ["prune", "--expire=1.day.ago"]):
            try:
                git.git(host.repository, *arguments)
            except subprocess.CalledProcessError as error:
                print(error.stderr.decode("utf-8", "replace"), file=sys.stderr)
        cache.sweep(host.built, _DAYS)
