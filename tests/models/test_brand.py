"""The brand's strands: one to four, each with colours that can be read, drawn side by side."""

import random

import pytest
from pydantic import ValidationError

from branchsite.load.data import load
from branchsite.models.brand import Brand, Palette, Strand, wordmark
from branchsite.models.contrast import contrast
from sites import TINY

RED = {"名称": "红", "短名": "red", "颜色": "红", "词": "江心红", "含义": "党建引领", "说明": "一句话。"}
DRAWN = {"字形": {"字": "江心红", "路径": "M0 0H10V100H0Z"}}


@pytest.fixture(scope="module")
def brand() -> Brand:
    """Of tiny: 红 and 绿."""
    return load(TINY).brand.model


def strand(**fields: object) -> Strand:
    """A strand like RED, with other fields."""
    return Strand.model_validate({**RED, **fields})


def test_both_forms_give_the_same_strands(brand: Brand) -> None:
    """红 and 绿 by themselves are a list of two."""
    red, green = brand.strands
    assert [(one.name, one.slug, one.word) for one in (red, green)] == [
        ("红", "red", "江心红"),
        ("绿", "green", "生态绿"),
    ]
    listed = brand.model_copy(update={"red": None, "green": None, "listed": (red, green)})
    assert listed.strands == (red, green)
    assert listed.strand("绿") is green


def test_no_more_than_four(brand: Brand) -> None:
    """A palette of pages has no room for a fifth."""
    values = brand.model_dump(by_alias=True) | {"红": None, "绿": None}
    strands = [{**RED, "名称": f"第{number}", "短名": f"s{number}"} for number in range(5)]
    assert len(Brand.model_validate(values | {"主线": strands[:4]}).strands) == 4
    with pytest.raises(ValidationError):
        Brand.model_validate(values | {"主线": strands})


@pytest.mark.parametrize("colour", ["蓝", "#12345", "1a5fb4", "#1a5fb4;", "url(x)", ""])
def test_other_words_are_no_colours(colour: str) -> None:
    """A colour is written into a style sheet."""
    with pytest.raises(ValidationError):
        strand(颜色=colour)


def appearances(brand: Brand) -> list[tuple[Palette, float, float]]:
    """Every palette with the contrast that its text and its drawings must have."""
    pair = (brand.light, brand.dark)
    return [*((one, 4.5, 3.0) for one in pair), *((one.strengthened(), 9.0, 4.5) for one in pair)]


@pytest.mark.slow
def test_any_colour_can_be_read(brand: Brand) -> None:
    """Text on paper, card and its own tint; what is drawn on the paper: by day, by night, strengthened or not."""
    rng = random.Random(7)
    for _ in range(200):
        one = strand(颜色=f"#{rng.randrange(1 << 24):06x}")
        for palette, read, seen in appearances(brand):
            text, soft, art = one.shades(palette)
            assert all(contrast(text, ground) >= read for ground in (palette.paper, palette.card, soft)), one.colour
            assert contrast(art, palette.paper) >= seen, one.colour


def test_named_colours_are_the_palette_s(brand: Brand) -> None:
    """红 and 绿 follow the palette wherever it is changed."""
    for palette, *_ in appearances(brand):
        assert strand().shades(palette) == (palette.red, palette.red_soft, palette.red_art)
        assert strand(颜色="绿").shades(palette) == (palette.green, palette.green_soft, palette.green_art)


@pytest.mark.parametrize(
    ("words", "width", "starts", "dots"),
    [
        (["江心红"], 300, [0], ()),
        (["书香", "江湾"], 460, [0, 260], (230,)),
        (["江心红", "生态绿"], 660, [0, 360], (330,)),
        (["春", "夏", "秋", "冬"], 580, [0, 160, 320, 480], (130, 290, 450)),
    ],
)
def test_words_stand_side_by_side(words: list[str], width: int, starts: list[int], dots: tuple[int, ...]) -> None:
    """A hundred a character, sixty with a dot in the middle between two words."""
    mark = wordmark(tuple(strand(词=word, 字形={"字": word, "路径": "M0 0H9V9Z"}) for word in words))
    assert mark is not None
    assert (mark.width, [one.x for one in mark.letters], mark.dots) == (width, starts, dots)


def test_a_width_of_its_own() -> None:
    """For letters that are no squares."""
    mark = wordmark((strand(词="ABC", 字形={"字": "ABC", "路径": "M0 0H9V9Z", "宽": 170}), strand(**DRAWN)))
    assert mark is not None
    assert (mark.width, mark.letters[1].x) == (530, 230)


@pytest.mark.parametrize("outline", [None, {"字": "江心", "路径": "M0 0H9V9Z"}])
def test_a_word_that_is_not_drawn(outline: object) -> None:
    """Then letters stand in for all."""
    assert wordmark((strand(**DRAWN), strand(字形=outline))) is None
