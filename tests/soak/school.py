"""A server for a soak test, what people push to it, and what must hold of it at any time."""

import compileall
import io
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from branchsite.host.release.release import link, live, releases, site
from branchsite.host.server import git
from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN
from branchsite.host.server.lock import holding
from pushes import PROGRAM, Person, activity, first_clone, new_host
from sites import TINY, TODAY, tree

SITE = "data/site.yml"
MAINTAINER = "weihu"
NEEDED = ("index.html", "404.html", "sitemap.xml", "search/parts.json")
PACKED = "sitemap.xml.gz"
"""Carries the time of its making."""


def open_school(folder: Path, content: Path = TINY) -> tuple[Host, Person]:
    """A server that shows some content, and the clone it came from.

    Its program is a copy: somebody may be changing the one that is tested.
    """
    folder.mkdir(parents=True, exist_ok=True)
    host = new_host(folder / "host", "--tests", "true")
    add_account(host, MAINTAINER, Role.MAINTAINER, [])
    person = first_clone(host, folder / "clone", content, MAINTAINER)
    for name in PROGRAM:
        source, copy = person.clone / name, folder / "program" / name
        copy.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy)
    _compile(folder / "program")
    link(host.program, folder / "program")
    answer = person.push()
    assert answer.accepted, answer.said
    return host, person


def _compile(program: Path) -> None:
    """As a server compiles a program that was pushed."""
    compileall.compile_dir(program / "hooks", quiet=2)
    environment = {**os.environ, "PYTHONPATH": str(program / "hooks"), "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, "-m", "branchsite.views.render"], env=environment, check=True)


def set_up(host: Host, **settings: int | str) -> None:
    """Change settings in host.toml."""
    path = host.root / "host.toml"
    text = path.read_text(encoding="utf-8")
    for name, value in settings.items():
        written = f'"{value}"' if isinstance(value, str) else str(value)
        text, count = re.subn(rf"^{name} = \S+", f"{name} = {written}", text, flags=re.MULTILINE)
        assert count == 1, name
    path.write_text(text, encoding="utf-8")
    host.__dict__.pop("settings", None)


def renamed(person: Person, name: str) -> dict[str, str]:
    """The site under another name: every page changes."""
    text = (person.clone / SITE).read_text(encoding="utf-8")
    return {SITE: re.sub(r"^名称: .*$", f"名称: {name}", text, count=1, flags=re.MULTILINE)}


def with_photo(slug: str, chance: random.Random, day: str = "2024-04-15") -> dict[str, str | bytes]:
    """A record with a photo that nobody else has."""
    photo = "[{文件: 01.jpg, 替代文字: 示例}]"
    files = activity(slug, day, 标题=f"示例 {slug}", 照片=photo)
    return {**files, f"{next(iter(files)).removesuffix('.yml')}/01.jpg": photograph(chance)}


def photograph(chance: random.Random, width: int = 640, height: int = 480) -> bytes:
    """A JPEG of coloured noise."""
    noise = Image.frombytes("RGB", (width // 16, height // 16), chance.randbytes(width * height * 3 // 256))
    out = io.BytesIO()
    noise.resize((width, height)).save(out, "JPEG", quality=85)
    return out.getvalue()


def shown_tree(host: Host) -> dict[str, bytes]:
    """Everything that is shown."""
    return tree(host.current / "site")


def assert_whole(host: Host, *, landed: bool = True) -> None:
    """Nobody is at work and nothing lies about; every release is complete. landed: main is what is shown."""
    with holding(host.lock, 0):
        pass
    assert not host.staging.exists(), sorted(host.staging.rglob("*"))[:20]
    assert_readable(host)
    shown = live(host)
    assert shown is not None
    if landed:
        assert shown.commit == git.resolve(host.repository, MAIN)
        assert shown == releases(host)[-1]


def assert_readable(host: Host) -> None:
    """What is shown is there, and each release is complete, whoever has been killed a moment ago."""
    folders = sorted(path.name for path in host.releases.iterdir() if not path.name.startswith("removed-"))
    assert folders == [one.name for one in releases(host)]
    for release in releases(host):
        for name in NEEDED:
            assert (site(host, release) / name).is_file(), (release.name, name)
        for name in release.assets:
            assert (site(host, release) / name).is_file(), (release.name, name)
    assert live(host) in releases(host)


def assert_swept(host: Host) -> None:
    """No half of a release is left."""
    left = [path.name for path in host.root.iterdir() if path.suffix == ".new"]
    assert not left
    assert not list(host.releases.glob("removed-*"))


def built(host: Host, commit: str, folder: Path) -> dict[str, bytes]:
    """What a commit gives with the installed program, built without the server."""
    root = folder / commit
    root.mkdir(parents=True)
    packed = git.git(host.repository, "archive", commit, "data", "docs")
    subprocess.run(["tar", "-x", "-C", str(root)], input=packed, check=True)
    program = host.program.resolve()
    for name in ("hooks", "overrides", "mkdocs.yml"):
        (root / name).symlink_to(program / name)
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(program / "hooks"),
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_TODAY": TODAY.isoformat(),
        "SITE_URL": host.settings.site_url,
    }
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict"]
    subprocess.run(command, cwd=root, env=environment, check=True)
    return tree(root / "site")


def assert_shows(host: Host, expected: Mapping[str, bytes]) -> None:
    """What is shown is this, byte for byte, but for older releases' assets beside it."""
    shown = shown_tree(host)
    release = live(host)
    assert release is not None
    kept = {uri for one in releases(host) for uri in one.assets} - set(release.assets)
    assert shown.keys() - kept == expected.keys() - kept
    different = [uri for uri in expected if shown[uri] != expected[uri] and uri != PACKED]
    assert not different
