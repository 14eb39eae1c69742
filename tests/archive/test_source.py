"""The data in a copy: what is public and nothing else, and a site can be built of it again."""

import datetime
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from branchsite.archive.source import source_files
from branchsite.build import pages_of, read_library
from branchsite.library.library import Library
from branchsite.library.record import Record
from branchsite.models.activity import Activity
from branchsite.models.base import Visibility
from sites import LATER, SECOND, SHIPPED, TINY, TODAY, copy_site, hide_samples, sample_words

pytestmark = pytest.mark.slow

WORLDS = {"tiny": (TINY, TODAY), "shipped": (SHIPPED, LATER), "second": (SECOND, datetime.date(2031, 5, 10))}


def written(library: Library, to: Path) -> Path:
    """The data of a copy as files."""
    for one in source_files(library):
        path = to / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.content)
    return to


@pytest.mark.parametrize("world", WORLDS)
def test_a_site_can_be_built_of_it_again(world: str, tmp_path: Path) -> None:
    """The same records, materials and articles at the same addresses, each with the same words; photos as they were."""
    root, day = WORLDS[world]
    library, _ = read_library(copy_site(tmp_path / "site", root), day)
    again, _ = read_library(written(library, tmp_path / "copy"), day)
    assert [one.url for one in again.ledger] == [one.url for one in library.records]
    assert all("\\n" not in path.read_text("utf-8") for path in (tmp_path / "copy/data").rglob("*.yml"))
    assert list(map(words, again.records)) == list(map(words, library.records))
    assert [one.title for one in again.materials] == [one.title for one in library.materials]
    assert [len(one.pictures) for one in again.records] == [len(one.pictures) for one in library.records]
    pages = {page.url: page for page in pages_of(library)}
    for page in pages_of(again):
        if page.source.startswith("docs/") and page.url in pages:
            assert without_photos(page.markdown) == without_photos(pages[page.url].markdown), page.url


def words(record: Record) -> Activity:
    """All but the names of its photos, and what it proves that is not public."""
    return record.activity.model_copy(update={"photos": (), "fulfils": ()})


def without_photos(text: str) -> str:
    return re.sub(r'\S+\.(jpg|avif)\b|tint r\d g\d b\d|(width|height)="\d+"', "", text)


@pytest.mark.parametrize("world", WORLDS)
def test_what_is_not_public_is_not_in_it(world: str, tmp_path: Path) -> None:
    """No record of which only day and kind are public, no commitment that is not, no matter of the Party alone."""
    root, day = WORLDS[world]
    library, _ = read_library(copy_site(tmp_path / "site", root), day)
    again, _ = read_library(written(library, tmp_path / "copy"), day)
    assert all(one.public for one in again.ledger)
    visible = {one.visibility for plan in again.data.plans.values() for one in plan.model.commitments}
    assert Visibility.INTERNAL not in visible and visible
    assert not any(one.inner for one in again.matters)
    assert again.site.edit_base is None


def test_hidden_samples_are_not_in_it(tmp_path: Path) -> None:
    """Nor is a record that is published later."""
    root = copy_site(tmp_path / "site")
    words = sample_words(root)
    hide_samples(root)
    library, _ = read_library(root, TODAY)
    text = "\n".join(one.content.decode("utf-8", "replace") + one.name for one in source_files(library))
    assert words and [word for word in words if word in text] == []
    shown, _ = read_library(copy_site(tmp_path / "shown"), TODAY)
    later = [entry.file for entry in shown.data.activities.values() if entry.model.published > TODAY]
    assert later and not {one.name for one in source_files(shown)} & set(later)


def test_photos_are_pictures_and_nothing_else(tmp_path: Path) -> None:
    """Under a number: neither a person's name for the file nor what a camera wrote is kept."""
    root = copy_site(tmp_path / "site", TINY)
    folder = root / "data/activities/2024/2024-03-05-yuanwen"
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = "mimi-exif"
    with Image.open(folder / "01.jpg") as image:
        image.save(folder / "mimi-name.jpg", exif=exif, comment=b"mimi-comment")
    (folder / "01.jpg").unlink()
    record = folder.with_suffix(".yml")
    record.write_text(record.read_text("utf-8").replace("文件: 01.jpg", "文件: mimi-name.jpg"), "utf-8")
    files = list(source_files(read_library(root, TODAY)[0]))
    photos = [one for one in files if one.name.endswith(".jpg")]
    assert [one.name for one in photos] == ["data/activities/2024/2024-03-05-yuanwen/01.jpg"]
    assert not Image.open(io.BytesIO(photos[0].content)).getexif()
    assert not [one.name for one in files if b"mimi" in one.content or "mimi" in one.name]


def test_a_person_reads_it(library: Library) -> None:
    """Lines stay lines, and words are those of the files."""
    text = next(one.content.decode() for one in source_files(library) if one.name.endswith("2024-03-12-zhishu.yml"))
    assert "\n正文: |" in text and "\n  ## 三个人，种一棵树\n" in text and "\n涉及学生: 是\n" in text
    assert "\n活动日期: 2024-03-12\n" in text and "null" not in text and "{}" not in text
