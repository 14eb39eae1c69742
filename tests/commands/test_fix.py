"""What `check --fix` changes, what it leaves alone, and what it shows."""

import re
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branchsite.__main__ import main
from branchsite.build import build_pages
from branchsite.commands.fix import mend_files, mend_text
from branchsite.load.document import parse
from branchsite.load.slips.scan import find_slips
from branchsite.models.activity import Activity
from branchsite.models.fields import field_names
from sites import TINY, TODAY, copy_site, tree
from soak.scale import times

A = "data/activities/2024/"
FILE = A + "2024-03-05-yuanwen.yml"
RIGHT = (TINY / FILE).read_text(encoding="utf-8")
KEYS = field_names(Activity)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of tiny to spoil."""
    return copy_site(tmp_path / "site", TINY)


def spoil(root: Path, old: str, new: str, file: str = FILE) -> None:
    """Type something in a file wrong; bytes, so that line ends stay."""
    path = root / file
    raw = path.read_bytes()
    assert raw.count(old.encode()) == 1, old
    path.write_bytes(raw.replace(old.encode(), new.encode()))


def test_a_right_site_is_left_alone(root: Path) -> None:
    """Not a byte of it changes."""
    before = tree(root / "data") | tree(root / "docs")
    assert mend_files(root, TODAY) == []
    assert tree(root / "data") | tree(root / "docs") == before


def test_what_is_mended_is_what_was_right(root: Path) -> None:
    """Slips in several files: every file is again what it was, byte for byte; the difference tells each."""
    spoil(root, "标题: 一起读原文", "标题：一起读原文")
    spoil(root, "  - 先读一段；\n", "\t- 先读一段；\n")
    spoil(root, "名称: 示范", "名称:示范", "data/site.yml")
    spoil(root, "摘要: 测试用的支部", "摘要＝测试用的支部", "docs/about.md")
    mended = mend_files(root, TODAY)
    assert [one.file for one in mended] == [FILE, "data/site.yml", "docs/about.md"]
    for file in (FILE, "data/site.yml", "docs/about.md"):
        assert (root / file).read_bytes() == (TINY / file).read_bytes()
    assert str(mended[0]) == (
        f"文件　{FILE}\n  第 1 行\n  －标题：一起读原文\n  ＋标题: 一起读原文\n"
        "  第 20 行\n  －\t- 先读一段；\n  ＋  - 先读一段；"
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_marks_stay(ending: str, mark: str, last: bool, root: Path) -> None:
    """Those of Windows and old Macs, the byte-order mark, and a last line without an end."""
    right = (mark + RIGHT.rstrip("\n") + ("\n" if last else "")).replace("\n", ending).encode()
    (root / FILE).write_bytes(
        right.replace("标题: ".encode(), "标题：".encode()).replace("类别: ".encode(), "类别：".encode())
    )
    assert len(mend_files(root, TODAY)) == 1
    assert (root / FILE).read_bytes() == right


def test_a_line_that_becomes_two_has_the_ends_of_its_file() -> None:
    """Also where it is the last one."""
    assert mend_text("甲: 一\r\n乙: - 二", {2: "乙:\n  - 二"}) == "甲: 一\r\n乙:\r\n  - 二"
    assert mend_text("乙: - 二\r\n丙: 三\n", {1: "乙:\n  - 二"}) == "乙:\r\n  - 二\r\n丙: 三\n"
    assert mend_text("乙: - 二", {1: "乙:\n  - 二"}) == "乙:\n  - 二"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-16-le"])
def test_encodings(encoding: str, root: Path) -> None:
    """A file that Notepad saved otherwise is UTF-8 again, and its slips are mended in the same run."""
    (root / FILE).write_bytes(RIGHT.replace("标题: ", "标题：").replace("\n", "\r\n").encode(encoding))
    [mended] = mend_files(root, TODAY)
    assert (root / FILE).read_bytes() == RIGHT.replace("\n", "\r\n").encode()
    assert "编码改成了 UTF-8" in str(mended)


LEFT = {
    "a kind that does not exist": ("类别: 集中学习", "类别: 集中学刁"),
    "a name with a character typed wrong": ("标题: ", "标趣: "),
    "a date that nobody can be sure of": ("活动日期: 2024-03-05", "活动日期: 3月5日"),
    "a line that may be prose": ("地点: 会议室", "地点，会议室"),
    "a remark or words": ("地点: 会议室", "地点: 会议室 #二楼"),
    "prose that looks like a field": ("正文: |\n  　　读了", "正文: |\n时间：读了"),
    "two people's changes": ("地点: 会议室\n", "<<<<<<< a\n地点: 会议室\n=======\n地点: 操场\n>>>>>>> b\n"),
    "two fields in a line, the first without its blank": ("标题: ", "标题:党课，地点："),
    "two fields in a line, the first with a full-width colon": ("标题: ", "标题：党课，地点："),
    "two fields in a line": ("地点: 会议室\n", "地点: 会议室 组织: 团\n"),
    "a sentence broken by hand": ("地点: 会议室\n", "地点: 会议室，\n接着说\n"),
    "a field that is there twice": ("地点: 会议室\n", "地点: 会议室\n地点: 会议室\n"),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_a_person_decides_is_left(name: str, root: Path) -> None:
    """More than one meaning, or a guess: not a byte changes."""
    spoil(root, *LEFT[name])
    typed = (root / FILE).read_bytes()
    assert mend_files(root, TODAY) == []
    assert (root / FILE).read_bytes() == typed


def test_the_certain_is_mended_beside_the_uncertain(root: Path) -> None:
    """In one file; what is left is told afterwards."""
    spoil(root, "标题: ", "标题：")
    spoil(root, "地点: 会议室", "地点，会议室")
    [mended] = mend_files(root, TODAY)
    assert mended.after == RIGHT.replace("地点: 会议室", "地点，会议室")


@pytest.mark.parametrize(
    ("typed", "mended", "left"),
    [
        ("[《条例（试行）》](a)", "[《条例(试行)》](a)", True),
        ("学习资料：【《甲，乙》】", "学习资料: [《甲,乙》]", True),
        ("标题：《关于“加强”的意见》", '标题: 《关于"加强"的意见》', True),
        ("《甲》", "", True),
        ("标题：《关于“加强”的意见》", "标题: 《关于“加强”的意见》", False),
        ("【《条例（试行）》】（a.md）", "[《条例（试行）》](a.md)", False),
    ],
)
def test_titles_stay(typed: str, mended: str, left: bool) -> None:
    """A line in which the words between 《》 would change is left to its writer; what is around them is mended."""
    assert mend_text(f"甲\n{typed}\n", {2: mended}) == f"甲\n{typed if left else mended}\n"


def test_an_official_title_keeps_its_signs(root: Path) -> None:
    """Whatever is wrong around it: brackets of the link are mended, those of the title are not."""
    spoil(root, "正文: |\n", "正文: |\n  【《中国共产党支部工作条例（试行）》】（https://www.12371.cn/a.shtml）\n\n")
    [mended] = mend_files(root, TODAY)
    assert "  [《中国共产党支部工作条例（试行）》](https://www.12371.cn/a.shtml)\n" in mended.after


def test_links_and_rights(root: Path) -> None:
    """A link is not written through, and a file keeps who may read it."""
    elsewhere = root.parent / "elsewhere.yml"
    elsewhere.write_text(RIGHT.replace("标题: ", "标题："), encoding="utf-8")
    (root / (A + "2024-04-15-a.yml")).symlink_to(elsewhere)
    spoil(root, "标题: ", "标题：")
    (root / FILE).chmod(0o640)
    assert [one.file for one in mend_files(root, TODAY)] == [FILE]
    assert "标题：" in elsewhere.read_text(encoding="utf-8")
    assert stat.S_IMODE((root / FILE).stat().st_mode) == 0o640


def test_a_file_that_cannot_be_written_stays_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half of it, and nothing left beside it."""
    spoil(root, "标题: ", "标题：")
    before = tree(root / "data")

    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("branchsite.commands.fix.os.replace", full)
    with pytest.raises(OSError, match="no space"):
        mend_files(root, TODAY)
    assert tree(root / "data") == before


def test_the_command(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Shows what it changed without a whole number, then checks as ever: what is left decides how it ends."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    number = "13800000000"
    spoil(root, "标题: 一起读原文", f"标题：一起读原文{number}")
    assert main(["--root", str(root), "check", "--fix"]) == 1
    captured = capsys.readouterr()
    assert "  －标题：一起读原文138…00\n  ＋标题: 一起读原文138…00" in captured.out
    assert "改好了 1 个文件" in captured.out
    assert "这里有手机号" in captured.err
    assert number not in captured.out + captured.err
    spoil(root, number, "")
    assert main(["--root", str(root), "check", "--fix"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("没有可以自动改的错误。")
    assert f"可以发布：{len(build_pages(root, TODAY))} 页。" in said


# Each slip, and in which lines it can be made; the line as it was is what mending must give back.
FIELD = r"^(\s*(?:- )?[^\s:#]+): (?=[^|>\s\[])"
SLIPS: dict[str, tuple[str, str]] = {
    "full-width colon": (FIELD, r"\1："),
    "full-width colon and a blank": (FIELD, r"\1： "),
    "no blank": (FIELD, r"\1:"),
    "two colons": (FIELD, r"\1:: "),
    "non-breaking blank": (FIELD, "\\1:\xa0"),
    "equals sign": (FIELD, r"\1 = "),
    "blank in the name": (r"^(活动|发布|更新|涉及|学习)(日期|学生|资料): (?=[^|>\s\[])", r"\1 \2: "),
    "name in brackets": (r"^([^\s:#]+): (?=[^|>\s\[])", r"【\1】："),
    "full-width bar": (r": \|$", ": ｜"),
    "another bar": (r": \|$", ": 丨"),
    "no blank before the bar": (r": \|$", ":|"),
    "wide brackets": (r"^([^\s:#]+): \[(.*)\]$", r"\1: 【\2】"),
    "another dash": (r"^(  )- (?=\S)", r"\1－ "),
    "no blank behind the dash": (r"^(  )- (?=\S)", r"\1-"),
}
COMMENTED = RIGHT.replace("地点: 会议室\n", "# 地点：以后再写\n地点: 会议室  # 二楼\n\n").replace(
    "兑现:\n", "兑现:\n  # 只写做到的\n"
)


@pytest.mark.slow
@settings(
    max_examples=times(80, 200), derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(
    wanted=st.lists(st.tuples(st.sampled_from(sorted(SLIPS)), st.integers(0, 60)), min_size=1, max_size=8),
    text=st.sampled_from([RIGHT, COMMENTED]),
)
def test_mending_changes_no_meaning(wanted: list[tuple[str, int]], text: str) -> None:
    """Slips anywhere in a record, at most one a line: once mended, it says what it said, remarks and order too."""
    lines = text.split("\n")
    spoilt = list(lines)
    for slip, number in wanted:
        pattern, wrong = SLIPS[slip]
        index = number % len(lines)
        inside = next((one for one in reversed(lines[: index + 1]) if one and not one.startswith(" ")), "").endswith(
            "|"
        )
        if not inside or lines[index].endswith("|"):
            spoilt[index] = re.sub(pattern, wrong, lines[index])
    mended = "\n".join(spoilt)
    for _ in range(4):
        cures = {number: line for one in find_slips(mended, FILE, KEYS) for number, line in one.mended}
        mended = mend_text(mended, cures)
    assert values(mended) == values(text)
    assert [line.strip() for line in mended.split("\n")] == [line.strip() for line in lines]


def values(text: str) -> Any:
    """What a record says, by its names."""
    return parse(text, FILE, KEYS).value


TITLES = (
    "《中国共产党支部工作条例（试行）》",
    "《关于新形势下党内政治生活的若干准则》",
    "《读书：从“一”到“十”》",
    "《＃话题＃》",
    "《附件[一]（表）》",
    "《A：B；C=D》",
    "《没有写完的书名",
)
AROUND = (
    "",
    "学习",
    "【",
    "】（https://www.12371.cn/a.shtml）",
    "＃＃ ",
    "• ",
    "：",
    "﹕",
    "＝",
    "；",
    "\t",
    "\u3000",
    "  ",
    '"',
)
LEADS = ("标题", "地点", "摘要", "  - ", "  ", "- ", "\t", "正文", "  ＃")


@pytest.mark.slow
@settings(
    max_examples=times(25, 60),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from(LEADS), st.sampled_from(AROUND), st.sampled_from(TITLES), st.sampled_from(AROUND)
        ).map("".join),
        min_size=1,
        max_size=4,
    ),
    at=st.integers(0, 20),
)
def test_titles_are_never_touched(lines: list[str], at: int, root: Path) -> None:
    """Whatever stands around them: each title is afterwards what it was, and only lines that are shown have changed."""
    typed = RIGHT.split("\n")
    typed[at % len(typed) : at % len(typed)] = lines
    (root / FILE).write_text("\n".join(typed), "utf-8")
    before = tree(root / "data") | {f"docs/{name}": raw for name, raw in tree(root / "docs").items()}
    mended = mend_files(root, TODAY)
    text = (root / FILE).read_text("utf-8")
    assert re.findall("《[^》\n]*》?", text) == re.findall("《[^》\n]*》?", "\n".join(typed))
    after = tree(root / "data") | {f"docs/{name}": raw for name, raw in tree(root / "docs").items()}
    assert {name for name in after if after[name] != before[name]} == {one.file.removeprefix("data/") for one in mended}
    shown = [line for one in mended for line in str(one).split("\n")]
    gone = [line.removeprefix("  －") for line in shown if line.startswith("  －")]
    came = [line.removeprefix("  ＋") for line in shown if line.startswith("  ＋")]
    assert sorted([*typed, *came]) == sorted([*text.split("\n"), *gone])
