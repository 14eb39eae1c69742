"""Words become outlines that brand.yml can hold."""

import re
from pathlib import Path

import pytest

from branchsite.build import build_pages
from branchsite.commands.wordmark import FONTS, outlines
from branchsite.errors import DataError
from sites import TINY, TODAY, copy_site, parse, replace, run

NUMBER = re.compile(r"-?\d+")


@pytest.mark.slow
def test_a_word_fills_its_squares() -> None:
    """A hundred a character, the path within them."""
    (drawn,), license = outlines(["江湾"], None)
    numbers = [int(one) for one in NUMBER.findall(drawn.path)]
    assert drawn.width == 200
    assert min(numbers) >= -5
    assert max(numbers) <= 205
    assert "License" in license


@pytest.mark.slow
def test_what_it_prints_is_what_the_file_takes(tmp_path: Path) -> None:
    """Copied under 绿 as it is printed, the brand's name is drawn."""
    root = copy_site(tmp_path / "site", TINY)
    printed = run("branchsite", "wordmark", "生态绿", root=root).stdout
    replace(root / "data/brand.yml", "  说明: 党建落到的地方。\n", f"  说明: 党建落到的地方。\n{printed}")
    (page,) = [one for one in build_pages(root, TODAY) if one.url == "brand/"]
    mark = parse(page.html).one("h1").one("svg", class_="wordmark")
    assert mark.attributes["viewbox"] == "0 0 660 100"
    assert len(mark.all("path")) == 2


@pytest.mark.parametrize(
    ("word", "font", "message"),
    [
        ("江\U000e0001", None, "这个字体里没有“\U000e0001”"),
        ("江", "/nowhere.ttf", "读不出这个字体文件"),
        ("江", __file__, "读不出这个字体文件"),
    ],
)
def test_what_cannot_be_drawn(word: str, font: str | None, message: str) -> None:
    """Another font can be named."""
    with pytest.raises(DataError) as caught:
        outlines([word], Path(font) if font else None)
    assert [(one.message, "--font" in one.fix) for one in caught.value.problems] == [(message, True)]


def test_a_font_is_installed() -> None:
    """tools/system-packages sees to it."""
    assert any(one.is_file() for one in FONTS)
