"""`host edit`: the form for the school, behind nginx."""

import argparse
import contextlib
import fcntl
import grp
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .account import BASE
from .command import Commands, add_command
from .init import INSTALLED, write_launcher
from .server.accounts import pushing
from .server.disk import make_private, sync_folder
from .server.folder import Host, HostError
from .server.git import MAIN, NOTHING, resolve
from .server.log import note

if TYPE_CHECKING:
    import uvicorn

_LOOK = 2
"""Seconds between two looks at which program is installed."""

_MOST = 64
"""Requests at once; nginx lets others wait."""


def fill(below: Commands) -> None:
    """Add the subcommands."""
    form = below.add_parser("edit", help="“写一条”：在浏览器里写、改、发布").add_subparsers(
        required=True, metavar="命令"
    )
    add_command(form, "on", "打开，并打印 root 要装的两个文件", _on)
    add_command(form, "off", "关上：立即谁也打不开；草稿和登录都留着", _off)
    add_command(form, "serve", "由 systemd 运行", _serve)


def _on(host: Host, options: argparse.Namespace) -> int:
    if urlsplit(host.settings.site_url).scheme != "https":
        raise HostError(
            "“写一条”只在 HTTPS 下打开：先照 nginx 配置开头申请证书，再把 host.toml 里的 site_url 改成 https://。"
        )
    if resolve(host.repository, MAIN) == NOTHING:
        raise HostError("main 里还没有内容，先推送一次，再打开。")
    # One from before the form lets a running program change under itself.
    write_launcher(host, host.settings.python)
    make_private(host.edit)
    host.edit_switch.touch(0o600)
    sync_folder(host.edit)
    note(host, "edit on", pushing(host).name)
    unit, lines = host.root / "branchsite-edit.service", host.root / "branchsite-edit.conf"
    unit.write_text(service(host), encoding="utf-8")
    lines.write_text(location(host), encoding="utf-8")
    print(service(host))
    print(location(host))
    print("“写一条”打开了。第一次打开，或者改了 host.toml 里的 edit_ 开头的设置，由管理员（root）运行：")
    print(f"     cp {unit} /etc/systemd/system/ && systemctl daemon-reload && systemctl enable branchsite-edit")
    print("     systemctl restart branchsite-edit")
    print(f"     cp {lines} /etc/nginx/snippets/ && nginx -t && systemctl reload nginx")
    print(f"然后 host account link 账号，给每个人一个链接；网址是 {host.settings.site_url.rstrip('/')}{BASE}/")
    return 0


def _off(host: Host, options: argparse.Namespace) -> int:
    host.edit_switch.unlink(missing_ok=True)
    note(host, "edit off", pushing(host).name)
    print("“写一条”关上了，谁也打不开。要连程序一起停，由管理员（root）运行：systemctl disable --now branchsite-edit")
    return 0


def _serve(host: Host, options: argparse.Namespace) -> int:
    """Serve until a signal. Starlette and uvicorn are read only here: a push has no use for them."""
    import uvicorn

    from ..edit.app import create_app
    from .device_door import DeviceDoor
    from .form import Workspaces

    if not host.edit_switch.exists():
        raise HostError("“写一条”没有打开，先运行 host edit on。")
    os.umask(0o077)
    program = host.program.resolve()
    with alone(host), listening(host) as at:
        app = create_app(Workspaces(host), DeviceDoor(host, BASE), base_path=BASE)
        # No log of requests: the first of each device has its link in the address.
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            limit_concurrency=_MOST,
            timeout_graceful_shutdown=30,
        )
        server = uvicorn.Server(config)
        threading.Thread(target=_stop_when_replaced, args=(host, program, server), daemon=True).start()
        server.run(sockets=[at])
    return 0


def _stop_when_replaced(host: Host, program: Path, server: "uvicorn.Server") -> None:
    """End when another program was installed: systemd starts that one. Whoever publishes is done first."""
    while host.program.resolve() == program:
        time.sleep(_LOOK)
    server.should_exit = True


@contextlib.contextmanager
def alone(host: Host) -> Iterator[None]:
    """For a block, be the only one who serves. Raises HostError where somebody does."""
    with (host.edit / "serve.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HostError("“写一条”已经在运行：systemctl status branchsite-edit。") from None
        yield


def listening(host: Host) -> socket.socket:
    """The socket, which its owner and the web server's group may use, and nobody else from the first moment on.

    Raises HostError where that group is none of ours.
    """
    group = host.settings.edit_group
    try:
        number = grp.getgrnam(group).gr_gid
    except KeyError:
        raise HostError(f'没有用户组“{group}”：在 host.toml 里写 edit_group = "nginx 的用户组"。') from None
    path = host.edit_socket
    fresh = host.edit / "socket"
    fresh.unlink(missing_ok=True)
    at = socket.socket(socket.AF_UNIX)
    try:
        # In a folder that nobody else enters, and then to its place.
        at.bind(str(fresh))
        os.chown(fresh, -1, number)
        fresh.chmod(0o660)
        fresh.replace(path)
    except PermissionError:
        at.close()
        owner = host.root.owner()
        raise HostError(
            f"用户 {owner} 不在用户组 {group} 里。由 systemd 运行，或者由 root 运行：usermod -aG {group} {owner}"
        ) from None
    return at


def service(host: Host) -> str:
    """The unit for systemd."""
    return _filled(host, "branchsite-edit.service")


def location(host: Host) -> str:
    """The lines for nginx."""
    return _filled(host, "nginx-edit.conf")


def _filled(host: Host, name: str) -> str:
    text = (INSTALLED / "deploy" / name).read_text(encoding="utf-8")
    values = {
        "@ROOT@": str(host.root),
        "@USER@": host.root.owner(),
        "@GROUP@": host.settings.edit_group,
        "@MEMORY@": str(host.settings.memory + 1024),
        "@ALLOW@": "\n    ".join(f"allow {one};" for one in host.settings.edit_networks),
        "@BASE@": BASE,
    }
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
