"""Whatever bytes a file holds: a record, or problems of our own with a place and in Chinese.

A short form runs with the other tests, the same ones each time; SOAK=1 tries 10,000 new ones.
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branchsite.commands.fix import mend_text
from branchsite.errors import Problem
from branchsite.load.data import read
from branchsite.private.numbers import private_numbers
from sites import SHIPPED, TINY

pytestmark = pytest.mark.slow

SOAK = os.environ.get("SOAK") == "1"

RECORD = "data/activities/2024/2024-04-15-dushu.yml"
STUDY = "docs/study/dushu.md"

RECORDS = [path.read_text(encoding="utf-8") for path in sorted((TINY / "data/activities").rglob("*.yml"))]
RECORDS += [path.read_text(encoding="utf-8") for path in sorted((SHIPPED / "data/activities").rglob("*.yml"))[:20]]
STUDIES = [path.read_text(encoding="utf-8") for path in sorted((TINY / "docs/study").glob("*.md"))]
STUDIES += [path.read_text(encoding="utf-8")[:3000] for path in sorted((SHIPPED / "docs/study").glob("*.md"))[:5]]

SIGNS = "：；，。、！？“”‘’【】（）［］｜丨＃＝－—…·•\u3000\t\xa0\u200b\ufeff\r\0\x1b\x85\u2028\ufffd\ue000"
SIGNS += ":;,.|>-?*&!%@`'\"[]{}#~\\=/<"
WORDS = (
    "\n", "\n\n", "\r\n", "  ", "    ", ": ", "- ", " #", "---\n", "...\n", "|\n", ">-\n", "<<: ", "&a ", "*a ",
    "!!python/object:os.system ", "%YAML 1.1\n", "? ", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> b\n", "标题", "标题: ",
    "正文: |\n", "对象:", "照片:\n  - 文件: 01.jpg\n", "2024-02-30", "１２", "😀", "龘", "e\u0301",
)  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(SIGNS), st.sampled_from(WORDS), st.text(max_size=6), st.integers(-(10**30), 10**30).map(str)
)
EDIT = st.tuples(
    st.sampled_from(["insert", "delete", "double", "replace", "swap lines", "cut"]), st.floats(0, 1), PIECES
)


def edited(text: str, edits: list[tuple[str, float, str]]) -> str:
    """A text after some slips of the hand, each at a part of its length."""
    for what, part, piece in edits:
        place = int(part * len(text))
        if what == "insert":
            text = text[:place] + piece + text[place:]
        elif what == "delete":
            text = text[:place] + text[place + 1 + len(piece) :]
        elif what == "double":
            text = text[:place] + text[place : place + 40] * 2 + text[place + 40 :]
        elif what == "replace":
            text = text[:place] + piece + text[place + 1 :]
        elif what == "swap lines":
            lines = text.split("\n")
            index = int(part * (len(lines) - 1))
            lines[index : index + 2] = reversed(lines[index : index + 2])
            text = "\n".join(lines)
        else:
            text = text[:place]
    return text


def files(texts: list[str]) -> st.SearchStrategy[bytes]:
    """Right files typed wrong, two of them together, in other encodings, with bytes changed; and any text or bytes."""
    typed = st.builds(edited, st.sampled_from(texts), st.lists(EDIT, min_size=1, max_size=6))
    joined = st.builds(lambda one, between, other: one + between + other, typed, PIECES, typed)
    text = st.one_of(typed, typed, typed, joined, st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))
    coded = st.builds(
        lambda one, encoding: one.encode(encoding, "replace"),
        text,
        st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"]),
    )
    spoilt = st.builds(lambda raw, at, by: raw[:at] + by + raw[at:], coded, st.integers(0, 500), st.binary(max_size=4))
    return st.one_of(coded, coded, coded, spoilt, st.binary(max_size=200))


ENGLISH = re.compile(
    r"Traceback|[Ee]xpected|mapping|scanning|[Ff]ound|Input|should|[Ii]nvalid|[Ee]rror|None|\[key\]|codec|position|pydantic"
)
OWN = re.compile("“[^“”]*”|：.*", re.DOTALL)
"""What a message quotes of the file."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two files, which each example rewrites."""
    root = tmp_path_factory.mktemp("fuzz")
    for name in (RECORD, STUDY):
        (root / name).parent.mkdir(parents=True)
    return root


def judge(problem: Problem, raw: bytes) -> None:
    """A problem stands in its file and speaks to its writer."""
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    if b"\0" in raw:
        lines += len(raw) // 2
    assert 0 <= problem.line <= lines, problem
    assert problem.message and problem.fix, problem
    assert re.search("[\u4e00-\u9fff]", problem.message), problem
    assert not ENGLISH.search(OWN.sub("", problem.message)), problem
    assert not private_numbers(str(problem)), problem
    assert len(str(problem)) < 5000, "as long as the file"


def typed_and_judged(root: Path, file: str, raw: bytes) -> None:
    """Read the file; judge what is said; mending what is certain goes on and comes to an end."""
    path = root / file
    path.write_bytes(raw)
    for _ in range(12):
        _, found = read(root)
        about = [one for one in found if one.file == file]
        for one in about:
            judge(one, raw)
        wanted = {number: line for one in about for number, line in one.mended}
        if not wanted:
            return
        raw = mend_text(path.read_bytes().decode("utf-8"), wanted).encode("utf-8")
        path.write_bytes(raw)
    raise AssertionError("mending has no end")


# Examples that a loaded machine makes slow are no failures; the limits on size are tested elsewhere.
TRIES = settings(
    max_examples=5_000 if SOAK else 150,
    derandomize=not SOAK,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)


@TRIES
@given(raw=files(RECORDS))
def test_any_record(root: Path, raw: bytes) -> None:
    """data/activities: YAML alone."""
    (root / STUDY).write_text(STUDIES[0], encoding="utf-8")
    typed_and_judged(root, RECORD, raw)


@TRIES
@given(raw=files(STUDIES))
def test_any_study(root: Path, raw: bytes) -> None:
    """docs/study: front matter and prose."""
    (root / RECORD).write_text(RECORDS[0], encoding="utf-8")
    typed_and_judged(root, STUDY, raw)
