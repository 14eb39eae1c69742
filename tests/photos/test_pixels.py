"""What a photo looks like on the whole, known again without being decoded."""

from pathlib import Path

import pytest
from PIL import Image

from branchsite.cache import memo as memo_module
from branchsite.cache.folder import CacheFolder
from branchsite.cache.memo import Memo
from branchsite.photos import pixels as module
from branchsite.photos.image import ImageError
from branchsite.photos.pixels import Pixels, pixels, question
from pictures import image


def test_measures_and_mean_colour(tmp_path: Path) -> None:
    """Of the upright photo; half black, half white is grey."""
    one = Image.new("L", (400, 200))
    one.paste(255, (0, 0, 200, 200))
    one.save(tmp_path / "a.png")
    found = pixels(tmp_path / "a.png", Memo(CacheFolder(tmp_path)))
    assert found[:2] == (400, 200)
    assert all(abs(one - 127) < 3 for one in found[2:])
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "b.jpg").write_bytes(image(size=(80, 40), exif=exif))
    assert pixels(tmp_path / "b.jpg", Memo(CacheFolder(tmp_path)))[:2] == (40, 80)


def test_what_shines_through_is_white(tmp_path: Path) -> None:
    """As it will be published."""
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert pixels(tmp_path / "a.png", Memo(CacheFolder(tmp_path))) == Pixels(8, 8, 255, 255, 255)


def test_what_is_wrong_is_remembered_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same words, without opening it again."""
    monkeypatch.setattr(memo_module, "SETTLED", -1.0)
    (tmp_path / "a.jpg").write_bytes(image(size=(800, 800))[:2000])
    memo = Memo(CacheFolder(tmp_path))
    with pytest.raises(ImageError) as first:
        pixels(tmp_path / "a.jpg", memo)
    monkeypatch.setattr(module, "opened", None)
    with pytest.raises(ImageError) as second:
        pixels(tmp_path / "a.jpg", memo)
    assert (first.value.message, first.value.fix) == (second.value.message, second.value.fix)


def test_a_question_names_its_code(tmp_path: Path) -> None:
    """Another file that answers it makes it another question."""
    (tmp_path / "a.py").write_text("1")
    assert question("a") == question("a") != question("b")
    assert question("a", tmp_path / "a.py") != question("a")
