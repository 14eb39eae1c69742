"""Names and places of files."""

from pathlib import Path

import pytest

from branchsite.checks.files import check
from edits import PLAN, A, changed, found, record, said
from sites import TINY

STUDY = (TINY / "docs/study/sanhui-yike.md").read_text(encoding="utf-8")
ARTICLE = (TINY / "docs/about.md").read_text(encoding="utf-8")

REFUSED = {
    A + "会议.yml": "记录的文件名要写成 年-月-日-拼音.yml",
    A + "2024-04-15-Dushu.yml": "记录的文件名要写成",
    A + "2024-04-15-du_shu.yml": "记录的文件名要写成",
    A + "2024-04-15-dushu-.yml": "记录的文件名要写成",
    A + "2024-4-15-dushu.yml": "记录的文件名要写成",
    A + "2024-04-15-dushu.yaml": "记录的文件名要写成",
    A + "2024-04-15-dushu.yml.txt": "记录的文件名要写成",
    A + "2024-04-15.yml": "记录的文件名要写成",
    A + "2024-04-15-dushu.docx": "记录不能是这种文件",
    A + "~$24-04-15.yml": "这是软件自己留下的文件",
    A + "01.jpg": "照片要放进和记录同名的文件夹",
    "data/activities/2024年/2024-04-15-dushu.yml": "年份文件夹的名字只写四位数字",
    "data/plans/计划.yml": "计划文件的名字",
    "data/plans/2024.yaml": "计划文件的名字",
    "data/plans/old/a.yml": "不认识这个文件",
    "data/notes.txt": "不认识这个文件",
    "data/activities/notes.txt": "不认识这个文件",
    A + "2024-03-05-yuanwen/more/01.jpg": "不认识这个文件",
    A + "2024-03-05-yuan/01.jpg": "照片文件夹没有同名的记录",
    "docs/About.md": "文章的文件名",
    "docs/a_b.md": "文章的文件名",
    "docs/手册/a.md": "文件夹的名字",
    "docs/study/more/a.md": "学习资料要直接放在",
    "docs/more/a.md": "文件夹 docs/more/ 里缺首页",
    "docs/more/deep/index.md": "文件夹 docs/more/ 里缺首页",
    "docs/a.docx": "docs 里只放",
    "docs/A.png": "docs 里只放",
    "docs/a.svg": "docs 里只放",
    A + "2024-03-05-yuanwen/aux.jpg": "“aux”是 Windows 的设备名",
    A + "2024-03-05-yuanwen/a:b.jpg": "文件名里有“:”",
    A + "2024-03-05-yuanwen/1.jpg.": "文件名末尾有点",
    A + "2024-03-05-yuanwen/1\u200b.jpg": "文件名里有换行、控制字符",
    "docs/con.md": "“con”是 Windows 的设备名",
    "docs/study/nul.md": "“nul”是 Windows 的设备名",
    "data/plans/com1.yml": "“com1”是 Windows 的设备名",
    "data/_schema/x.json": "data/_schema/ 里只放程序自己生成的文件",
    "data/_schema/x/HEAD": "data/_schema/ 里只放程序自己生成的文件",
    "data/_schema/activity.json/x": "data/_schema/ 里只放程序自己生成的文件",
}


@pytest.mark.parametrize("file", REFUSED)
def test_refused(file: str, tmp_path: Path) -> None:
    """Each stands for a way to misname or misplace a file."""
    text = STUDY if "study" in file else ARTICLE if file.endswith(".md") else record()
    if file.startswith("data/plans") and file.endswith(".yml"):
        text = (TINY / PLAN).read_text(encoding="utf-8")
    [problem] = said(check, changed(tmp_path, {file: text}))
    assert problem.startswith(f"{Path(file).name}:0 {REFUSED[file]}")


ACCEPTED = [
    A + "2024-04-15-du-shu-2.yml",
    "data/_schema/activity.json",
    "docs/handbook/teacher.md",
    "docs/about/more.md",
    "docs/handbook/a-1.png",
]


@pytest.mark.parametrize("file", ACCEPTED)
def test_accepted(file: str, tmp_path: Path) -> None:
    """Records, schemas, articles and pictures where they belong."""
    text = ARTICLE if file.endswith(".md") else record()
    assert said(check, changed(tmp_path, {file: text})) == []


def test_two_records_of_one_name(tmp_path: Path) -> None:
    """They would have one address; the message names the other."""
    data = changed(tmp_path, {"data/activities/2023/2024-03-14-dahui.yml": record()})
    assert said(check, data) == [
        "2024-03-14-dahui.yml:0 和 data/activities/2023/2024-03-14-dahui.yml 同名，两条记录会用同一个网址"
    ]


def test_two_names_in_other_letters(tmp_path: Path) -> None:
    """Windows and a Mac could only have one of them."""
    folder = A + "2024-03-05-yuanwen/"
    data = changed(tmp_path, {folder + "a.jpg": "x", folder + "A.jpg": "x"})
    assert said(check, data) == [f"a.jpg:0 和 {folder}A.jpg 只差大小写或者写法，在 Windows 和苹果电脑上会互相覆盖"]


def test_notes_for_maintainers_are_no_pages(tmp_path: Path) -> None:
    """Whatever lies in docs/dev: it goes with the program."""
    assert said(check, changed(tmp_path, {"docs/dev/Threats.md": "#", "docs/dev/x.docx": "x"})) == []


def test_links(tmp_path: Path) -> None:
    """A link among the photos could publish a file from elsewhere."""
    data = changed(tmp_path, {A + "2024-03-05-yuanwen/02.jpg": lambda path: path.symlink_to("/etc/hostname")})
    assert said(check, data) == ["02.jpg:0 这是一个链接，不是文件"]


@pytest.mark.parametrize("name", ["calender.yml", "calendar.yaml", "Calendar.yml", "calendar.yml.txt", "calendars.yml"])
def test_a_calendar_under_another_name(name: str, tmp_path: Path) -> None:
    """It is not read; the name that is, is told while no file has it."""
    data = changed(tmp_path, {f"data/{name}": "放假: []\n", "data/calendar.yml": lambda path: path.unlink()})
    [problem] = found(check, data)
    assert (problem.file, problem.fix) == (f"data/{name}", "改名为 data/calendar.yml")
