"""`host account`: who may push, and which devices are signed in to the form."""

import argparse
import io
import sys
from pathlib import Path

from .command import Commands, add_command
from .server.accounts import LABELS, Role, accounts, add_account, pushing, remove_account
from .server.devices import LINK_SECONDS, devices, new_link, revoke
from .server.folder import Host, HostError
from .server.log import note, plain_time

BASE = "/bian"
"""Where the form lies on the site's name."""


def fill(below: Commands) -> None:
    """Add the subcommands."""
    account = below.add_parser("account", help="谁可以推送，谁能打开“写一条”").add_subparsers(
        required=True, metavar="命令"
    )
    add = add_command(account, "add", "添加账号，或者换身份、换钥匙", _add)
    add.add_argument("name", metavar="账号")
    add.add_argument("role", choices=[role.value for role in Role], help="content 只改内容，maintainer 也改程序")
    add.add_argument("--key", type=Path, action="append", default=[], metavar="文件", help="ssh 公钥文件（.pub）")
    remove = add_command(account, "remove", "去掉账号，它的钥匙和登录都失效", _remove)
    remove.add_argument("name", metavar="账号")
    add_command(account, "list", "列出账号", _list)
    link = add_command(account, "link", "打印一个链接和二维码，在一台设备上登录“写一条”", _link)
    link.add_argument("name", metavar="账号")
    shown = add_command(account, "devices", "列出登录着的设备", _devices)
    shown.add_argument("name", nargs="?", metavar="账号")
    shown.add_argument("--revoke", metavar="编号", help="让一台设备退出登录，例如手机丢了")


def _add(host: Host, options: argparse.Namespace) -> int:
    keys = [line.strip() for path in options.key for line in _key_lines(path)]
    add_account(host, options.name, Role(options.role), keys)
    print(f"账号 {options.name}：{LABELS[Role(options.role)]}，{len(keys)} 把钥匙。钥匙写在 {host.authorized_keys}。")
    return 0


def _key_lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise HostError(f"读不出 {path}") from None
    return [line for line in text.splitlines() if line.strip()]


def _remove(host: Host, options: argparse.Namespace) -> int:
    if not remove_account(host, options.name):
        raise HostError(f"没有账号“{options.name}”。")
    print(f"去掉了账号 {options.name}，它的钥匙和登录从现在起无效。")
    return 0


def _list(host: Host, options: argparse.Namespace) -> int:
    for account in accounts(host):
        print(f"{account.name}  {LABELS[account.role]}  {len(account.keys)} 把钥匙")
    return 0


def _link(host: Host, options: argparse.Namespace) -> int:
    import segno

    if not host.edit_switch.exists():
        raise HostError("“写一条”没有打开，先运行 host edit on。")
    address = f"{host.settings.site_url.rstrip('/')}{BASE}/in/{new_link(host, options.name)}"
    note(host, "linked", pushing(host).name, reason=options.name)
    drawn = io.StringIO()
    segno.make(address, error="m").terminal(drawn, compact=True)
    for line in drawn.getvalue().splitlines():
        # Light is drawn, dark is left: also where the terminal's own colours are the other way round.
        print(f"\x1b[97;40m{line}\x1b[0m" if sys.stdout.isatty() else line)
    print(address)
    print(f"\n给 {options.name} 本人，只能用一次，{LINK_SECONDS // 60} 分钟以内：扫码，或者打开这个链接，再按“登录”。")
    return 0


def _devices(host: Host, options: argparse.Namespace) -> int:
    if options.revoke:
        device = revoke(host, options.revoke)
        if device is None:
            raise HostError("没有这个编号的设备；host account devices 列出全部。")
        note(host, "revoked", pushing(host).name, reason=f"{device.account} {device.id}")
        print(f"{device.account} 的 {device.browser}（{device.id}）已退出登录。")
        return 0
    found = devices(host, options.name)
    for one in found:
        since, seen = plain_time(one.since), plain_time(one.seen)
        print(f"{one.id}  {one.account}  {one.browser}  {since} 登录，{seen} 最后一次用")
    if not found:
        print("没有登录着的设备。")
    return 0
