"""Outlines of the brand's words, from a font that is installed: what 字形 in brand.yml holds."""

import argparse
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont, TTLibError, TTLibFileIsCollectionError
from fontTools.ttLib.ttCollection import TTCollection

from ..errors import DataError, Problem

FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Black.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"),
    Path("/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),
    Path("C:/Windows/Fonts/simsun.ttc"),
    Path("/System/Library/Fonts/Supplemental/Songti.ttc"),
)
"""Looked for in this order where no font is named."""

_SIMPLIFIED = " SC"
"""In the family name of the face with Chinese forms, within a collection that has those of other countries too."""

_HEIGHT = 100
_BASELINE = 0.88
"""How far the baseline lies below the top of a Chinese character's square, as a share of its height."""

_LICENSE, _COPYRIGHT = 13, 0
_WIDE = 96


@dataclass(frozen=True)
class DrawnWord:
    """A word as an outline. width: of the path, whose height is 100."""

    word: str
    path: str
    width: int

    def yaml(self, indent: int) -> str:
        """As a line of brand.yml. indent: the number of blanks before the strand's other fields."""
        wide = "" if self.width == _HEIGHT * len(self.word) else f"  宽: {self.width}\n"
        lines = textwrap.wrap(self.path, _WIDE, break_long_words=False, break_on_hyphens=False)
        text = f"字形:\n  字: {self.word}\n{wide}  路径: >-\n" + textwrap.indent("\n".join(lines), "    ")
        return textwrap.indent(text, " " * indent) + "\n"


def outlines(words: list[str], font: Path | None) -> tuple[list[DrawnWord], str]:
    """The words as outlines, and the license in the font's own metadata.

    font: a file; None for the first of FONTS that is installed. Raises DataError where there is none, where it
    cannot be read, or where it lacks a character.
    """
    path = font or next((one for one in FONTS if one.is_file()), None)
    if path is None:
        fix = "装一个中文字体（Debian：apt install fonts-noto-cjk），或者用 --font 指明字体文件"
        raise DataError([Problem("wordmark", 0, "这台电脑上没有找到可用的中文字体", fix=fix)])
    face = _face(path)
    lacking = [sign for word in words for sign in word if ord(sign) not in face.getBestCmap()]
    if lacking:
        message = f"这个字体里没有“{lacking[0]}”"
        raise DataError([Problem(str(path), 0, message, fix="用 --font 换一个字体文件")])
    return [_drawn(face, word) for word in words], _license(face)


def _face(path: Path) -> TTFont:
    try:
        return TTFont(path)
    except TTLibFileIsCollectionError:
        faces = TTCollection(path).fonts
        return next((one for one in faces if (one["name"].getBestFamilyName() or "").endswith(_SIMPLIFIED)), faces[0])
    except (OSError, TTLibError):
        fix = "要 .ttf、.otf 或 .ttc 文件，例如 --font /usr/share/fonts/…/NotoSerifCJK-Bold.ttc"
        raise DataError([Problem(str(path), 0, "读不出这个字体文件", fix=fix)]) from None


def _drawn(face: TTFont, word: str) -> DrawnWord:
    glyphs, names = face.getGlyphSet(), face.getBestCmap()
    scale = _HEIGHT / face["head"].unitsPerEm
    paths, x = [], 0.0
    for sign in word:
        glyph = glyphs[names[ord(sign)]]
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}")
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, _BASELINE * _HEIGHT)))
        paths.append(pen.getCommands())
        x += glyph.width * scale
    return DrawnWord(word, "".join(paths).replace(",", " "), round(x))


def _license(face: TTFont) -> str:
    """Copyright and license of a font, from its metadata, on one line."""
    return " ".join(" ".join(_records(face)).split())


def _records(face: TTFont) -> Iterator[str]:
    for number in (_COPYRIGHT, _LICENSE):
        if record := face["name"].getDebugName(number):
            yield record


def run_wordmark(options: argparse.Namespace) -> int:
    """Print the outlines of words. options: root, words, font. Raises DataError where a font lacks them."""
    drawn, license = outlines(options.words, options.font)
    brand = (options.root / "data" / "brand.yml").read_text(encoding="utf-8-sig")
    indent = 4 if "\n主线" in brand else 2
    print("# 抄到 data/brand.yml 里对应主线的下面，和“词”对齐。“词”改了，要重新画。")
    print(f"# 字体的说明，请一起保留：{license}")
    for one in drawn:
        print(one.yaml(indent), end="")
    return 0
