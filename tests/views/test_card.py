"""Every record has a picture of its own, in its page and for who is sent its address."""

import io
from dataclasses import replace

from PIL import Image

from branchsite.library.library import Library
from branchsite.views.card import Cards
from branchsite.views.record import record_pages
from views.conftest import World

RARE = {"标题: 再读一章": "标题: 再读𪚥一章"}


def cards(library: Library) -> dict[str, bytes]:
    """The cards of a library's records without photos, by their titles."""
    made = Cards(library)
    return {one.title: made.of_record(one).read() for one in library.records if not one.pictures}


def test_each_record_has_its_own(library: Library) -> None:
    """A photo, or a card that no other record has; in the body as large as WeChat asks for, and in the head."""
    pages = record_pages(library)
    assert len({page.image for page in pages}) == len(pages)
    for page, record in zip(pages, library.records, strict=True):
        assert page.image in {asset.uri for asset in page.assets}
        assert page.facts and f"{library.address}{page.image}" in page.facts["image"]  # type: ignore[operator]
        name = page.image.rpartition("/")[2]
        if not record.pictures:
            assert f'<img src="{name}" width="480" height="480" alt="{record.title}（示意图）"' in page.html


def test_photos_too_small_for_a_chat(tiny: Library) -> None:
    """The record's page shows them, and no drawing; what is shared is a card."""
    page = next(one for one in record_pages(tiny) if one.source.endswith("yuanwen.yml"))
    assert page.image.rpartition("/")[2].startswith("card.") and "card." not in page.html


def test_a_card_is_a_small_square(tiny: Library) -> None:
    """Large enough for a chat, small enough for a telephone on the move."""
    for content in cards(tiny).values():
        with Image.open(io.BytesIO(content)) as image:
            assert image.size == (480, 480) and image.format == "PNG"
        assert len(content) < 20_000


def test_title_day_and_sign_of_a_sample_are_on_it(world: World, tiny: Library) -> None:
    """Each changes it."""
    mine = cards(tiny)["再读一章"]
    theirs = world(swaps={"标题: 再读一章": "标题: 再读两章"})
    assert cards(theirs)["再读两章"] != mine


def test_a_title_that_cannot_be_written(world: World, tiny: Library) -> None:
    """The kind stands in its place: no box, and no half of a title."""
    rare = cards(world(swaps=RARE))["再读𪚥一章"]
    assert rare != cards(tiny)["再读一章"]
    assert rare == cards(_titled(tiny, "集中学习"))["集中学习"]


def _titled(library: Library, title: str) -> Library:
    """The library with another title on one record."""
    ledger = [
        replace(one, activity=one.activity.model_copy(update={"title": title})) if one.title == "再读一章" else one
        for one in library.ledger
    ]
    return replace(library, ledger=tuple(ledger))
