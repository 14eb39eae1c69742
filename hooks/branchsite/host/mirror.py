"""`host mirror` and `host restore`: a second place, and a server made from it."""

import argparse
from pathlib import Path

from ..system.terminal import visible
from .command import Commands, add_command, guarded
from .init import init
from .next_steps import next_steps
from .release.program import differs
from .release.rebuild import rebuild
from .server import git
from .server.accounts import pushing
from .server.disk import make_private
from .server.folder import Host, HostError
from .server.log import note, plain_time
from .server.mirrors import (
    Mirror,
    add_mirror,
    behind,
    mirror_url,
    mirrors,
    public_key,
    push_mirrors,
    remove_mirror,
    ssh_command,
    why_not,
)

_SECONDS = 3600
"""The most that it may take to fetch a whole history."""


def fill(below: Commands) -> None:
    """Add the subcommands."""
    place = below.add_parser("mirror", help="另一处：每次发布以后也推送到那里").add_subparsers(
        required=True, metavar="命令"
    )
    add = add_command(place, "add", "加上另一处，马上推送一次", _add)
    add.add_argument("url", metavar="地址", help="ssh 的地址，或者另一块磁盘上的文件夹")
    add_command(place, "list", "列出另一处，各自跟上了没有", _list)
    add_command(place, "push", "现在就让落后的跟上（平时自动做）", _push)
    remove = add_command(place, "remove", "不再推送到那里；那里的内容不动", _remove)
    remove.add_argument("url", metavar="地址")

    start = below.add_parser("restore", help="由另一处做出一台服务器：仓库、网站，一次做完")
    start.add_argument("url", metavar="地址", help="host mirror add 时写的地址")
    start.add_argument("folder", type=Path, metavar="文件夹")
    start.add_argument("--site-url", required=True, metavar="网址", help="网站的网址，如 https://学校的域名/")
    start.add_argument("--tests", default=".ci/run", metavar="命令", help="同 host init")
    start.set_defaults(run=guarded(_restore))


def mirror_lines(host: Host) -> list[str]:
    """What `status` says of every other place."""
    lacking = {one.url: (one, lacks) for one, lacks in behind(host)}
    return [visible(_line(one, lacking[one.url][1] if one.url in lacking else 0)) for one in mirrors(host)]


def _line(mirror: Mirror, lacks: int) -> str:
    if mirror.force:
        return f"{mirror.url}：还留着清除以前的历史，{mirror.why or '正在替换'}"
    if not lacks:
        return f"{mirror.url}：已跟上"
    since = f"从 {plain_time(mirror.since)} 起" if mirror.since else ""
    return f"{mirror.url}：{since}落后 {lacks} 次提交{f'，{mirror.why}' if mirror.why else ''}"


def _add(host: Host, options: argparse.Namespace) -> int:
    mirror = add_mirror(host, options.url)
    note(host, "mirrored", pushing(host).name, reason=mirror.url)
    print(f"加上了 {mirror.url}，已推送到提交 {mirror.commit[:7]}。以后每次发布都会推送到那里。")
    return 0


def _list(host: Host, options: argparse.Namespace) -> int:
    print("\n".join(mirror_lines(host)) or "没有另一处。用 host mirror add 加上。")
    return 0


def _push(host: Host, options: argparse.Namespace) -> int:
    push_mirrors(host)
    print("\n".join(mirror_lines(host)) or "没有另一处。用 host mirror add 加上。")
    return 1 if behind(host) else 0


def _remove(host: Host, options: argparse.Namespace) -> int:
    remove_mirror(host, options.url)
    note(host, "unmirrored", pushing(host).name, reason=options.url)
    print(f"以后不再推送到 {options.url}。那里已有的内容没有动。")
    return 0


def _restore(options: argparse.Namespace) -> int:
    url = mirror_url(options.url)
    host = init(options.folder, options.site_url, options.tests)
    if git.resolve(host.repository, git.MAIN) != git.NOTHING:
        raise HostError(f"{host.repository} 里已经有内容。换一个空文件夹。")
    _fetch(host, url)
    account = pushing(host).name
    release = rebuild(host, account)
    assert release is not None
    note(host, "restored", account, release=release.name, reason=url)
    print("\n".join(next_steps(host)))
    print(f"\n恢复好了：提交 {release.commit[:7]}“{visible(release.subject)}”，网站在 {host.current}/site。")
    if differs(host.program.resolve(), git.files(host.repository, release.commit)):
        print(
            "注意：仓库里的程序和这台服务器上装着的不一样，网站是由装着的生成的。要用仓库里的，取出它再运行 make host。"
        )
    print("账号不在另一处，请用 host account add 重新添加；另一处也要用 host mirror add 再加上。")
    return 0


def _fetch(host: Host, url: str) -> None:
    make_private(host.mirrors)
    why = why_not(git.fetch_elsewhere(host.repository, url, ssh_command(host, known=False), _SECONDS), _SECONDS)
    if why and not url.startswith("/"):
        why += f"\n如果是钥匙的事：把下面这一行加到那边，再运行一次同一条命令。\n{public_key(host)}\n"
    if why:
        raise HostError(f"{url}：{why}。还没有恢复。")
