"""Ensure that text can be read on its ground: contrast 4.5:1 (GB/T 37668-2019, WCAG AA)."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data
from ..models.brand import Palette

_PAIRS = (
    ("墨", "纸"),
    ("墨", "卡片"),
    ("墨", "江"),
    ("淡墨", "纸"),
    ("淡墨", "卡片"),
    ("红", "纸"),
    ("红", "卡片"),
    ("红", "浅红"),
    ("绿", "纸"),
    ("绿", "卡片"),
    ("绿", "浅绿"),
    ("琥珀", "纸"),
    ("琥珀", "卡片"),
    ("琥珀", "浅琥珀"),
    ("金", "页眉"),
)
_LEAST = 4.5


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every text colour of both appearances on the grounds it is used on."""
    for name, palette in (("浅色", data.brand.model.light), ("深色", data.brand.model.dark)):
        colours = _by_alias(palette)
        for text, ground in _PAIRS:
            ratio = contrast(colours[text], colours[ground])
            if ratio < _LEAST:
                message = f"{name}里“{text}”写在“{ground}”上看不清，对比度 {ratio:.2f}，至少要 4.5"
                yield data.brand.problem(message, name, text, fix="换深一些或浅一些的颜色")
        white = contrast("#ffffff", palette.bar)
        if white < _LEAST:
            message = f"{name}的页眉太浅，白字看不清，对比度 {white:.2f}，至少要 4.5"
            yield data.brand.problem(message, name, "页眉", fix="换深一些的颜色")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours given as #RRGGBB, from 1 to 21 (WCAG 2.1)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _by_alias(palette: Palette) -> dict[str, str]:
    return {str(field.alias): getattr(palette, name) for name, field in Palette.model_fields.items()}
