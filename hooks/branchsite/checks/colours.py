"""Ensure that text can be read on its ground: contrast 4.5:1 (GB/T 37668-2019, WCAG AA)."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data
from ..models.brand import TEXT, Palette
from ..models.contrast import contrast

_PAIRS = [(text, ground) for text, grounds in TEXT.items() for ground in grounds] + [("gold", "bar")]
_LEAST = 4.5


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every text colour of both appearances on the grounds it is used on."""
    for name, palette in (("浅色", data.brand.model.light), ("深色", data.brand.model.dark)):
        for text, ground in _PAIRS:
            ratio = contrast(getattr(palette, text), getattr(palette, ground))
            if ratio < _LEAST:
                message = f"{name}里“{_word(text)}”写在“{_word(ground)}”上看不清，对比度 {ratio:.2f}，至少要 4.5"
                yield data.brand.problem(message, name, _word(text), fix="换深一些或浅一些的颜色")
        white = contrast("#ffffff", palette.bar)
        if white < _LEAST:
            message = f"{name}的页眉太浅，白字看不清，对比度 {white:.2f}，至少要 4.5"
            yield data.brand.problem(message, name, "页眉", fix="换深一些的颜色")


def _word(name: str) -> str:
    """A colour as the file calls it."""
    return str(Palette.model_fields[name].alias)
