"""A photo of a record, as it will be published."""

from pathlib import Path

import pytest
from PIL import Image

from branchsite.fingerprint import plain
from branchsite.library import picture as module
from branchsite.library.picture import picture
from branchsite.models.activity import Photo

WORDS = Photo.model_validate({"文件": "01.png", "替代文字": "树"})
FOLDER = "news/2024/2024-03-12-a/"


def uri(path: Path, colour: str) -> str:
    """Where a photo of one colour is published."""
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (30, 20), colour).save(path)
    return picture(WORDS, path, FOLDER).uri


def test_where_and_how_large(tmp_path: Path) -> None:
    """Beside its record, as a JPEG."""
    Image.new("RGB", (30, 20), "green").save(tmp_path / "01.png")
    made = picture(WORDS, tmp_path / "01.png", FOLDER)
    assert plain(made.uri) == f"{FOLDER}01.jpg"
    assert (made.width, made.height, made.path, made.photo) == (30, 20, tmp_path / "01.png", WORDS)


def test_the_name_follows_from_the_photo(tmp_path: Path) -> None:
    """Not from where the site lies or when: the same photo keeps its name, a replaced one has another."""
    first = uri(tmp_path / "1" / "01.png", "green")
    assert uri(tmp_path / "2" / "01.png", "green") == first
    assert uri(tmp_path / "1" / "01.png", "red") != first


def test_the_name_follows_from_the_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A photo that will be encoded otherwise has another name."""
    first = uri(tmp_path / "1" / "01.png", "green")
    monkeypatch.setattr(module, "_ENCODER", b"another")
    assert uri(tmp_path / "2" / "01.png", "green") != first
