"""Prepare a folder on the school's server."""

import getpass
import json
import os
import re
import shlex
import stat
import sys
from pathlib import Path
from urllib.parse import urlsplit

from .release.program import clear_content
from .server.accounts import Role, add_account
from .server.disk import make_passable, make_private, write_whole
from .server.folder import Host, HostError, check_place
from .server.git import git

INSTALLED = Path(__file__).parents[3]
"""The checkout that this program runs from."""

_PLAIN = re.compile(r"[\w./-]+")
_GIT = {
    "core.bigFileThreshold": "1m",
    "core.quotePath": "false",
    "gc.autoDetach": "false",
    "pack.threads": "1",
    "receive.autogc": "false",
    "receive.denyDeletes": "true",
    "receive.denyNonFastForwards": "true",
    "receive.fsckObjects": "true",
    "transfer.fsckObjects": "true",
}
"""Settings of the bare repository. The gate refuses first, in Chinese, what the denials refuse in English."""

_HOOK = """#!/bin/sh
# 推送中断时一起结束，不留在后面接着做。
exec setpriv --pdeathsig KILL {launcher} host {hook}
"""
_LAUNCHER = """#!/bin/sh
# 本服务器上装好的程序，例如：{launcher} host status
root={root}
# 运行到一半换了程序，也还是从头到尾同一份。
program=$(readlink -f "$root/program")
python=$program/.venv/bin/python
[ -x "$python" ] || python={python}
export BRANCHSITE_HOST=$root PYTHONPATH="$program/hooks" PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
module=branchsite
# 只读要用的一半程序，推送时少等一会儿。
[ "$1" != host ] || {{ module=branchsite.host; shift; }}
if [ "$module $1" = "branchsite.host shell" ]; then
    # 从 ssh 来的：对方设置的环境变量一个也不要。
    exec env -i PATH="$PATH" HOME="$HOME" USER="$USER" LOGNAME="$LOGNAME" LC_ALL=C.UTF-8 \
        SSH_ORIGINAL_COMMAND="$SSH_ORIGINAL_COMMAND" GIT_PROTOCOL="$GIT_PROTOCOL" \
        BRANCHSITE_HOST="$root" PYTHONPATH="$PYTHONPATH" PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1 \
        "$python" -P -m $module "$@"
fi
exec "$python" -P -m $module "$@"
"""
_SETTINGS = """# 服务器的设置，改完立即生效。时间的单位是秒，大小的单位是 MB。
site_url = {site_url}
python = {python}
tests = {tests}     # 维护人员推送程序时先运行它，通过了才更新程序
keep = 10               # 保留几版，供退回
wait = 60               # 有人正在发布时，最多排队多久；正在生成的那一次还没用完它的时间，就等到它用完
content_time = 60       # 只改内容时，检查和生成一共最多多久
build_time = 300        # 改了程序、清过缓存、每小时重新生成时，一共最多多久
test_time = 3600        # 程序的测试最多多久
memory = 2048           # 检查和生成最多用多少内存
file_size = 20          # 一个文件最大多大
push_size = 2048        # 全部文件最大多大
# “写一条”（host edit on）只在这些网络里打得开；不写就是学校内部常用的几段。改完运行 host edit on。
# edit_networks = ["10.1.0.0/16"]
# edit_group = "www-data"   # nginx 的用户组
# edit_user = "bian"        # “写一条”自己的用户
"""


def init(folder: Path, site_url: str, tests: str) -> Host:
    """Prepare the repository, the hooks, the launcher and the settings.

    Run again it renews hooks and launcher and leaves settings, accounts and releases as they are.
    Raises HostError where the address or the folder cannot be used.
    """
    root = folder.resolve()
    if not _PLAIN.fullmatch(str(root)):
        raise HostError(f"文件夹“{root}”不能用：路径里不要有空格、引号等符号，nginx 和 ssh 都要读它。")
    address = urlsplit(site_url)
    if address.scheme not in ("http", "https") or not address.hostname or site_url != f"{_top(site_url)}{address.path}":
        raise HostError(f"网址“{site_url}”不能用，要写成 https://学校的域名/")
    if address.path not in ("", "/"):
        raise HostError(f"网址“{site_url}”带着路径；网站要有自己的域名，写成 {_top(site_url)}/")
    if root.exists() and any(root.iterdir()) and not (root / "host.toml").exists():
        raise HostError(f"{root} 里已经有别的内容，请换一个空文件夹。")
    check_place(root)
    host = Host(root)
    host.releases.mkdir(parents=True, exist_ok=True)
    for folder in (host.root, host.releases):
        # A web server reads them; sshd obeys no file in a folder that others may write to.
        folder.chmod(0o755)
    make_private(host.cache)
    make_passable(host.programs)
    clear_content(host)
    _settings(host, site_url.rstrip("/") + "/", tests)
    if not host.program.is_symlink():
        host.program.symlink_to(INSTALLED)
    write_launcher(host, sys.executable)
    _repository(host)
    add_account(host, getpass.getuser(), Role.MAINTAINER, [])
    return host


def write_launcher(host: Host, python: str) -> None:
    """What starts the installed program, whichever it is then. python: for one that has no environment of its own."""
    _script(host.launcher, _LAUNCHER.format(root=host.root, launcher=host.launcher, python=shlex.quote(python)))


def remote(host: Host) -> str:
    """The one line that connects a clone with this server."""
    name = urlsplit(host.settings.site_url).hostname
    return f"git remote add school {getpass.getuser()}@{name}:{host.repository}"


def obstacles(root: Path) -> list[str]:
    """What in the folders above keeps sshd or a web server out, each with its cure."""
    found = []
    for folder in root.parents:
        mode = folder.stat().st_mode
        if mode & 0o022:
            found.append(f"{folder} 别人也能写，sshd 会因此不认钥匙：chmod go-w {folder}")
        if not mode & 0o001:
            found.append(f"{folder} 别人进不去，nginx 因此读不到网站：chmod o+x {folder}")
    return found


def unreadable(host: Host) -> list[str]:
    """What keeps the form's own user from the program, each with its cure: its content stays closed."""
    program, found = host.program.resolve(), []
    own = program / ".venv/bin/python"
    python = own if os.access(own, os.X_OK) else Path(host.settings.python)
    for start in (program / "hooks", python, python.resolve()):
        found += [one for one in (start, *start.parents) if not one.stat().st_mode & 0o001]
    closed = " ".join(str(program / name) for name in (".git", "data", "docs"))
    return [
        f"{one} 别人进不去，“写一条”自己的用户因此运行不了程序：chmod o+x {one}"
        + (f" && chmod go-rwx {closed}" if one == program else "")
        for one in dict.fromkeys(found)
    ]


def _top(site_url: str) -> str:
    address = urlsplit(site_url)
    return f"{address.scheme}://{address.netloc}"


def _settings(host: Host, site_url: str, tests: str) -> None:
    path = host.root / "host.toml"
    if not path.exists():
        values = {"site_url": site_url, "python": sys.executable, "tests": tests}
        write_whole(path, _SETTINGS.format(**{name: json.dumps(value) for name, value in values.items()}))


def _repository(host: Host) -> None:
    if not host.repository.exists():
        git(host.repository, "init", "--quiet", "--bare", "--initial-branch=main", "--template=")
    host.repository.chmod(stat.S_IRWXU)
    for name, value in _GIT.items():
        git(host.repository, "config", name, value)
    git(host.repository, "config", "receive.maxInputSize", f"{host.settings.push_size}m")
    (host.repository / "hooks").mkdir(exist_ok=True)
    for hook in ("pre-receive", "post-receive"):
        _script(host.repository / "hooks" / hook, _HOOK.format(launcher=host.launcher, hook=hook))


def _script(path: Path, text: str) -> None:
    write_whole(path, text, 0o755)
