"""Debian's nginx with the shipped configuration, in a folder and on a port of its own."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sites import ROOT

TEMPLATE = ROOT / "deploy" / "nginx.conf"
MISSING = "没有找到 nginx。请运行：sudo apt-get install -y --no-install-recommends nginx-light"
LISTEN = "listen 80;"
LOGS = "/var/log/nginx/"
PATIENCE = 30
"""Seconds that nginx may take to answer or to stop, on a machine that is busy."""

MAIN = """
{user}
daemon off;
worker_processes 1;
pid {here}/nginx.pid;
lock_file {here}/nginx.lock;
error_log {here}/error.log;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    gzip on;
    include {here}/site.conf;
}}
"""
"""What Debian's nginx.conf says around a site, but for the places of files."""


@contextmanager
def nginx(root: Path) -> Iterator[str]:
    """Serve root/current/site, a host's folder, as the school's server does; gives the address.

    Answers when it is given, and is gone afterwards with everything it wrote.
    """
    with tempfile.TemporaryDirectory(prefix="nginx-") as here, running(root, Path(here)) as address:
        yield address


@contextmanager
def running(root: Path, here: Path, user: str = "root") -> Iterator[str]:
    """The same with a folder for what nginx writes, its logs among them. user: whom root's nginx gives its work to."""
    process, port = _start(root, here, user)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        _stop(process)


def prepare(root: Path, here: Path, port: int, user: str = "root") -> list[str]:
    """Write the configuration into a folder; gives the command that nginx is called by."""
    site = TEMPLATE.read_text("utf-8")
    values = {
        "@ROOT@": str(root),
        "@SERVER_NAME@": "_",
        LISTEN: f"listen 127.0.0.1:{port}{_tls(here)};",
        LOGS: f"{here}/",
    }
    values["include /etc/nginx/snippets/"] = f"include {here}/"
    for name, value in values.items():
        assert name in site, name
        site = site.replace(name, value)
    (here / "site.conf").write_text(site, "utf-8")
    # Started by root, nginx would give its work to a user who may not enter the tests' folders.
    line = f"user {user};" if os.geteuid() == 0 else ""
    (here / "nginx.conf").write_text(MAIN.format(user=line, here=here), "utf-8")
    return [_executable(), "-p", str(here), "-c", str(here / "nginx.conf"), "-e", str(here / "error.log")]


def _tls(here: Path) -> str:
    """HTTPS, where the folder has a certificate and its key."""
    kept = f"ssl_certificate {here}/cert.pem; ssl_certificate_key {here}/key.pem"
    return f" ssl; {kept}" if (here / "cert.pem").exists() else ""


def _executable() -> str:
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, MISSING
    return found


def _start(root: Path, here: Path, user: str) -> tuple[subprocess.Popen[bytes], int]:
    for _ in range(5):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        process = subprocess.Popen(prepare(root, here, port, user), stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            if _answers(process, port):
                return process, port
            if "Address already in use" not in (here / "error.log").read_text("utf-8"):
                break
        except BaseException:
            _stop(process)
            raise
    raise AssertionError((here / "error.log").read_text("utf-8"))


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until it does; False where it has given up, for example because somebody else took the port."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None:
        with socket.socket() as visitor:
            visitor.settimeout(1)
            if visitor.connect_ex(("127.0.0.1", port)) == 0:
                return True
        assert time.monotonic() < end, f"nginx 在 {PATIENCE} 秒内没有回答"
        time.sleep(0.02)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Its own children too: the worker belongs to the session that was opened for it."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()
