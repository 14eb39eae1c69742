"""The pictures' own font: what it says of itself is so, and it may be shipped."""

from fontTools.ttLib import TTFont

from branchsite.photos.font import CHARACTERS, PATH, face, lacking, letterable


def test_the_font_has_every_character_it_is_said_to() -> None:
    """Else a box would stand in a picture, and no check would say so."""
    assert not CHARACTERS - set(map(chr, TTFont(PATH).getBestCmap()))


def test_what_a_branch_writes_with() -> None:
    """The whole of GB/T 2312 with its marks, letters and figures, and the plan's rare characters."""
    assert len([one for one in CHARACTERS if "\u4e00" <= one <= "\u9fff"]) >= 6763
    assert not lacking("圩塘小学党支部：龘朤“七一”《章程（试行）》——2024年3月5日，江心红·生态绿… ①℃％3/4 Ab")


def test_what_it_lacks() -> None:
    """Each once, in their order; pictures among the letters are left out instead."""
    assert lacking("𠮷讀a𠮷") == ("𠮷", "讀")
    assert letterable("⼀起\u00a0读\u2002书\u202f") == "一起 读 书"
    assert letterable("🌱 种树👨‍👩‍👧 \u200b去️ ") == "种树 去"


def test_the_license_lies_beside_it() -> None:
    """The font's maker asks for it, and for the copyright."""
    text = PATH.with_name("OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text and "© 2014-2021 Adobe" in text
    assert PATH.stat().st_size < 1_700_000


def test_letters_have_their_widths() -> None:
    """A Chinese character is as wide as it is high."""
    assert face(30).getlength("江心红") == 90
