"""Pixels as they are meant to be seen; what comes of each kind of photo is in tests/test_photo.py."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from branchsite.photos.upright import fitted, upright, upright_size
from pictures import image
from sites import ROOT

SIZES = {
    ((4000, 3000), 1600): (1600, 1200),
    ((3000, 4000), 1600): (1200, 1600),
    ((1600, 10), 1600): (1600, 10),
    ((30, 20), 1600): (30, 20),
    ((9000, 1), 1600): (1600, 1),
}


@pytest.mark.parametrize("case", SIZES)
def test_fitted(case: tuple[tuple[int, int], int]) -> None:
    """The longest edge decides; nothing grows, and nothing vanishes."""
    assert fitted(*case) == SIZES[case]


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(one, (80, 40) if one < 5 else (40, 80)) for one in range(1, 9)] + [(0, (80, 40)), (9, (80, 40))],
)
def test_what_is_said_is_what_comes(orientation: int, size: tuple[int, int]) -> None:
    """The size before decoding is the size after, but for being smaller."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    with Image.open(io.BytesIO(image(size=(80, 40), exif=exif))) as one:
        assert upright_size(one) == size
        assert upright(one, 1600).size == size
    with Image.open(io.BytesIO(image(size=(80, 40), exif=exif))) as one:
        assert upright(one, 20).size == (size[0] // 4, size[1] // 4)


TAKEN = """
import re, sys
from pathlib import Path
from branchsite.photos.image import opened
from branchsite.photos.upright import upright
def most(): return int(re.search("VmHWM:\\s*([0-9]+)", Path("/proc/self/status").read_text())[1])
with opened(Path(sys.argv[1])) as image:
    before = most()
    small = upright(image, 480)
print(small.width, small.height, (most() - before) // 1024)
"""


@pytest.mark.slow
def test_a_large_photo_is_made_small_in_little_memory(tmp_path: Path) -> None:
    """Of a JPEG of 50 megapixels, 150 MB when it is decoded whole."""
    Image.new("RGB", (8160, 6120), "red").save(tmp_path / "a.jpg")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-c", TAKEN, str(tmp_path / "a.jpg")]
    ran = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    width, height, taken = map(int, ran.stdout.split())
    assert (width, height) == (480, 360)
    assert taken < 50, taken
