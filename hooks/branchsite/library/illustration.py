"""A picture beside the prose, published as it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from ..cache.fingerprint import fingerprint


@dataclass(frozen=True)
class Illustration:
    """name: its path under docs/, as prose refers to it. uri: where it is published. width, height: in pixels."""

    name: str
    uri: str
    path: Path
    width: int
    height: int

    def read(self) -> bytes:
        """Its bytes."""
        return self.path.read_bytes()


def illustrations(root: Path, files: Iterable[str]) -> tuple[Illustration, ...]:
    """The pictures among the files of a site. files: paths from root; they must have passed the checks."""
    names = (file.removeprefix("docs/") for file in files if file.startswith("docs/") and not file.endswith(".md"))
    return tuple(_illustration(root / "docs" / name, name) for name in names)


def _illustration(path: Path, name: str) -> Illustration:
    with Image.open(path) as image:
        return Illustration(name, fingerprint(name, path.read_bytes()), path, *image.size)
