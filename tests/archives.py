"""Copies of sites as `archive` writes them: made, unpacked, looked through."""

import base64
import gzip
import json
import re
import zipfile
from pathlib import Path

from sites import run

CARRIED = re.compile(rb"archive\.(give|tell)\((.*)\)")


def archive(root: Path, path: Path, **more: str) -> str:
    """Have the command write a copy; gives what it said."""
    ran = run("branchsite", "archive", path, root=root, **more)
    assert ran.returncode == 0, ran.stdout
    return ran.stdout


def unpack(path: Path, folder: Path) -> Path:
    """As a person unpacks it, into a folder whose name has Chinese and a blank."""
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    return folder


def contents(path: Path) -> dict[str, bytes]:
    """Every file of a zip; what a script carries, and what is packed once more, beside it as it is read."""
    with zipfile.ZipFile(path) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    for name, content in list(found.items()):
        if carried := CARRIED.match(content):
            text = json.loads(carried[2])
            found[f"{name} carried"] = base64.b64decode(text) if carried[1] == b"give" else text.encode()
    for name, content in list(found.items()):
        if content[:2] == b"\x1f\x8b":
            found[f"{name} unpacked"] = gzip.decompress(content)
    return found
