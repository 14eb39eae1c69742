"""Makes hooks/branchsite/photos/letters/: the characters that pictures are lettered with, cut out of Debian's Noto.

    .venv/bin/python tools/picture_font.py

Needs fonts-noto-cjk (SIL Open Font License, which lies beside the result and allows this). The same package and the
same fontTools give the same bytes.
"""

import io
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from branchsite.photos.font import CHARACTERS, PATH

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
SIMPLIFIED = 2
"""The place of the face with the Chinese forms in this collection."""

UNUSED = ("GSUB", "GPOS", "BASE", "VORG", "vhea", "vmtx")
"""Text is set in one line, from left to right, one character after the other."""


def main() -> None:
    """Write the font anew."""
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += UNUSED
    options.recalc_timestamp = False
    font = TTFont(SOURCE, fontNumber=SIMPLIFIED, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, CHARACTERS))
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    PATH.write_bytes(out.getvalue())
    print(f"{PATH.name}: {len(font.getBestCmap())} characters, {len(out.getvalue())} bytes")


if __name__ == "__main__":
    main()
