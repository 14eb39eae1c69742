"""A second place: other repositories that get every published commit, over ssh or on a disk of this machine."""

import contextlib
import datetime
import json
import os
import re
import shutil
import stat
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ...system.terminal import visible
from . import git
from .disk import make_private, write_whole
from .folder import Host, HostError
from .limits import CompletedRun, run_limited
from .lock import holding
from .log import keep_failure, now, plain_time

_SECONDS = 600
"""The most that one push to one place may take."""

_MOMENT = 30
_MARK = "branchsite-mirror"
"""A file in a repository on a disk: it was made by `add_mirror`, and nobody works in it."""

_USER = r"(?:[A-Za-z_][A-Za-z0-9_.-]*@)?"
_NAME = r"(?:[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]|\[[0-9A-Fa-f:.]+\])"
_PART = r"(?!-)(?!\.{1,2}(?:/|$))[\w.+-]+"
_SSH = re.compile(rf"ssh://{_USER}{_NAME}(?::[0-9]{{1,5}})?(?:/~)?(?:/{_PART})+/?", re.ASCII)
_SCP = re.compile(rf"{_USER}{_NAME}:(?:~?/)?{_PART}(?:/{_PART})*/?", re.ASCII)
_DISK = re.compile(rf"(?:/{_PART})+/?")
_FORMS = (
    "ssh://用户名@另一台服务器/路径/site.git、git@代码托管网站:用户名/仓库.git，"
    "或者磁盘上的文件夹，如 /mnt/beifen/site.git"
)


@dataclass(frozen=True)
class Mirror:
    """A place, and what is known of it.

    url: without a secret. commit: the one it has, as far as we know. since: when it fell behind, "" where it has not.
    why: what kept the last push from it. force: its history is to be replaced, after a purge.
    """

    url: str
    commit: str = git.NOTHING
    since: str = ""
    why: str = ""
    force: bool = False


def mirror_url(text: str) -> str:
    """An address that git may be given: over ssh, or an absolute path. Raises HostError for everything else.

    What git, ssh or a shell would read as an option, a command, a password or another way to get there is none.
    """
    if _SSH.fullmatch(text) or (_SCP.fullmatch(text) and "://" not in text):
        return text.rstrip("/")
    if _DISK.fullmatch(text):
        return text.rstrip("/")
    raise HostError(f"“{_shown(text)}”不能用：{_objection(text)}")


def _shown(text: str) -> str:
    """An address that is refused, without the password that may be in it, and not too long."""
    return visible(re.sub(r"(?<=://)[^/@]*(?::[^/@]*)?@", "…@", text))[:100]


def _objection(text: str) -> str:
    if re.match(r"https?://", text):
        return f"https 每次都要口令，放在服务器上不安全。改用 ssh 的地址：{_FORMS}。"
    if re.match(r"ssh://[^/@]*:[^/@]*@", text):
        return "地址里不写口令；这台服务器用自己的钥匙登录，host mirror add 会告诉您把哪一行加到那边。"
    if text.startswith("file://"):
        return "磁盘上的文件夹直接写路径，如 /mnt/beifen/site.git。"
    return f"要写成 {_FORMS}。"


def mirrors(host: Host) -> list[Mirror]:
    """Every other place. Raises HostError where the list is damaged."""
    path = _list(host)
    try:
        return [Mirror(**one) for one in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError):
        raise HostError(f"{path} 坏了，读不出来。删掉它，再用 host mirror add 把另一处加上。") from None


def add_mirror(host: Host, text: str) -> Mirror:
    """Begin to keep another place up to date, and bring it so now.

    Raises HostError where it cannot be: then it is not in the list.
    """
    url = mirror_url(text)
    if url.startswith("/"):
        url = str(Path(url).resolve())
    if any(one.url == url for one in mirrors(host)):
        raise HostError(f"{url} 已经在里面了；host mirror list 列出全部。")
    if git.resolve(host.repository, git.MAIN) == git.NOTHING:
        raise HostError("main 里还没有内容，先推送一次，再加另一处。")
    make_private(host.mirrors)
    made = url.startswith("/") and _prepare_disk(host, Path(url))
    mirror = _push(host, Mirror(url), known=False)
    if mirror.why:
        if made:
            shutil.rmtree(url)
        raise HostError(f"{url}：{mirror.why}。没有加上。{_help(host, url)}")
    _change(host, lambda found: [*found, mirror])
    return mirror


def remove_mirror(host: Host, url: str) -> None:
    """Leave a place as it is from now on. Raises HostError where it is none."""
    found = mirrors(host)
    if not any(one.url == url for one in found):
        raise HostError(f"没有叫“{_shown(url)}”的另一处；host mirror list 列出全部。")
    _change(host, lambda found: [one for one in found if one.url != url])


def push_mirrors(host: Host) -> list[Mirror]:
    """Bring every place up to date that is not; gives all as they are then."""
    if not mirrors(host):
        return []
    # Its holder may have begun before the last push landed: wait, and look again.
    with holding(host.mirrors / "push.lock", _MOMENT, "", _SECONDS * len(mirrors(host))):
        main = git.resolve(host.repository, git.MAIN)
        _change(host, lambda found: [_is_behind(one, main) for one in found])
        for one in mirrors(host):
            if one.since:
                _replace(host, _push(host, one))
    return mirrors(host)


def push_mirrors_in_background(host: Host) -> None:
    """The same in a process of its own that outlives a hook: whoever pushes does not wait for it."""
    try:
        if not mirrors(host):
            return
    except HostError:
        # `status` tells of it; what was published is so.
        return
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        os.setsid()
        if os.fork() == 0:
            silence = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(silence, stream)
            os.closerange(3, 256)
            with contextlib.suppress(HostError):
                push_mirrors(host)
    except Exception as error:
        keep_failure(host, f"mirror: {error!r}")
    finally:
        os._exit(0)


def replace_histories(host: Host) -> None:
    """After a purge: have every place forget, with its next push, what main has forgotten.

    A repository on a disk loses the objects at once, another server when it next cleans up.
    """
    if mirrors(host):
        _change(host, lambda found: [replace(one, force=True, since=one.since or now()) for one in found])


def forget_unreachable(repository: Path) -> None:
    """Take every object off the disk that no ref leads to."""
    git.git(repository, "reflog", "expire", "--expire=now", "--all")
    git.git(repository, "repack", "-a", "-d", "--quiet")
    git.git(repository, "prune", "--expire=now")


def behind(host: Host) -> list[tuple[Mirror, int]]:
    """The places that have not got every published commit, each with how many it lacks."""
    main = git.resolve(host.repository, git.MAIN)
    late = [one for one in mirrors(host) if one.commit != main or one.force]
    return [(one, git.count(host.repository, one.commit, main)) for one in late]


def late(host: Host, today: datetime.datetime, hours: int = 24) -> list[str]:
    """A line for each place that has been behind for longer. today: with a time zone."""
    limit = datetime.timedelta(hours=hours)
    return [
        f"另一处备份 {one.url} 从 {plain_time(one.since)} 起落后 {lacks} 次提交：{one.why}"
        for one, lacks in behind(host)
        if one.since and today - datetime.datetime.fromisoformat(one.since) > limit
    ]


def ssh_command(host: Host, known: bool = True) -> list[str]:
    """How git reaches another server: with a key of the host's own, and nothing of what its user has set.

    known: whether the other server must be one that was seen before.
    """
    options = {
        "BatchMode": "yes",
        "ConnectTimeout": "20",
        "ForwardAgent": "no",
        "IdentitiesOnly": "yes",
        "IdentityAgent": "none",
        "LogLevel": "ERROR",
        "PermitLocalCommand": "no",
        "ServerAliveInterval": "20",
        "StrictHostKeyChecking": "yes" if known else "accept-new",
        "UserKnownHostsFile": str(host.mirrors / "known_hosts"),
    }
    pairs = [f"-o{name}={value}" for name, value in options.items()]
    return ["ssh", "-F", os.devnull, "-a", "-x", "-i", str(_key(host)), *pairs]


def public_key(host: Host) -> str:
    """The line that another server must have, to let this one in."""
    return _key(host).with_suffix(".pub").read_text(encoding="utf-8").strip()


def why_not(ran: CompletedRun, seconds: float = _SECONDS) -> str:
    """What kept git from another place, in a few words; "" where nothing did."""
    if ran.timed_out:
        return f"{seconds:g} 秒里没有做完"
    if ran.status == 0:
        return ""
    for sign, meaning in _MEANINGS.items():
        if sign in ran.output:
            return meaning
    lines = [line.strip() for line in ran.output.splitlines() if line.strip()]
    return visible(f"git 说：{lines[-1] if lines else ran.status}")[:200]


_MEANINGS = {
    "Host key verification failed": "那台服务器的钥匙和上次不一样：换了机器，或者有人冒充，请先核对",
    "Permission denied (": "那边还不认这台服务器的钥匙",
    "Could not resolve hostname": "找不到那台服务器：域名写错了，或者没有网络",
    "Connection refused": "那台服务器没有开 ssh，或者端口写错了",
    "Connection timed out": "连不上那台服务器",
    "Network is unreachable": "没有网络",
    "No route to host": "连不上那台服务器",
    "No space left on device": "那边的磁盘满了",
    "Read-only file system": "那边的磁盘写不进去",
    "detected dubious ownership": "那个文件夹是别的用户的",
    "does not appear to be a git repository": "那里没有这个仓库：磁盘没有接上，或者路径写错了",
    "not found": "那里没有这个仓库",
    "couldn't find remote ref": "那个仓库里没有 main",
    "non-fast-forward": "那边有这里没有的提交，没有盖掉它",
    "fetch first": "那边有这里没有的提交，没有盖掉它",
    "pre-receive hook declined": "那边的关口没有收下",
    "Permission denied": "那边写不进去：没有权限",
}
"""What git and ssh print, and what it means. The first that is found counts."""


def _help(host: Host, url: str) -> str:
    if url.startswith("/"):
        return ""
    return (
        "\n如果是钥匙的事：把下面这一行加到那边（代码托管网站叫“部署公钥”，要勾上“可写”；自己的服务器加到那个用户的"
        f" ~/.ssh/authorized_keys），再运行一次同一条命令。\n{public_key(host)}"
    )


def _list(host: Host) -> Path:
    return host.mirrors / "mirrors.json"


def _change(host: Host, change: Callable[[list[Mirror]], list[Mirror]]) -> None:
    with holding(host.mirrors / "list.lock", _MOMENT, "", _MOMENT):
        listed = [asdict(one) for one in change(mirrors(host))]
        write_whole(_list(host), json.dumps(listed, ensure_ascii=False, indent=1), 0o600)


def _replace(host: Host, mirror: Mirror) -> None:
    """One that was removed meanwhile stays so."""
    _change(host, lambda found: [mirror if one.url == mirror.url else one for one in found])


def _is_behind(mirror: Mirror, main: str) -> Mirror:
    return replace(mirror, since=mirror.since or now()) if main not in (mirror.commit, git.NOTHING) else mirror


def _push(host: Host, mirror: Mirror, known: bool = True) -> Mirror:
    commit = git.resolve(host.repository, git.MAIN)
    why = _disk_objection(Path(mirror.url)) if mirror.url.startswith("/") else ""
    if not why:
        ssh = ssh_command(host, known)
        why = why_not(git.push_elsewhere(host.repository, commit, mirror.url, ssh, _SECONDS, mirror.force))
    if why:
        return replace(mirror, since=mirror.since or now(), why=why)
    if mirror.force and mirror.url.startswith("/"):
        forget_unreachable(Path(mirror.url))
    return Mirror(mirror.url, commit)


def _disk_objection(path: Path) -> str:
    """Why a repository on a disk cannot be pushed to now: it was one of ours when it was added."""
    if not (path / _MARK).is_file():
        return "找不到那个文件夹：磁盘没有接上，或者它被移走了"
    return _unsafe(path)


def _prepare_disk(host: Host, path: Path) -> bool:
    """Make a repository on a disk, unless it is one of ours already; gives whether it did. Raises HostError."""
    if host.root.is_relative_to(path) or any((one / "host.toml").exists() for one in (path, *path.parents)):
        raise HostError(f"{path} 和网站的文件夹套在一起：坏了会一起坏。换一块磁盘上的文件夹。")
    if not path.parent.is_dir():
        raise HostError(f"没有文件夹 {path.parent}：磁盘没有接上，或者路径写错了。")
    if why := _unsafe(path):
        raise HostError(f"{path}：{why}。")
    if (path / _MARK).is_file():
        return False
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise HostError(f"{path} 里已经有别的内容。换一个空文件夹，或者还没有的文件夹。")
    try:
        make_private(path)
    except OSError:
        raise HostError(f"在 {path.parent} 里建不了文件夹：没有权限，或者磁盘写不进去。") from None
    git.git(path, "init", "--quiet", "--bare", "--initial-branch=main", "--template=")
    (path / _MARK).touch()
    return True


def _unsafe(path: Path) -> str:
    """Why others could put something of theirs in a folder's place, or read it; "" where they could not."""
    for folder in (path, *path.parents):
        if not os.path.lexists(folder):
            continue
        about = folder.stat()
        if about.st_uid not in (0, os.geteuid()):
            return f"{folder} 是别的用户的"
        if about.st_mode & stat.S_IWOTH and not about.st_mode & stat.S_ISVTX:
            return f"{folder} 别人也能写"
    if path.exists() and path.stat().st_uid != os.geteuid():
        return f"{path} 是别的用户的"
    return ""


def _key(host: Host) -> Path:
    """The private key for other servers, made when it is first needed."""
    path = host.mirrors / "key"
    if not path.exists():
        make_private(host.mirrors)
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "branchsite", "-f", str(path)]
        ran = run_limited(command, host.mirrors, os.environ, _MOMENT)
        if ran.status != 0:
            raise HostError("没能生成钥匙：服务器上要有 ssh-keygen（Debian 的 openssh-client）。")
    return path
