"""How much a push may bring, in whatever commit: looked at before anything of it is read."""

import subprocess
from collections.abc import Iterable, Iterator

from ...errors import Problem
from ...system.terminal import visible
from ..server import git
from ..server.folder import Host
from .push import Push
from .unlanded import begin_again, change

MOST_OBJECTS = 500_000
_MEGABYTE = 1_048_576
_LARGEST_TREE = 16 * _MEGABYTE
_LARGEST_COMMIT = 256 * 1024
"""Bytes of a listing of 100,000 names, and of a message that nobody writes."""

_SMALLER = "照片用微信或看图软件另存得小一些；视频和压缩包不要放进来"


def limit_input(host: Host) -> None:
    """Let git itself stop reading where a push is larger than host.toml allows now.

    Over ssh git gets the limit with each push; this is for who pushes on the server itself.
    """
    config, settings = host.repository / "config", host.root / "host.toml"
    if config.stat().st_mtime <= settings.stat().st_mtime:
        git.git(host.repository, "config", "receive.maxInputSize", f"{host.settings.push_size}m")


def amounts(push: Push) -> Iterator[Problem]:
    """More files, commits or bytes than a site has: no other rule looks at such a push."""
    try:
        _weigh(push)
        # Each stops by itself where it is too much.
        for _ in (push.files, push.brought, push.commits):
            pass
    except git.TooMuchError as error:
        fix = "网站用不了这么多；分几次推送，或者请维护人员来看"
        yield Problem("main", 0, f"这次推送超过了 {error.limit}", fix=fix)
    except subprocess.CalledProcessError:
        fix = "重新取一份仓库（git clone），把改动放进去，再提交、推送"
        yield Problem("main", 0, "推送来的内容读不出来：不完整，太多，或者文件夹套得太深", fix=fix)


def _weigh(push: Push) -> None:
    """Count what came in, needed or not. Raises git.TooMuchError; a file that is too large is named by `sizes`."""
    settings = push.host.settings
    if not git.in_push():
        return
    count = total = 0
    with git.start(push.host.repository, *_LIST, only_pushed=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            kind, size = line.split()
            count, total = count + 1, total + int(size)
            if count > MOST_OBJECTS:
                raise git.TooMuchError(f"{MOST_OBJECTS} 个对象")
            if total > settings.push_size * _MEGABYTE:
                raise git.TooMuchError(f"{settings.push_size} MB（历次提交都算在内）")
            if kind in _LIMITS and int(size) > _LIMITS[kind]:
                raise git.TooMuchError("一个文件夹、一条提交说明该有的大小")


_LIST = ("cat-file", "--batch-all-objects", "--unordered", "--buffer", "--batch-check=%(objecttype) %(objectsize)")
_LIMITS = {b"tree": _LARGEST_TREE, b"commit": _LARGEST_COMMIT, b"tag": _LARGEST_COMMIT}


def sizes(push: Push) -> Iterator[Problem]:
    """A file too large stays for ever, whatever a later commit does: every one that is brought counts."""
    settings = push.host.settings
    largest = settings.file_size * _MEGABYTE
    final = {one.path for one in push.files if one.size > largest}
    for entry in push.files:
        if entry.size > largest:
            fix = change(push, _SMALLER)
            yield Problem(visible(entry.path), 0, _too_large(entry.size, settings.file_size), fix=fix)
    total = sum(entry.size for entry in push.files)
    if total > settings.push_size * _MEGABYTE:
        message = f"一共有 {len(push.files)} 个文件、{total / _MEGABYTE:.0f} MB，超过上限"
        yield Problem("main", 0, message, fix=f"上限是 {settings.push_size} MB，请维护人员来看")
    passing = {one.blob: one for one in push.brought if one.path not in final and one.mode != git.LINKED}
    for blob, size in _sizes_of(push, passing):
        if size > largest:
            one = passing[blob]
            message = _too_large(size, settings.file_size)
            message += f"；提交 {one.commit[:7]} 里有它，后来的提交虽然删了，历史里还在"
            yield Problem(visible(one.path), 0, message, fix=begin_again(push))


def _too_large(size: int, limit: int) -> str:
    return f"文件有 {size / _MEGABYTE:.0f} MB，超过 {limit} MB"


def _sizes_of(push: Push, blobs: Iterable[str]) -> Iterator[tuple[str, int]]:
    """How large contents are, without reading them."""
    listed = "".join(f"{blob}\n" for blob in blobs).encode()
    arguments = ("cat-file", "--batch-check=%(objectname) %(objectsize)")
    for line in git.git(push.host.repository, *arguments, feed=listed).decode().splitlines():
        name, size = line.split()
        if size.isdigit():
            yield name, int(size)
