"""Pictures beside the prose."""

from pathlib import Path

from branchsite.library.illustration import illustrations
from pictures import image


def test_pictures_in_docs(tmp_path: Path) -> None:
    """Every file of docs/ that is no text, with a fingerprint in its name, byte for byte, and its size; no photo."""
    files = {"docs/about.md": b"", "docs/study/river.png": image("PNG", (30, 20)), "data/activities/2024/a/01.jpg": b""}
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (one,) = illustrations(tmp_path, files)
    assert one.name == "study/river.png"
    assert one.uri.startswith("study/river.") and one.uri.endswith(".png") and one.uri != one.name
    assert one.read() == files["docs/study/river.png"]
    assert (one.width, one.height) == (30, 20)
