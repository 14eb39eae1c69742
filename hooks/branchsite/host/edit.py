"""`host edit`: the form for the school, behind nginx, as a user of its own."""

import argparse
import contextlib
import fcntl
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from .account import BASE
from .command import Commands, add_command, guarded
from .init import INSTALLED, unreadable, write_launcher
from .server.accounts import pushing
from .server.disk import make_private, sync_folder
from .server.folder import Host, HostError, lent_host
from .server.git import MAIN, NOTHING, resolve
from .server.log import note

UNITS = ("branchsite-edit.socket", "branchsite-edit.service", "branchsite-keeper.socket", "branchsite-keeper.service")
"""What systemd is to have: the form, the keeper that it asks, and the sockets of both."""

FORM_SOCKET = Path("/run/branchsite-edit.socket")
KEEPER_SOCKET = Path("/run/branchsite-keeper.socket")
STATE = Path("/var/lib/branchsite-edit")
"""Where nginx finds the form, where the form finds the keeper, and the folder of the form's user."""

_LOOK = 2
"""Seconds between two looks at which program is installed."""

_MOST = 64
"""Requests at once; nginx lets others wait."""

_FIRST_SOCKET = 3
"""systemd gives what it has opened from this number on."""

_PROXY = (
    "proxy_pass http://unix:@SOCKET@:;",
    "proxy_http_version 1.1;",
    "# 对方写什么都不算：从哪里来，只由 nginx 说。",
    "proxy_set_header Host $http_host;",
    "proxy_set_header X-Real-IP $remote_addr;",
    *(f'proxy_set_header {name} "";' for name in ("X-Forwarded-For", "Forwarded", "Connection", "Upgrade")),
    "proxy_connect_timeout 5s;",
)
"""How nginx hands a request on: the same wherever it does, as none of its blocks takes these lines from another."""

_BY_SYSTEMD = (
    "这个命令由 systemd 运行，用“写一条”自己的用户。还没有装好，或者装的是从前的：运行 host edit on，照它打印的做。"
)


def fill(below: Commands) -> None:
    """Add the subcommands."""
    form = below.add_parser("edit", help="“写一条”：在浏览器里写、改、发布").add_subparsers(
        required=True, metavar="命令"
    )
    add_command(form, "on", "打开，并打印 root 要装的文件", _on)
    add_command(form, "off", "关上：立即谁也打不开；草稿和登录都留着", _off)
    add_command(form, "keeper", "由 systemd 运行：答应“写一条”的问题，替它推送", _keep)
    serve = form.add_parser("serve", help="由 systemd 运行，用“写一条”自己的用户")
    serve.add_argument("--dir", type=Path, required=True, metavar="文件夹", help="host init 准备的文件夹")
    serve.add_argument("--keeper", type=Path, default=KEEPER_SOCKET, metavar="socket", help="向谁推送")
    serve.add_argument("--state", type=Path, default=STATE, metavar="文件夹", help="草稿和副本放在哪里")
    serve.set_defaults(run=guarded(_serve))


def _on(host: Host, options: argparse.Namespace) -> int:
    if urlsplit(host.settings.site_url).scheme != "https":
        raise HostError(
            "“写一条”只在 HTTPS 下打开：先照 nginx 配置开头申请证书，再把 host.toml 里的 site_url 改成 https://。"
        )
    if host.settings.edit_user in (host.root.owner(), "root"):
        raise HostError("“写一条”要用自己的用户运行，不能用网站的，也不能用 root：改 host.toml 里的 edit_user。")
    if resolve(host.repository, MAIN) == NOTHING:
        raise HostError("main 里还没有内容，先推送一次，再打开。")
    # One from before the form lets a running program change under itself.
    write_launcher(host, host.settings.python)
    make_private(host.edit)
    host.edit_switch.touch(0o600)
    sync_folder(host.edit)
    note(host, "edit on", pushing(host).name)
    folder = host.root / "edit-units"
    folder.mkdir(exist_ok=True)
    for name, text in files(host).items():
        (folder / name).write_text(text, encoding="utf-8")
        print(f"{text}\n")
    print("\n".join(root_lines(host, folder)))
    print(f"然后 host account link 账号，给每个人一个链接；网址是 {host.settings.site_url.rstrip('/')}{BASE}/")
    for one in unreadable(host):
        print(f"\n注意：{one}")
    return 0


def files(host: Host) -> dict[str, str]:
    """What root installs, filled for a host: the units of systemd, and the lines for nginx."""
    return {name: filled(host, name) for name in (*UNITS, "branchsite-edit.conf")}


def root_lines(host: Host, folder: Path) -> list[str]:
    """What root runs, each time after a change of the settings as well. folder: where the files of `files` lie."""
    user, owner, sockets = host.settings.edit_user, host.root.owner(), " ".join(UNITS[::2])
    add = f"useradd --system --user-group --no-create-home --home-dir {STATE} --shell /usr/sbin/nologin {user}"
    lines = [
        "“写一条”打开了。第一次打开，或者改了 host.toml 里的 edit_ 开头的设置，由管理员（root）运行：",
        f"     id {user} || {add}",
        *(f"     cp {folder / name} /etc/systemd/system/" for name in UNITS),
        "     systemctl daemon-reload",
        f"     systemctl stop {' '.join(UNITS)}",
        f"     systemctl enable --now {sockets}",
        f"     cp {folder / 'branchsite-edit.conf'} /etc/nginx/snippets/ && nginx -t && systemctl reload nginx",
    ]
    if former(host):
        lines += [
            f"从前“写一条”由 {owner} 自己运行。草稿搬到新的用户那里，也由 root 运行，只做一次：",
            f"     install -d -o {user} -g {user} -m 700 {STATE}",
            f"     runuser -u {owner} -- tar -C {host.edit} -c drafts | runuser -u {user} -- tar -C {STATE} -x",
            f"     runuser -u {owner} -- rm -rf {' '.join(map(str, former(host)))}",
        ]
    return lines


def former(host: Host) -> list[Path]:
    """What is there still of a form that ran as the host's own user."""
    names = ("edit.socket", "edit/drafts", "edit/copies", "edit/scratch", "edit/ssh", "branchsite-edit.service")
    return [host.root / name for name in names if os.path.lexists(host.root / name)]


def _off(host: Host, options: argparse.Namespace) -> int:
    host.edit_switch.unlink(missing_ok=True)
    note(host, "edit off", pushing(host).name)
    print("“写一条”关上了，谁也打不开。要连程序一起停，由管理员（root）运行：")
    print(f"     systemctl disable --now {' '.join(UNITS[::2])}; systemctl stop {' '.join(UNITS[1::2])}")
    return 0


def _keep(host: Host, options: argparse.Namespace) -> int:
    """Answer until a signal, or until another program is installed. A publication under way is ended first."""
    from .keeper import Keeper, KeeperServer

    with KeeperServer(Keeper(host), given_socket()) as server:
        signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
        _watch(host, server.shutdown)
        server.serve_forever()
    return 0


def _serve(options: argparse.Namespace) -> int:
    """Serve until a signal. Starlette and uvicorn are read only here: a push has no use for them."""
    import uvicorn

    from ..edit.app import create_app
    from .asking import AskedKeeper
    from .device_door import DeviceDoor
    from .form import Workspaces

    os.umask(0o077)
    at, host = given_socket(), lent_host(options.dir)
    keeper = AskedKeeper(options.keeper)
    workspaces = Workspaces(options.state, host.settings.site_url, keeper, host.purged)
    with alone(options.state):
        app = create_app(workspaces, DeviceDoor(keeper, host.settings, BASE), base_path=BASE)
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

        def stop() -> None:
            server.should_exit = True

        _watch(host, stop, workspaces.forget_purged)
        server.run(sockets=[at])
    return 0


def _watch(host: Host, stop: Callable[[], None], look: Callable[[], None] = lambda: None) -> None:
    """Have it stopped when another program was installed: systemd starts that one. look: done now and then till then.

    Whoever publishes is done first.
    """
    program = host.program.resolve()

    def watch() -> None:
        while host.program.resolve() == program:
            time.sleep(_LOOK)
            with contextlib.suppress(OSError):
                look()
        stop()

    threading.Thread(target=watch, daemon=True).start()


@contextlib.contextmanager
def alone(state: Path) -> Iterator[None]:
    """For a block, be the only one who serves. Raises HostError where somebody does."""
    with (state / "serve.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HostError("“写一条”已经在运行：systemctl status branchsite-edit。") from None
        yield


def given_socket() -> socket.socket:
    """The socket that systemd has opened for this process, and for whom it says. Raises HostError where it has not."""
    if (os.environ.pop("LISTEN_PID", ""), os.environ.pop("LISTEN_FDS", "")) != (str(os.getpid()), "1"):
        raise HostError(_BY_SYSTEMD)
    os.set_inheritable(_FIRST_SOCKET, False)
    return socket.socket(fileno=_FIRST_SOCKET)


def filled(host: Host, name: str) -> str:
    """A file of deploy/ with what is this host's in it."""
    text = (INSTALLED / "deploy" / name).read_text(encoding="utf-8")
    values = {
        "@ROOT@": str(host.root),
        "@USER@": host.root.owner(),
        "@EDIT_USER@": host.settings.edit_user,
        "@GROUP@": host.settings.edit_group,
        "@MEMORY@": str(host.settings.memory + 1024),
        "@ALLOW@": "\n    ".join(f"allow {one};" for one in host.settings.edit_networks),
        "@PROXY@": "\n    ".join(_PROXY),
        "@BASE@": BASE,
        "@SOCKET@": str(FORM_SOCKET),
        "@KEEPER@": str(KEEPER_SOCKET),
        "@STATE@": str(STATE),
        "@STATE_NAME@": STATE.name,
    }
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
