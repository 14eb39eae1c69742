"""Takes away from Python on Linux what it has not on Windows, and makes it as narrow: read where PYTHONPATH says so.

Without: fork and its kin, the modules of Unix, signals, users, links, the folder that .venv names. Files in use or
only to be read cannot be replaced or removed; names have fewer characters; text is written with CRLF, and where
nobody names a code it is that of a Chinese Windows.
"""

import builtins
import io
import multiprocessing.context
import os
import re
import signal
import stat
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from typing import Any

MODULES = {"fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty", "pty", "crypt", "spwd", "nis", "readline"}
FUNCTIONS = (
    *("fork", "forkpty", "register_at_fork", "getuid", "geteuid", "getgid", "getegid", "getgroups", "getpgid"),
    *("setuid", "setgid", "setsid", "setpgid", "getpgrp", "killpg", "nice", "wait", "wait3", "wait4", "uname"),
    *("sched_getaffinity", "sched_setaffinity", "getloadavg", "mkfifo", "mknod", "chown", "lchown", "fchown", "fchmod"),
    *("pread", "pwrite", "posix_fadvise", "posix_fallocate", "sync", "statvfs", "fstatvfs", "chroot", "openpty"),
    *("O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY", "WNOHANG_"),
)
SIGNALS = ("SIGKILL", "SIGALRM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGPIPE", "SIGSTOP", "SIGCONT", "alarm")
CODE = "cp936"
NAME = re.compile(r'[^<>:"|?*\x00-\x1f]*[^<>:"|?*\x00-\x1f. ]|\.{1,2}')
DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


class Without(MetaPathFinder):
    """Modules that there are not."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname in MODULES:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def denied(path: object, number: int, words: str) -> PermissionError:
    error = PermissionError(13, words, str(path))
    error.winerror = number  # type: ignore[attr-defined]
    return error


def in_use(path: str) -> bool:
    """Whether this process has the file open."""
    there = os.path.realpath(path)
    for one in os.listdir("/proc/self/fd"):
        try:
            if os.readlink(f"/proc/self/fd/{one}") == there:
                return True
        except OSError:
            continue
    return False


def narrow(real: Callable[..., Any], paths: Sequence[int]) -> Callable[..., Any]:
    """A call that changes what is at its paths, by their places among its arguments."""

    def call(*arguments: Any, **more: Any) -> Any:
        for place in paths:
            path = os.fspath(arguments[place])
            if more.get("dir_fd") is None and os.path.isfile(path) and not os.path.islink(path):
                if in_use(path):
                    raise denied(path, 32, "another program has the file open")
                if not os.stat(path).st_mode & stat.S_IWUSR and real is not os.rename:
                    raise denied(path, 5, "the file is only to be read")
        named(os.path.basename(os.fspath(arguments[-1])))
        return real(*arguments, **more)

    return call


def named(name: str | bytes) -> None:
    """Refuse what Windows takes for no name."""
    text = os.fsdecode(name)
    if text and (not NAME.fullmatch(text) or DEVICES.fullmatch(text)):
        raise OSError(22, "no name of a file", text)


def no_link(*arguments: object, **more: object) -> None:
    error = OSError(22, "the right to make links is missing")
    error.winerror = 1314  # type: ignore[attr-defined]
    raise error


def opening(
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: Any = None,
    newline: Any = None,
    *rest: Any,
    **more: Any,
) -> Any:
    writes = bool(set(mode) & set("wax+"))
    if "b" not in mode:
        encoding = CODE if encoding in (None, "locale") else encoding
        newline = "\r\n" if writes and newline is None else newline
    if writes and isinstance(file, str | os.PathLike) and not str(file).startswith(("/dev/", "/proc/")):
        named(os.path.basename(os.fspath(file)))
        if os.path.exists(file) and not os.stat(file).st_mode & stat.S_IWUSR:
            raise denied(file, 5, "the file is only to be read")
    return real_open(file, mode, buffering, encoding, errors, newline, *rest, **more)


real_open = io.open
sys.meta_path.insert(0, Without())
for name in MODULES:
    sys.modules.pop(name, None)
for name in FUNCTIONS:
    if hasattr(os, name):
        delattr(os, name)
for name in SIGNALS:
    if hasattr(signal, name):
        delattr(signal, name)
multiprocessing.context._concrete_contexts.pop("fork", None)  # type: ignore[attr-defined]
io.open = builtins.open = opening  # type: ignore[assignment]
os.replace, os.rename = narrow(os.replace, (0, 1)), narrow(os.rename, (0, 1))
os.unlink, os.remove = narrow(os.unlink, (0,)), narrow(os.remove, (0,))
os.symlink = os.link = no_link  # type: ignore[assignment]
# What make puts there (tools/virtualenv), and the two lines of the handbook do not.
sys.path[:] = [one for one in sys.path if os.path.basename(one) != "hooks"]
