"""Numbers are found in files of any kind and length, wherever they stand."""

import io
import zipfile

import pytest

from branchsite.host.push.leaks import kinds_in, kinds_in_text, texts_of
from number_forms import ID, MOBILE

KIND = kinds_in_text(MOBILE)
LONG = 300_000
"""Characters: longer than a text that is looked at as a whole."""


@pytest.mark.parametrize("length", [0, 1_000, LONG])
@pytest.mark.parametrize("number", [MOBILE, ID, "138 0000 1234", "１３８００００１２３４"])
def test_wherever_it_stands(number: str, length: int) -> None:
    """At the beginning, in the middle, at the end; also where a long text is cut into pieces."""
    for before in {0, length // 2, length, *(range(99_980, 100_001, 5) if length == LONG else ())}:
        text = "文" * before + number + "字" * (length - before)
        assert kinds_in_text(text) == kinds_in_text(number) != set(), before


@pytest.mark.parametrize("between", [1, 50, 200, 300, 1_000])
def test_one_far_behind_another(between: int) -> None:
    """What looks like a number and is none does not hide the next."""
    assert kinds_in_text("0" * 11 + "文" * between + MOBILE + "字" * LONG) == KIND


def test_none() -> None:
    """Of long texts of figures that are nobody's."""
    assert kinds_in_text("2024年3月12日，" * 30_000) == set()
    assert kinds_in_text("") == kinds_in(b"") == set()


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_in_every_code(code: str) -> None:
    """As Windows and others save a text."""
    content = f"电话：{MOBILE}，住址".encode(code)
    assert {kind for text in texts_of(content) for kind in kinds_in_text(text)} >= KIND
    assert kinds_in(content) >= KIND


def packed(content: bytes, times: int) -> bytes:
    """A file in a zip, that one in another, and so on."""
    for _ in range(times):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("a", content)
        content = made.getvalue()
    return content


@pytest.mark.parametrize("times", [1, 2])
def test_in_archives(times: int) -> None:
    """Also in one within another; one that is deeper is not opened, and said to be none that can be looked into."""
    assert kinds_in(packed(MOBILE.encode(), times)) == KIND
    assert kinds_in(packed(b"nothing", times)) == set()
    assert kinds_in(packed(b"nothing", 4)) != set()


def test_an_archive_of_more_than_is_read() -> None:
    """64 MB, all members together; a byte more, and it is said to be none that can be looked into."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a", MOBILE)
        file.writestr("b", bytes(64 * 1_048_576 - len(MOBILE) + 1))
    assert kinds_in(made.getvalue()) == {*KIND, "压缩包或文档（里面有没有号码，服务器看不出来）"}
