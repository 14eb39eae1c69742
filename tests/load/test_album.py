"""Which photos a record has, and in what order."""

import pytest

from branchsite.load.album import album, album_of
from branchsite.load.data import load
from branchsite.models.activity import Photo
from sites import TINY


def listed(*names: str) -> list[Photo]:
    """As a record lists them."""
    return [Photo.model_validate({"文件": name}) for name in names]


ORDERS = {
    "nothing": ([], [], []),
    "listed ones first, in their order": (["b.jpg", "a.jpg"], ["a.jpg", "b.jpg", "c.jpg"], ["b.jpg", "a.jpg", "c.jpg"]),
    "numbers by their size": ([], ["10.jpg", "2.jpg", "1.jpg"], ["1.jpg", "2.jpg", "10.jpg"]),
    "numbers within names": (
        *([], ["微信图片_10.jpg", "微信图片_9.jpg", "微信图片_9 (2).jpg", "IMG_3.jpg"]),
        ["IMG_3.jpg", "微信图片_9 (2).jpg", "微信图片_9.jpg", "微信图片_10.jpg"],
    ),
    "zeros in front": ([], ["010.jpg", "9.jpg", "0009.jpg"], ["0009.jpg", "9.jpg", "010.jpg"]),
    "numbers longer than any": (
        [],
        ["9" * 90 + ".jpg", "1" + "0" * 90 + ".jpg"],
        ["9" * 90 + ".jpg", "1" + "0" * 90 + ".jpg"],
    ),
    "any case": ([], ["B.JPG", "a.jpg"], ["a.jpg", "B.JPG"]),
    "listed in another case": (["IMG_1.jpg"], ["IMG_1.JPG", "0.jpg"], ["IMG_1.JPG", "0.jpg"]),
    "listed full-width": (["０１．ｊｐｇ.jpg"], ["01.jpg.jpg"], ["01.jpg.jpg"]),
    "no photos": ([], ["a.docx", "b.mp4", "c"], []),
}


@pytest.mark.parametrize("case", ORDERS)
def test_order(case: str) -> None:
    """What the record lists, then the others as people count."""
    names, there, wanted = ORDERS[case]
    found = album(listed(*names), there)
    assert [one.name for one in found.items] == wanted
    assert [one.index for one in found.items if one.photo] == list(range(len(names)))


def test_what_does_not_fit() -> None:
    """Missing, listed twice, and no photos at all."""
    found = album(listed("a.jpg", "no.jpg", "A.jpg"), ["a.jpg", "x.docx", "\n.jpg\n"])
    assert (found.missing, found.twice, found.strangers) == ((1,), (2,), ("x.docx", "\n.jpg\n"))


def test_two_that_may_be_meant() -> None:
    """Then none is: the record must say which."""
    found = album(listed("A.jpg"), ["a.jpg", "a.JPG"])
    assert found.missing == (0,)
    assert album(listed("a.jpg"), ["a.jpg", "a.JPG"]).items[0].name == "a.jpg"


def test_of_a_record() -> None:
    """The files of its own folder; most have none."""
    tiny = load(TINY)
    assert [one.name for one in album_of(tiny, tiny.activities["2024-03-05-yuanwen"]).items] == ["01.jpg"]
    assert not album_of(tiny, tiny.activities["2024-04-10-dangri"]).items
