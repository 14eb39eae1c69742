"""edit: the form for whoever sits at this computer."""

import argparse
import getpass
import os
import socket
import webbrowser
from pathlib import Path

import uvicorn

from ..commands.environment import address
from ..library.address import EXAMPLE
from ..load.settings import site_url
from .app import create_app
from .door import LocalDoor
from .workspace import local_workspace

_HOST = "127.0.0.1"


def run_edit(options: argparse.Namespace) -> int:
    """Serve the form on the loopback until Ctrl+C, and open it. options: root, open."""
    root: Path = options.root.resolve()
    os.chdir(root)
    with socket.socket() as listening:
        listening.bind((_HOST, 0))
        host = f"{_HOST}:{listening.getsockname()[1]}"
        door = LocalDoor(host, getpass.getuser())
        workspace = local_workspace(root, _published_at(root))
        # No log of requests: the first has the key in its address.
        config = uvicorn.Config(
            create_app(lambda account: workspace, door),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
        )
        url = f"http://{host}{door.way_in}"
        # Before anybody knows the address: a browser that is quicker than the form then waits for it.
        listening.listen()
        print(f"用浏览器打开：{url}\n这个网址只能用一次，只有这台电脑打得开。停止请按 Ctrl+C。", flush=True)
        if options.open:
            webbrowser.open(url)
        uvicorn.Server(config).run(sockets=[listening])
    print("停了。草稿都在。")
    return 0


def _published_at(root: Path) -> str:
    """Where the site is published: SITE_URL, else what mkdocs.yml says; "" where neither knows."""
    known = address()
    found = known if known != EXAMPLE else site_url(root)
    return "" if found == EXAMPLE else found
