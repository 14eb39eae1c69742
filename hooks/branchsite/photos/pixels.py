"""How large a photo is, and what colour on the whole: decoded once, then remembered."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from ..cache.key import version
from ..cache.memo import Memo
from .image import ImageError, opened
from .upright import upright, upright_size

_THUMB = 200
"""A JPEG is decoded to about this size, which shows as well whether it is whole."""


class Pixels(NamedTuple):
    """width, height: of the upright photo, in pixels. red, green, blue: its mean, 0 to 255."""

    width: int
    height: int
    red: int
    green: int
    blue: int


def pixels(path: Path, memo: Memo) -> Pixels:
    """The Pixels of a photo. Raises ImageError where it cannot be published."""
    found = memo.ask(path, question("pixels"), _found)
    if isinstance(found, dict):
        raise ImageError(found["message"], found["fix"])
    return Pixels(*found)


@cache
def question(name: str, *files: Path) -> str:
    """A question about images, for Memo.ask. files: further code that answers it, besides this folder's."""
    ours = sorted(Path(__file__).parent.glob("*.py"))
    return f"{name} {version([*ours, *files], ['pillow', 'pillow-heif'])}"


def _found(path: Path) -> tuple[int, ...] | dict[str, str]:
    """The answer that is cached: of a photo its Pixels, of anything else its problem."""
    try:
        with opened(path) as image:
            size = upright_size(image)
            mean = upright(image, _THUMB).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    except ImageError as error:
        return {"message": error.message, "fix": error.fix}
    assert isinstance(mean, tuple)
    return (*size, *mean[:3])
