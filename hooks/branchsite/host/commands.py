"""The subcommands of `host`."""

import argparse
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from ..system.terminal import ExactParser, visible
from . import account, edit, mirror, purge
from .command import Commands, add_command, guarded
from .init import init
from .next_steps import next_steps
from .nginx import configuration, redirects
from .purge import finish_purge
from .push.gate import post_receive, pre_receive
from .push.receive import receive
from .release.freeze import freeze, frozen, plain_reason, thaw
from .release.program import clear_content
from .release.rebuild import rebuild, tidy
from .release.release import Release, before, find, live, prune, releases, showing, switch
from .server.accounts import accounts, pushing
from .server.devices import clear_expired, devices
from .server.folder import Host, HostError, find_host
from .server.git import MAIN, resolve, upload
from .server.lock import holding
from .server.log import entries, note, plain_time
from .server.mirrors import push_mirrors
from .server.purged import begun
from .shell import allowed

ABOUT = "学校自己的服务器：推送即发布"

_DID = {
    "published": "发布",
    "refused": "没有通过",
    "rebuilt": "重新生成",
    "rollback": "退回",
    "locked": "锁定",
    "unlocked": "解锁",
    "pruned": "清除旧版",
    "mirrored": "加上另一处",
    "unmirrored": "去掉另一处",
    "restored": "恢复",
    "purged": "从历史里清除",
    "linked": "给了登录的链接",
    "revoked": "让设备退出登录",
    "edit on": "打开“写一条”",
    "edit off": "关上“写一条”",
}

_KEPT = ("HOME", "LC_ALL", "LOGNAME", "PATH", "USER")
"""The arguments of a subcommand over ssh; the launcher adds its own."""


def add_host(commands: Commands) -> None:
    """Add `host` and its subcommands to the parser."""
    fill(commands.add_parser("host", help=ABOUT))


def fill(parser: ExactParser) -> None:
    """Give a parser the subcommands of `host`."""
    below = parser.add_subparsers(required=True, metavar="命令")

    start = below.add_parser("init", help="准备一个文件夹：仓库、版本、设置；再运行一次只更新程序的连接")
    start.add_argument("folder", type=Path, metavar="文件夹")
    start.add_argument("--site-url", required=True, metavar="网址", help="网站的网址，如 https://学校的域名/")
    start.add_argument(
        "--tests", default=".ci/run", metavar="命令", help="维护人员推送程序时先运行的测试（默认 .ci/run）"
    )
    start.set_defaults(run=guarded(_init))

    add_command(below, "status", "现在显示哪一版，有哪些版本", _status)
    log = add_command(below, "log", "发生过什么", _log)
    log.add_argument("--last", type=_positive, default=20, metavar="条数", help="最近几条（默认 20）")
    back = add_command(below, "rollback", "退回到另一版", _rollback)
    back.add_argument("release", nargs="?", metavar="版本", help="编号、名称或提交（默认是上一版）")
    back.add_argument("--lock", metavar="原因", help="同时锁定：以后的推送只生成、不显示，直到 unlock")
    lock = add_command(below, "lock", "锁定现在显示的版本：以后的推送只生成、不显示", _lock)
    lock.add_argument("reason", metavar="原因")
    add_command(below, "unlock", "解锁，显示最新的一版", _unlock)
    add_command(below, "rebuild", "按今天的日期重新生成（每小时运行一次）", _rebuild)
    old = add_command(below, "prune", "删除旧版，例如撤下照片以后", _prune)
    old.add_argument("--keep", type=int, required=True, metavar="几版", help="留下最新的几版；正在显示的总是留着")
    server = add_command(below, "nginx", "打印 nginx 的配置", _nginx)
    server.add_argument("--moved", action="store_true", help="只打印改过网址的页面，旧网址怎样转到新的")

    mirror.fill(below)
    purge.fill(below)
    account.fill(below)
    edit.fill(below)

    # Called by git, not by people: no help line.
    below.add_parser("pre-receive").set_defaults(run=guarded(lambda options: pre_receive(find_host(None), sys.stdin)))
    below.add_parser("post-receive").set_defaults(run=guarded(lambda options: post_receive(find_host(None), sys.stdin)))
    shell = add_command(below, "shell", "sshd 为一把钥匙运行的命令", _shell)
    shell.add_argument("name", metavar="账号")
    shell.add_argument("--form", action="store_true", help="由“写一条”来：只能改内容")


def _positive(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise argparse.ArgumentTypeError(f"“{visible(text)}”要写成大于零的整数，如 20")
    return int(text)


def _init(options: argparse.Namespace) -> int:
    host = init(options.folder, options.site_url, options.tests)
    print("\n".join(next_steps(host)))
    return 0


def _status(host: Host, options: argparse.Namespace) -> int:
    shown, lock = live(host), frozen(host)
    landed = resolve(host.repository, MAIN)
    print(f"网址：{host.settings.site_url}")
    if shown is None:
        print("还没有发布过。")
    else:
        print(visible(f"正在显示：{_named(shown)}，{shown.account}，{plain_time(shown.time)}"))
    if lock:
        print(visible(f"已锁定：{lock.account}，{plain_time(lock.time)}，原因：{lock.reason}"))
    if shown and shown.commit != landed:
        print(f"注意：main 已经到了提交 {landed[:7]}，正在显示的不是它。")
    print(f"程序：{host.program.resolve()}")
    for line in mirror.mirror_lines(host):
        print(f"另一处：{line}")
    if host.edit_switch.exists():
        print(f"写一条：打开着，{len(devices(host))} 台设备登录")
        if edit.former(host):
            print(f"注意：“写一条”从前由 {host.root.owner()} 自己运行；运行 host edit on，照它打印的换成自己的用户。")
    print(f"磁盘：还剩 {shutil.disk_usage(host.root).free / 1_073_741_824:.1f} GB")
    print("版本：")
    for release in reversed(releases(host)):
        mark = "→" if release == shown else " "
        row = (release.commit[:7], plain_time(release.time), release.account, release.subject)
        print(visible(f"{mark} {release.number:>4}  {'  '.join(row)}"))
    return 0


def _named(release: Release) -> str:
    """A release as people call it."""
    return visible(f"第 {release.number} 版，提交 {release.commit[:7]}“{release.subject}”")


def _log(host: Host, options: argparse.Namespace) -> int:
    for entry in entries(host)[-options.last :]:
        print(visible(_line(entry)))
    return 0


def _line(entry: dict[str, Any]) -> str:
    words = [plain_time(entry["time"]), _DID.get(entry["did"], entry["did"]), entry["account"]]
    words += [str(entry[name]) for name in ("release", "commit", "reason") if entry.get(name)]
    if entry.get("problems"):
        words.append(f"{entry['problems']} 处问题")
    seconds = entry.get("seconds")
    total = seconds.get("total") if isinstance(seconds, dict) else seconds
    if total:
        words.append(f"{total:.1f} 秒")
    return "  ".join(words)


def _rollback(host: Host, options: argparse.Namespace) -> int:
    account = pushing(host).name
    reason = plain_reason(options.lock) if options.lock is not None else None
    with showing(host, account):
        release = find(host, options.release) if options.release else before(host, live(host))
        switch(host, release)
        note(host, "rollback", account, release=release.name)
        if reason:
            freeze(host, account, reason)
            note(host, "locked", account, release=release.name, reason=reason)
    print(f"正在显示：{_named(release)}。")
    print("已锁定，以后的推送只生成、不显示；解锁用 host unlock。" if reason else "下一次推送会显示新的版本。")
    return 0


def _lock(host: Host, options: argparse.Namespace) -> int:
    account, reason = pushing(host).name, plain_reason(options.reason)
    with showing(host, account):
        # Only now: before, somebody may have shown another one.
        shown = live(host)
        if shown is None:
            raise HostError("还没有发布过，没有可以锁定的版本。")
        freeze(host, account, reason)
        note(host, "locked", account, release=shown.name, reason=reason)
    print(f"已锁定在第 {shown.number} 版，提交 {shown.commit[:7]}。以后的推送只生成、不显示；解锁用 host unlock。")
    return 0


def _unlock(host: Host, options: argparse.Namespace) -> int:
    account = pushing(host).name
    with showing(host, account):
        if frozen(host) is None:
            raise HostError("没有锁定。")
        thaw(host)
        release = releases(host)[-1]
        switch(host, release)
        note(host, "unlocked", account, release=release.name)
    print(f"已解锁，正在显示：{_named(release)}。")
    return 0


def _rebuild(host: Host, options: argparse.Namespace) -> int:
    account = pushing(host).name
    if begun(host):
        with holding(host.lock, host.settings.wait, account, host.settings.build_time):
            finish_purge(host)
    try:
        release = rebuild(host, account)
        tidy(host, account)
    finally:
        clear_expired(host)
        push_mirrors(host)
    print(
        f"已重新生成：第 {release.number} 版。" if release else "没有变化，或者正显示着退回、锁定的版本：没有新的版本。"
    )
    return 0


def _prune(host: Host, options: argparse.Namespace) -> int:
    if options.keep < 1:
        raise HostError("至少留下 1 版。")
    account = pushing(host).name
    with holding(host.lock, host.settings.wait, account, host.settings.build_time):
        names = prune(host, options.keep, account)
        # What builds keep is gone with them: it may hold a photo that was taken back.
        shutil.rmtree(host.cache, ignore_errors=True)
        clear_content(host)
        note(host, "pruned", account, release="、".join(names))
    print(f"删除了 {len(names)} 版，还有 {len(releases(host))} 版。")
    return 0


def _nginx(host: Host, options: argparse.Namespace) -> int:
    print(redirects(host) if options.moved else configuration(host), end="")
    return 0


def _shell(host: Host, options: argparse.Namespace) -> int:
    who = next((one for one in accounts(host) if one.name == options.name), None)
    if who is None:
        raise HostError(f"没有账号“{visible(options.name)}”。")
    command = allowed(host, who, os.environ.get("SSH_ORIGINAL_COMMAND", ""))
    if command[0] == "git":
        if command[1] == "receive-pack":
            return receive(host, who.name, options.form)
        upload(host.repository)
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    os.execvpe(command[0], command, {**kept, "BRANCHSITE_ACCOUNT": who.name})
