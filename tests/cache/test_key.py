"""Names that differ wherever what they stand for does."""

from pathlib import Path

from branchsite.cache.key import key, version


def test_keys_and_versions_differ(tmp_path: Path) -> None:
    """By every part and by where one ends; by the code and the libraries."""
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key("c", "ab")}) == 4
    assert key("a") == key(b"a")
    file = tmp_path / "code.py"
    file.write_text("1")
    first = version([file], ["Pillow"])
    assert version([file], ["Pillow"]) == first
    assert version([file], ["Pillow", "PyYAML"]) != first
    file.write_text("2")
    assert version([file], ["Pillow"]) != first
