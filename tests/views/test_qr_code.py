"""QR codes: the same as segno draws by itself, for every length and character that an address may have."""

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import segno

from branchsite.cache.folder import CacheFolder
from branchsite.output.codes import keep_codes, recall_codes
from branchsite.views.qr_code import drawn_rows, qr_code
from sites import ROOT

ADDRESSES = {
    "short": "https://a.cn/",
    "the front page": "https://example.com/",
    "a record": "https://example.com/news/2024/2024-03-12-zhishu/",
    "another record": "https://example.com/news/2024/2024-03-13-zhishu/",
    "one longer": "https://example.com/news/2024/2024-03-12-zhishu2/",
    "under a path": "http://192.168.1.20:8080/~zhibu/site/study/sanhui-yike/",
    "every sign": "".join(map(chr, range(33, 127))),
    "very long": "https://school.example/" + "x/" * 60,
    "a Chinese domain": "https://江心小学.中国/news/",
    "nothing": "",
}


def modules(path: str) -> set[tuple[int, int]]:
    """The dark modules that a path draws, by row and column."""
    found = set()
    for row in path.split("M0 ")[1:]:
        number, _, runs = row.partition(".5")
        column = 0
        for sign, count in re.findall(r"([mh])(\d+)", runs):
            if sign == "h":
                found |= {(int(number), one) for one in range(column, column + int(count))}
            column += int(count)
    return found


@pytest.mark.parametrize("text", ADDRESSES.values(), ids=ADDRESSES)
def test_as_segno_draws_it(text: str) -> None:
    """Module by module, in any order of asking; the quiet zone is four modules wide."""
    for _ in range(2):
        code = qr_code(text)
        drawn = segno.make(text, error="m", boost_error=False, micro=False, mode="byte", mask=4, encoding="utf-8")
        wanted = {(y, x) for y, row in enumerate(drawn.matrix) for x, dark in enumerate(row) if dark}
        assert modules(code.path) == wanted
        size = len(drawn.matrix) + 8
        assert code.view_box == f"-4 -4 {size} {size}"


def test_sizes() -> None:
    """Of every length the smallest that has room, as segno chooses it."""
    for length in range(130):
        text = "c" * length
        size = segno.make(text, error="m", boost_error=False, micro=False, mode="byte", mask=4).symbol_size(border=4)[0]
        assert qr_code(text).view_box == f"-4 -4 {size} {size}"


def test_what_follows_is_not_drawn() -> None:
    """Of a year's addresses few are drawn, of those that were asked before none; all are as segno draws them."""
    first = datetime.date(2024, 1, 1)
    days = [first + datetime.timedelta(days=one) for one in range(366)]
    texts = [f"https://b.example/news/{day.year}/{day}-{name}/" for day in days for name in ("zhishu", "dangke")]
    before = len(drawn_rows()[1])
    codes = [qr_code(text) for text in texts]
    drawn = len(drawn_rows()[1]) - before
    assert 0 < drawn < 60
    assert [qr_code(text) for text in texts] == codes and len(drawn_rows()[1]) - before == drawn
    for text, code in list(zip(texts, codes, strict=True))[::61]:
        matrix = segno.make(text, error="m", boost_error=False, micro=False, mode="byte", mask=4).matrix
        assert modules(code.path) == {(y, x) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_kept_between_builds(tmp_path: Path) -> None:
    """Another process that recalls what this one has drawn draws the same, and nothing anew."""
    text = "https://a.example/kept/1/"
    drawn = qr_code(text)
    keep_codes(CacheFolder(tmp_path))
    words = (
        "import pathlib, sys",
        "from branchsite.cache.folder import CacheFolder",
        "from branchsite.output.codes import recall_codes",
        "from branchsite.views.qr_code import qr_code",
        "store = CacheFolder(pathlib.Path(sys.argv[1]))",
        "recall_codes(store)",
        "print(qr_code(sys.argv[2]).path, 'segno' in sys.modules)",
    )
    command = [sys.executable, "-c", "\n".join(words), tmp_path, text]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert told.stdout == f"{drawn.path} False\n"


def test_a_damaged_store_is_none(tmp_path: Path) -> None:
    """Codes are drawn anew."""
    qr_code("https://a.example/kept/22/")
    keep_codes(CacheFolder(tmp_path))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    recall_codes(CacheFolder(tmp_path))
    assert qr_code("https://a.example/kept/22/").path


def test_too_long() -> None:
    """No code holds more."""
    with pytest.raises(segno.DataOverflowError):
        qr_code("x" * 2332)
