"""Ensure that text can be read on its ground: contrast 4.5:1 (GB/T 37668-2019, WCAG AA)."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data
from ..models.brand import TEXT, Palette
from ..models.contrast import contrast, strengthened

_PAIRS = [(text, ground) for text, grounds in TEXT.items() for ground in grounds] + [("gold", "bar")]
_LEAST = 4.5


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every text colour of both appearances on the grounds it is used on."""
    for name, palette in (("浅色", data.brand.model.light), ("深色", data.brand.model.dark)):
        for text, ground in _PAIRS:
            ratio = contrast(getattr(palette, text), getattr(palette, ground))
            if ratio < _LEAST:
                message = f"{name}里“{_word(text)}”写在“{_word(ground)}”上看不清，对比度 {ratio:.2f}，至少要 4.5"
                yield _unreadable(data, palette, name, text, message)
        white = contrast("#ffffff", palette.bar)
        if white < _LEAST:
            message = f"{name}的页眉太浅，白字看不清，对比度 {white:.2f}，至少要 4.5"
            bar = strengthened(palette.bar, "#000000", ["#ffffff"], _LEAST)
            yield data.brand.problem(message, name, "页眉", fix=f'页眉: "{bar}"')


def _unreadable(data: Data, palette: Palette, name: str, text: str, message: str) -> Problem:
    """With the nearest colour that can be read on every ground of that text; else the ground has to change."""
    grounds = [getattr(palette, ground) for one, ground in _PAIRS if one == text]
    typed = getattr(palette, text)
    ends = [strengthened(typed, end, grounds, _LEAST) for end in ("#000000", "#ffffff")]
    right = [one for one in ends if all(contrast(one, ground) >= _LEAST for ground in grounds)]
    if right:
        colour = min(right, key=lambda one: contrast(one, typed))
        return data.brand.problem(message, name, _word(text), fix=f'{_word(text)}: "{colour}"')
    return data.brand.problem(message, name, _word(text), fix="换更浅或更深的底色")


def _word(name: str) -> str:
    """A colour as the file calls it."""
    return str(Palette.model_fields[name].alias)
