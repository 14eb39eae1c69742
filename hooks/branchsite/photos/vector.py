"""Drawings as pixels, by resvg."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import resvg_py
from PIL import Image


@dataclass(frozen=True)
class Font:
    """A font file with Chinese characters, and the name of its family."""

    path: Path
    family: str


FONTS = (
    Font(Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"), "Noto Sans CJK SC"),
    Font(Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), "Noto Sans CJK SC"),
    Font(Path("/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc"), "Noto Sans CJK SC"),
    Font(Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"), "WenQuanYi Micro Hei"),
    Font(Path("C:/Windows/Fonts/msyhbd.ttc"), "Microsoft YaHei"),
    Font(Path("C:/Windows/Fonts/simhei.ttf"), "SimHei"),
    Font(Path("/System/Library/Fonts/Hiragino Sans GB.ttc"), "Hiragino Sans GB"),
)
"""Where systems keep one, the best first."""


_COLOURS = 128


@cache
def chinese_font() -> Font | None:
    """The first of the fonts that is installed; None where there is none: then nothing is written into pictures."""
    return next((one for one in FONTS if one.path.is_file()), None)


def png(svg: str) -> bytes:
    """An SVG document as a PNG of its own size. Text is drawn in the Chinese font only.

    Raises ValueError for what is no SVG.
    """
    font = chinese_font()
    files = [str(font.path)] if font else []
    drawn = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=files)
    with Image.open(io.BytesIO(drawn)) as image, io.BytesIO() as out:
        # A drawing has few colours: less than half the bytes.
        image.convert("RGB").quantize(_COLOURS).save(out, "PNG", optimize=True)
        return out.getvalue()
