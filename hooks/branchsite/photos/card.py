"""The picture that stands for a record where it is shared: its drawing, whole, over its title and day; square.

A chat shows the middle of a picture, as a square: of this one it shows all. Measured with resvg_py 0.5 and Pillow 13
on 480 × 480 pixels: a drawing takes 23 ms of one core, every further record that has the same one 3 ms; a file is
6 to 12 KB.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from .. import cache
from .font import PATH, face
from .lettering import Lines, Setting, set_lines
from .vector import LIBRARIES, pixels_of

EDGE = 480
"""Of the square, in pixels: a chat asks for 300."""

DRAWING = 300
"""The height of the drawing, in pixels; the foot has the rest."""

_MARGIN = 24
_TITLE_TOP, _TITLE_ROOM = DRAWING + 14, 112
_DAY_TOP, _DAY_SIZE = 438, 20
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
    return cache.version([*code, PATH], LIBRARIES)


def card_file(card: Card, store: Path) -> bytes:
    """The card as a PNG. store: the folder of the cache in which it is kept."""
    place = store / cache.key(*card.source)
    kept = cache.read(place)
    if kept is None:
        kept = draw_card(card)
        cache.write(place, kept)
    return kept


def draw_card(card: Card) -> bytes:
    """The card as a PNG. Raises ValueError where one of its drawings is no SVG."""
    canvas = Image.new("L", (EDGE, EDGE))
    drawn, first = _indexed(card.drawing, _DRAWN)
    foot, second = _indexed(card.foot, _FOOT)
    canvas.paste(drawn)
    canvas.paste(foot.point([min(one + _DRAWN, 255) for one in range(256)]), (0, DRAWING))
    lines = set_lines(card.title, EDGE - 2 * _MARGIN, _SETTINGS)
    _letter(canvas, lines, _title_top(lines), _DRAWN + _FOOT)
    _letter(canvas, Lines(_DAY_SIZE, (card.day,)), _DAY_TOP, _DRAWN + _FOOT + _STEPS)
    canvas.putpalette([*first, *second, *_fading(card.paper, card.ink), *_fading(card.paper, card.soft)])
    with io.BytesIO() as out:
        canvas.save(out, "PNG")
        return out.getvalue()


@lru_cache(maxsize=64)
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
    mask = Image.new("L", (EDGE - _MARGIN, height * len(lines.lines)))
    draw = ImageDraw.Draw(mask)
    for number, line in enumerate(lines.lines):
        draw.text((0, number * height + height // 2), line, fill=255, font=face(lines.size), anchor="lm")
    steps = [ink + one * (_STEPS - 1) // 255 for one in range(256)]
    canvas.paste(mask.point(steps), (_MARGIN, top), mask.point([255 if one > _FAINT else 0 for one in range(256)]))


def _fading(paper: str, ink: str) -> Iterator[int]:
    """The channels of the colours from one to the other."""
    ends = tuple(zip(_channels(paper), _channels(ink), strict=True))
    for step in range(_STEPS):
        yield from (round(ground + (letter - ground) * step / (_STEPS - 1)) for ground, letter in ends)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
