"""The pictures of records without photos: on their pages, and wherever these are shared."""

from functools import cached_property, partial

from ..cache.fingerprint import fingerprint
from ..library.library import Library
from ..library.record import Record
from ..photos.card import Card, card_file
from ..photos.font import FAMILY, letterable
from .identity import coloured, tones, written
from .page import Asset
from .render import phrases, render_xml


class Cards:
    """Draws cards in the colours of a library's brand."""

    def __init__(self, library: Library) -> None:
        self._brand = library.brand
        self._store = library.card_store
        self._drawings: dict[str, str] = {}

    def of_record(self, record: Record) -> Asset:
        """Its drawing over title, day and brand, as a square PNG. Named by what it is drawn from."""
        light = self._brand.light
        day = f"{record.day_label} · 示例" if record.activity.sample else record.day_label
        # Of a title with characters that the font lacks the kind is left: rather no title than half of one.
        title = written(letterable(record.title)) or written(letterable(record.kind.name))
        words = tuple(phrases(title))
        card = Card(self._drawing(record.drawing), self._foot, words, day, light.paper, light.ink, light.ink_soft)
        return Asset(fingerprint(f"{record.url}card.png", *card.source), partial(card_file, card, self._store))

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            self._drawings[name] = coloured(render_xml("drawing.svg.html", name=name), self._brand.light)
        return self._drawings[name]

    @cached_property
    def _foot(self) -> str:
        brand = self._brand
        words = all(written(one.word) for one in brand.strands)
        svg = render_xml("card-foot.svg.html", brand=brand, words=words, family=FAMILY, tones=tones(brand))
        return coloured(svg, brand.light)
