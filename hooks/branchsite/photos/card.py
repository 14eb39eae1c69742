"""The picture that stands for a record where it is shared: its drawing, whole, over its title and day; square.

A chat shows the middle of a picture, as a square: of this one it shows all. Measured with resvg_py 0.5 and Pillow 13
on 480 × 480 pixels: a drawing takes 23 ms of one core, every further record that has the same one 1.3 ms; a file is
11 to 16 KB.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from ..cache.folder import CacheFolder
from ..cache.key import key, version
from .font import PATH, face
from .lettering import Lines, Setting, set_lines
from .png import SharedRows
from .vector import LIBRARIES, pixels_of

EDGE = 480
"""Of the square, in pixels: a chat asks for 300."""

DRAWING = 300
"""The height of the drawing, in pixels; the foot has the rest. What is placed on the foot is placed from its top."""

_MARGIN = 24
_TITLE_TOP, _TITLE_ROOM = 14, 112
_DAY_TOP, _DAY_SIZE = 138, 20
_SETTINGS = (Setting(34, 2), Setting(29, 3), Setting(25, 3))
_LEADING = 1.28

_DRAWN, _FOOT, _STEPS = 120, 64, 16
"""Places in the palette: of the drawing, of the foot, and of each colour of letters, which fade into the paper."""

_FAINT = 8
"""Of 255: less ink of a letter is none."""


@dataclass(frozen=True)
class Card:
    """What a card shows. drawing, foot: SVG documents, 480 × 300 and 480 × 180. title: cut where it may be broken.

    paper, ink, soft: the colours of the ground, of the title and of the day, as #rrggbb.
    """

    drawing: str
    foot: str
    title: tuple[str, ...]
    day: str
    paper: str
    ink: str
    soft: str

    @property
    def source(self) -> tuple[bytes, ...]:
        """All that its bytes follow from."""
        words = (self.drawing, self.foot, *self.title, self.day, self.paper, self.ink, self.soft)
        return (_version().encode(), *(one.encode() for one in words))


@lru_cache(maxsize=1)
def _version() -> str:
    code = sorted(Path(__file__).parent.glob("*.py"))
    return version([*code, PATH], LIBRARIES)


def card_file(card: Card, store: CacheFolder) -> bytes:
    """The card as a PNG. store: keeps it."""
    return store.get(key(*card.source), lambda: draw_card(card))


def draw_card(card: Card) -> bytes:
    """The card as a PNG. Raises ValueError where one of its drawings is no SVG."""
    drawn, first = _drawing(card.drawing)
    foot, second = _foot(card.foot)
    canvas = foot.copy()
    lines = set_lines(card.title, EDGE - 2 * _MARGIN, _SETTINGS)
    _letter(canvas, lines, _title_top(lines), _DRAWN + _FOOT)
    _letter(canvas, Lines(_DAY_SIZE, (card.day,)), _DAY_TOP, _DRAWN + _FOOT + _STEPS)
    palette = (*first, *second, *_fading(card.paper, card.ink), *_fading(card.paper, card.soft))
    return drawn.followed_by(canvas, palette)


@lru_cache(maxsize=64)
def _drawing(svg: str) -> tuple[SharedRows, Sequence[int]]:
    """A drawing as the rows that its cards begin with, and its palette."""
    image, palette = _indexed(svg, _DRAWN)
    return SharedRows(image), palette


@lru_cache(maxsize=4)
def _foot(svg: str) -> tuple[Image.Image, Sequence[int]]:
    """A foot as places behind those of the drawing, and its palette."""
    image, palette = _indexed(svg, _FOOT)
    return image.point([min(one + _DRAWN, 255) for one in range(256)]), palette


def _indexed(svg: str, colours: int) -> tuple[Image.Image, Sequence[int]]:
    """A drawing as places in a palette of so many colours, and that palette."""
    image = pixels_of(svg).quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = (image.getpalette() or [])[: colours * 3]
    return Image.frombytes("L", image.size, image.tobytes()), palette + [0] * (colours * 3 - len(palette))


def _title_top(lines: Lines) -> int:
    """Where a title begins: in the middle of its room."""
    return _TITLE_TOP + round(_TITLE_ROOM - lines.size * _LEADING * len(lines.lines)) // 2


def _letter(canvas: Image.Image, lines: Lines, top: int, ink: int) -> None:
    """Write lines below each other. ink: the first of the places of a colour in the palette."""
    height = round(lines.size * _LEADING)
    letters = Image.new("L", (EDGE - _MARGIN, height * len(lines.lines)))
    draw = ImageDraw.Draw(letters)
    for number, line in enumerate(lines.lines):
        draw.text((0, number * height + height // 2), line, fill=255, font=face(lines.size), anchor="lm")
    box = (_MARGIN, top, EDGE, top + letters.height)
    # The places of letters are behind all others, so the larger of two is what lies on top.
    canvas.paste(ImageChops.lighter(canvas.crop(box), letters.point(_places(ink))), box)


@lru_cache(maxsize=2)
def _places(ink: int) -> Sequence[int]:
    """The place in the palette for each strength of ink; 0 for next to none."""
    return [ink + one * (_STEPS - 1) // 255 if one > _FAINT else 0 for one in range(256)]


@lru_cache(maxsize=4)
def _fading(paper: str, ink: str) -> tuple[int, ...]:
    """The channels of the colours from one to the other."""
    ends = tuple(zip(_channels(paper), _channels(ink), strict=True))
    steps = (step / (_STEPS - 1) for step in range(_STEPS))
    return tuple(round(ground + (letter - ground) * step) for step in steps for ground, letter in ends)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
