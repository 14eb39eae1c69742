"""Cards: whole drawings over their titles, small files, the same bytes every time."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from branchsite.cache.folder import CacheFolder
from branchsite.photos.card import DRAWING, EDGE, Card, card_file, draw_card

DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="300" viewBox="0 0 480 300">'
    '<rect width="480" height="300" fill="#2e7d32"/><rect width="20" height="300" fill="#a80f1a"/>'
    '<rect x="460" width="20" height="300" fill="#d99a1c"/></svg>'
)
FOOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="180" viewBox="0 0 480 180">'
    '<rect width="480" height="180" fill="#fbf8f3"/></svg>'
)
CARD = Card(DRAWN, FOOT, ("读书：", "再读一章"), "2024年3月5日 · 示例", "#fbf8f3", "#1f1f1f", "#5c5750")


def seen(card: Card) -> Image.Image:
    """What a chat shows."""
    return Image.open(io.BytesIO(draw_card(card))).convert("RGB")


def inked(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many dark pixels lie in a part of it."""
    return sum(image.crop(box).convert("L").histogram()[:128])


def test_the_drawing_is_whole_and_square() -> None:
    """Its left and its right edge are there, and a chat's square leaves nothing out."""
    image = seen(CARD)
    assert image.size == (EDGE, EDGE)
    for place, colour in (((5, 150), (168, 15, 26)), ((474, 150), (217, 154, 28)), ((240, DRAWING - 5), (46, 125, 50))):
        found = image.getpixel(place)
        assert isinstance(found, tuple) and all(abs(a - b) < 10 for a, b in zip(found, colour, strict=True)), place


def test_title_and_day_stand_on_the_foot() -> None:
    """Both are written, within the margins; without a title there is only the day."""
    image = seen(CARD)
    assert inked(image, (24, 310, 456, 430)) > 500
    assert inked(image, (24, 436, 260, 470)) > 150
    assert inked(image, (0, 310, 22, 480)) == inked(image, (458, 310, 480, 480)) == 0
    assert inked(seen(replace(CARD, title=("",))), (24, 310, 456, 430)) == 0


def test_a_title_stands_in_the_middle_of_its_room() -> None:
    """As far from the drawing as from the day, however many lines it has; none of them touches either."""
    for title in (("读书",), ("读书分享会", "再读一章又一章"), ("读书分享会和座谈会",) * 3):
        image = seen(replace(CARD, title=title))
        rows = [row for row in range(DRAWING, 438) if inked(image, (24, row, 456, row + 1))]
        assert abs(rows[0] - (DRAWING + 14) - (DRAWING + 126 - rows[-1])) < 16, title
        assert rows[0] > DRAWING + 10 and rows[-1] < DRAWING + 128, title


def test_the_same_card_is_the_same_file(tmp_path: Path) -> None:
    """Drawn, drawn again, and kept; what somebody spoilt in the cache is drawn anew."""
    first = card_file(CARD, CacheFolder(tmp_path))
    assert first == draw_card(CARD) == card_file(CARD, CacheFolder(tmp_path))
    kept = next(tmp_path.iterdir())
    kept.write_bytes(b"spoilt")
    assert card_file(CARD, CacheFolder(tmp_path)) == first
    assert len(first) < 8_000


def test_where_no_cache_can_be_written(tmp_path: Path) -> None:
    """It is drawn all the same."""
    (tmp_path / "file").write_text("")
    assert card_file(CARD, CacheFolder(tmp_path / "file" / "below")) == draw_card(CARD)


@pytest.mark.parametrize(
    "other",
    [
        {"drawing": DRAWN.replace("2e7d32", "2e7d33")},
        {"foot": FOOT.replace("fbf8f3", "ffffff")},
        {"title": ("读书：再读一章",)},
        {"day": "2024年3月6日"},
        {"paper": "#ffffff"},
        {"ink": "#000000"},
        {"soft": "#000000"},
    ],
    ids=lambda one: next(iter(one)),
)
def test_whatever_differs_is_another_card(other: dict[str, object], tmp_path: Path) -> None:
    """Another name to be kept and published under."""
    assert replace(CARD, **other).source != CARD.source  # type: ignore[arg-type]


def test_what_is_no_drawing() -> None:
    """Said, not drawn."""
    with pytest.raises(ValueError):
        draw_card(replace(CARD, drawing="<svg"))
