"""Pages of a group as they were made last time: the same to whoever asks, and not made before somebody does."""

from pathlib import Path

import pytest

from branchsite.cache.digest import digest
from branchsite.cache.folder import CacheFolder
from branchsite.cache.groups import Groups
from branchsite.library.library import Library
from branchsite.output.shell import shell_key
from branchsite.views.kept import load_pages, save_pages
from branchsite.views.page import Page
from branchsite.views.record import record_pages

FIELDS = ("url", "title", "description", "hub", "source", "updated", "searchable", "image", "scripts", "alone")


def test_the_same(library: Library, tmp_path: Path) -> None:
    """Every field, the HTML, what it follows from, its place in the theme, and every byte beside it."""
    groups = Groups(CacheFolder(tmp_path))
    made, kept = record_pages(library, groups), record_pages(library, groups)
    assert len(kept) == len(made) == len(library.records)
    for one, again in zip(made, kept, strict=True):
        assert type(again) is not type(one), "it is taken from the cache"
        assert [getattr(one, name) for name in FIELDS] == [getattr(again, name) for name in FIELDS]
        assert (one.digest, shell_key(one, ())) == (again.digest, shell_key(again, ()))
        assert [(file.uri, file.digest) for file in one.assets] == [(file.uri, file.digest) for file in again.assets]
    one, again = made[0], kept[0]
    assert (one.html, one.facts) == (again.html, again.facts)
    assert {name: digest(value) for name, value in one.inputs.items()} == {
        name: digest(value) for name, value in again.inputs.items()
    }
    assert one.markdown == again.markdown
    assert [file.read() for file in one.assets] == [file.read() for file in again.assets]


def test_not_made_unless_asked(library: Library) -> None:
    """Neither for its address nor for its digest; for its HTML it is."""

    def make() -> list[Page]:
        raise RuntimeError("made")

    (kept, *_) = load_pages(make, save_pages(record_pages(library)[:1]))  # type: ignore[arg-type]
    assert kept.digest and kept.url and shell_key(kept, ())
    with pytest.raises(RuntimeError, match="made"):
        _ = kept.html
