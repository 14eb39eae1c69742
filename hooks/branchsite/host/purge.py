"""`host purge`: take a file that was withdrawn out of the whole history of the server."""

import argparse
import shutil
import subprocess
from collections.abc import Sequence

from ..system.terminal import visible
from .command import Commands, add_command
from .release.program import clear_content
from .release.release import live, recommit, releases, remove, sweep
from .server import git, history, purged
from .server.accounts import pushing
from .server.disk import make_private
from .server.folder import Host, HostError
from .server.lock import holding
from .server.log import note
from .server.mirrors import forget_unreachable, mirrors, push_mirrors, replace_histories
from .server.purged import Purge

_SECONDS = 3600
_MOST_NAMED = 10


def fill(below: Commands) -> None:
    """Add the subcommand."""
    command = add_command(below, "purge", "把撤下的照片、文件从仓库的历史里清除", _purge)
    command.add_argument(
        "files", nargs="+", metavar="文件", help="在仓库里的路径，如 data/activities/2024/2024-03-12-x/1.jpg"
    )


def _purge(host: Host, options: argparse.Namespace) -> int:
    account = pushing(host).name
    paths = [_path(one) for one in options.files]
    with holding(host.lock, host.settings.wait, account, _SECONDS):
        sweep(host)
        if finish_purge(host):
            done = "接着做完了上次没有做完的清除。还要清除别的，再运行一次。"
        else:
            blobs = _blobs(host, paths)
            commits = _begin(host, blobs)
            finish_purge(host)
            done = f"清除了 {len(blobs)} 个内容，改写了 {commits} 次提交；网站没有变，旧版里有它的已经删掉。"
        note(host, "purged", account, reason=visible("、".join(paths)))
    push_mirrors(host)
    print("\n".join([done, *_elsewhere(host), *CLONES]))
    return 0


CLONES = (
    "每一份副本（书记、维护人员的电脑）里还有它，而且推送会被退回。每一份都这样做：",
    "  1. 还没有推送的改动，先把文件另存到别处",
    "  2. 删掉整份副本，重新取一份（git clone）；或者不删，在里面依次运行：",
    "     git fetch --all",
    "     git reset --hard school/main",
    "     git reflog expire --expire=now --all",
    "     git gc --prune=now",
    "     （这台服务器在那里不叫 school，就把 school 换成 git remote -v 里的名称）",
    "已经下载、转发、被搜索引擎存下的，收不回来。",
)
"""What is left to be done by hand, wherever somebody has a clone."""


def _path(text: str) -> str:
    path = text.removeprefix("./").rstrip("/")
    if not path.startswith(("data/", "docs/")):
        raise HostError(f"“{visible(text)}”不能清除：路径从仓库的最上面写起，只能在 data/ 或 docs/ 里面。")
    return path


def _blobs(host: Host, paths: Sequence[str]) -> set[str]:
    """All that the files ever were. Raises HostError where that is nothing, or published still."""
    repository, main = host.repository, git.resolve(host.repository, git.MAIN)
    if main == git.NOTHING:
        raise HostError("main 里还没有内容。")
    try:
        for path in paths:
            if not history.blobs_of(repository, main, [path]):
                raise HostError(f"历史里没有“{visible(path)}”。路径要和当时的一模一样，连大小写、后缀。")
        blobs = history.blobs_of(repository, main, paths)
        published = [
            one.path for one in git.files(repository, main) if one.blob in blobs or history.is_below(one.path, paths)
        ]
    except git.TooMuchError as error:
        raise HostError(f"历史里超过了 {error.limit}，改写不了。") from None
    if published:
        names = "、".join(visible(one) for one in published[:_MOST_NAMED])
        raise HostError(f"还在发布：{names}。先删掉它，提交、推送，再清除。")
    return blobs


def _begin(host: Host, blobs: set[str]) -> int:
    """Write the new history beside the old one and note what is to be done; gives how many commits it changes."""
    repository, main = host.repository, git.resolve(host.repository, git.MAIN)
    others = [
        one for one in git.git(repository, "for-each-ref", "--format=%(refname)").decode().split() if one != git.MAIN
    ]
    if others:
        names = "、".join(visible(one) for one in others[:_MOST_NAMED])
        raise HostError(
            f"仓库里除了 main 还有 {names}，它们会留着旧的历史。先逐个删掉："
            f"git --git-dir={repository} update-ref -d 名称"
        )
    old = [one.name for one in releases(host) if _has(host, one.commit, blobs)]
    shown = live(host)
    if shown and shown.name in old:
        raise HostError(f"正在显示的第 {shown.number} 版里还有它。先用 host unlock 或 host rollback 显示没有它的一版。")
    rewritten = history.without(repository, main, blobs)
    make_private(host.staging)
    folder = host.staging / "objects"
    folder.mkdir()
    history.write(repository, rewritten, folder)
    shutil.rmtree(host.staging)
    commits = rewritten.commits
    purged.begin(host, blobs, Purge((main, commits.get(main, main)), commits, tuple(old)))
    return len(commits)


def _has(host: Host, commit: str, blobs: set[str]) -> bool:
    """Whether the site of a commit was made from one of these; one that is gone may have been."""
    try:
        return any(one.blob in blobs for one in git.files(host.repository, commit))
    except subprocess.CalledProcessError:
        return True


def finish_purge(host: Host) -> bool:
    """Do what a purge that has begun leaves to do; gives whether there was one. The caller holds the lock.

    Raises HostError where something is left.
    """
    purge = purged.begun(host)
    if purge is None:
        return False
    remove(host, purge.releases, "")
    if git.resolve(host.repository, git.MAIN) == purge.main[0]:
        git.git(host.repository, "update-ref", git.MAIN, purge.main[1], purge.main[0])
    recommit(host, purge.commits)
    # What builds keep may be made from it. The form's copies are its user's, who sees that purged.json has changed.
    shutil.rmtree(host.cache, ignore_errors=True)
    make_private(host.cache)
    clear_content(host)
    forget_unreachable(host.repository)
    if left := history.there(host.repository, purged.purged(host)):
        raise HostError(f"还有 {len(left)} 个内容没有从 {host.repository} 里消失，请再运行一次同一条命令。")
    replace_histories(host)
    purged.end(host)
    return True


def _elsewhere(host: Host) -> list[str]:
    """What other places have of it still."""
    lines = []
    for one in mirrors(host):
        if one.force:
            lines.append(f"另一处 {one.url} 还留着旧的历史：{one.why or '没有推送成'}。修好以后运行 host mirror push。")
        elif not one.url.startswith("/"):
            lines.append(
                f"另一处 {one.url} 的历史已经换掉，但那边可能还存着旧的内容，等它自己清理；"
                "要马上没有，就在那边删掉仓库、重新建一个，再运行 host mirror remove、host mirror add。"
            )
    return lines
