"""The installed program: the only one that builds. A pushed one takes its place after its own tests have passed."""

import hashlib
import os
import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path

from ..server.answer import tell
from ..server.content import CONTENT, is_content
from ..server.disk import make_passable, make_private
from ..server.folder import Host, HostError
from ..server.git import TreeEntry, export, without_git
from ..server.limits import run_limited
from ..server.lock import take
from .release import link

PARTS = ("hooks/", "overrides/", "mkdocs.yml", "requirements.txt")
"""The files that decide how a site is built. Other files outside data/ and docs/ wait for the next change of these."""

_PASSED = ".passed"
_ENVIRONMENT = ".venv"
_KEEP = 3


def differs(program: Path, pushed: Iterable[TreeEntry]) -> list[str]:
    """The program's files that are not the same in a pushed tree."""
    theirs = {one.path: one.blob for one in pushed if one.path.startswith(PARTS)}
    paths = [path for part in PARTS for path in _files(program / part)]
    ours = {path.relative_to(program).as_posix(): _blob(path) for path in paths}
    return sorted(path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path))


def is_same(program: Path, path: str, mode: str, blob: str) -> bool:
    """Whether a pushed file is the very one that a program has in its place."""
    ours = program / path
    if not ours.is_file() or ours.is_symlink():
        return False
    return mode == ("100755" if os.access(ours, os.X_OK) else "100644") and blob == _blob(ours)


def python_of(host: Host, program: Path) -> Path:
    """The interpreter with the libraries of a program: its own environment, else the one of the installation."""
    own = program / _ENVIRONMENT / "bin" / "python"
    return own if os.access(own, os.X_OK) else Path(host.settings.python)


def environment_of(program: Path) -> dict[str, str]:
    """The environment variables that a program is run with."""
    return {
        **without_git(os.environ.items()),
        "PYTHONPATH": str(program / "hooks"),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }


def try_program(host: Host, commit: str, pushed: Iterable[TreeEntry]) -> Path:
    """Put a pushed program beside the installed one and run its own tests in it; gives its folder.

    It takes no effect yet. Raises HostError where its tests fail, or somebody else's are running.
    """
    make_passable(host.programs)
    lock = take(host.programs / "lock", host.settings.wait)
    try:
        _sweep(host)
        folder = host.programs / commit[:12]
        if not (folder / _PASSED).exists():
            files = list(pushed)
            # Closed while its content is there; the form's own user runs what stays.
            make_private(folder)
            export(host.repository, files, folder)
            _test(host, folder)
            _keep_only(folder, {one.path for one in files if not is_content(one.path)})
            _compile(host, folder)
            folder.chmod(0o755)
            (folder / _PASSED).touch()
        return folder
    finally:
        os.close(lock)


def install(host: Host, folder: Path) -> None:
    """Let the program be another one; the launcher and the next build take it up."""
    link(host.program, folder.relative_to(host.root))
    try:
        lock = take(host.programs / "lock", 0)
    except HostError:
        return
    try:
        kept = sorted(_passed(host), key=lambda path: path.stat().st_mtime)[-_KEEP:]
        for path in _passed(host):
            if path not in kept and path != host.program.resolve():
                shutil.rmtree(path)
    finally:
        os.close(lock)


def clear_content(host: Host) -> None:
    """Remove content from programs that were put there when it still stayed: a photo that was taken back, too."""
    for path in _passed(host):
        for name in CONTENT:
            shutil.rmtree(path / name, ignore_errors=True)


def _test(host: Host, folder: Path) -> None:
    settings = host.settings
    tell(f"程序有改动，先运行它自己的测试（{settings.tests}），最多 {settings.test_time} 秒……")
    environment = {**environment_of(folder), "CI": "true"}
    ran = run_limited(shlex.split(settings.tests), folder, environment, settings.test_time)
    if ran.status == 0:
        tell("测试通过。")
        return
    shutil.rmtree(folder, ignore_errors=True)
    why = f"测试超过了 {settings.test_time} 秒" if ran.timed_out else "测试没有通过"
    raise HostError(f"{ran.output[-4000:]}\n\n{why}，程序没有更新；已发布的内容不受影响。")


def _compile(host: Host, folder: Path) -> None:
    """Compile a program and its templates once: its processes write no bytecode, so each would compile them anew."""
    environment = {**environment_of(folder), "PYTHONDONTWRITEBYTECODE": ""}
    for words in (("compileall", "-q", "hooks"), ("branchsite.views.render",)):
        command = [str(python_of(host, folder)), "-m", *words]
        run_limited(command, folder, environment, host.settings.test_time)


def _sweep(host: Host) -> None:
    """Remove what a killed test run left. The caller holds the lock of programs/."""
    for path in host.programs.iterdir():
        if path.is_dir() and not (path / _PASSED).exists():
            shutil.rmtree(path)


def _keep_only(folder: Path, wanted: set[str], below: str = "") -> None:
    """Remove all but these files and the environment: the content, and what tests have made of it."""
    for entry in list(os.scandir(folder / below)):
        path = f"{below}{entry.name}"
        if path == _ENVIRONMENT or path in wanted:
            continue
        if not entry.is_dir(follow_symlinks=False):
            os.unlink(entry.path)
        elif any(one.startswith(f"{path}/") for one in wanted):
            _keep_only(folder, wanted, f"{path}/")
        else:
            shutil.rmtree(entry.path)


def _passed(host: Host) -> list[Path]:
    return [path.parent for path in host.programs.glob(f"*/{_PASSED}")]


def _files(path: Path) -> list[Path]:
    """The files in a folder, or a file itself, without what Python leaves beside them."""
    if path.is_file():
        return [path]
    return [one for one in path.rglob("*") if one.is_file() and "__pycache__" not in one.parts]


def _blob(path: Path) -> str:
    """The name that git gives to a content."""
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
