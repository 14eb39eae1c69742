"""What was made of a group: taken up again where nothing that it follows from is another, and never otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.cache.folder import CacheFolder
from branchsite.cache.groups import NOWHERE, Groups


class Maker:
    """Makes numbers of words, and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def of(self, groups: Groups, *words: str) -> list[int]:
        """The lengths of words, by way of the cache."""

        def make() -> list[int]:
            self.made += 1
            return [len(word) for word in words]

        return groups.get("group", words, make, lambda made: {"kept": made}, lambda kept: list(kept["kept"]))


def groups_of(place: Path, version: str) -> Groups:
    """What a program of that version makes and keeps."""
    return Groups(CacheFolder(place, lambda: version))


def test_once(tmp_path: Path) -> None:
    """It is made once, until a word, their order or the program is another; then the last one is kept."""
    maker, groups = Maker(), groups_of(tmp_path, "1")
    for number, (asked, words) in enumerate(
        [(groups, ("a", "bc")), (groups, ("bc", "a")), (groups, ("b", "bc")), (groups_of(tmp_path, "2"), ("b", "bc"))],
        1,
    ):
        for _ in range(2):
            assert maker.of(asked, *words) == [len(word) for word in words]
        assert maker.made == number


def test_nowhere() -> None:
    """Who wants it made anew has it made each time."""
    maker = Maker()
    assert maker.of(NOWHERE, "a") == maker.of(NOWHERE, "a") == [1]
    assert maker.made == 2


DAMAGE: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "emptied": lambda path: CacheFolder(path.parent).write(path.name, b""),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage(tmp_path: Path, damage: str) -> None:
    """As if it had not been kept."""
    maker, groups = Maker(), groups_of(tmp_path, "1")
    maker.of(groups, "abc")
    DAMAGE[damage](tmp_path / "group")
    assert maker.of(groups, "abc") == [3]
    assert maker.made == 2
