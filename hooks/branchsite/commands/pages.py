"""pages: the whole site as Markdown with front matter, for any other generator."""

import argparse
import sys
from pathlib import Path

from ..build import pages_of, prepare_photos, read_library
from .environment import address, today


def run_pages(options: argparse.Namespace) -> int:
    """Write every page with its assets into an empty folder. options: root, out. Raises DataError."""
    out: Path = options.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        print(f"{out.as_posix()} 里已经有内容，请换一个空文件夹。", file=sys.stderr)
        return 1
    library, _ = read_library(options.root, today(), address())
    pages = pages_of(library)
    prepare_photos(library)
    for page in pages:
        _write(out / page.src_uri, page.markdown.encode())
        for asset in page.assets:
            _write(out / asset.uri, asset.read())
    print(f"写好 {len(pages)} 页：{out.as_posix()}")
    return 0


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
