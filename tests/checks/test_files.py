"""Names and places of files."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from branchsite.checks import run_checks
from branchsite.checks.files import check
from branchsite.load.data import read
from edits import PLAN, A, changed, found, record, said
from sites import TINY, TODAY, copy_site

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
    "docs/About.md": "文章的文件名",
    "docs/a_b.md": "文章的文件名",
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


def test_links_are_told_once(tmp_path: Path) -> None:
    """Of a record or an article that is a link the loader has spoken already; of any other file this check does."""
    links = {
        A + "2024-04-15-a.yml": lambda path: path.symlink_to("/etc/hostname"),
        "docs/b.md": lambda path: path.symlink_to("/nowhere"),
        "docs/c.png": lambda path: path.symlink_to("/nowhere"),
        "docs/d": lambda path: path.symlink_to("/etc"),
        A + "2024-03-05-yuanwen/x": lambda path: path.symlink_to("/etc"),
    }
    root = copy_site(tmp_path / "site", TINY)
    for name, make in links.items():
        make(root / name)
    data, problems = read(root)
    assert data is not None
    told = [*problems, *run_checks(data, TODAY)]
    for name in links:
        assert [one.message for one in told if one.file == name] == ["这是一个链接，不是文件"], name


@pytest.mark.parametrize(("length", "told"), [(150, 0), (151, 1)])
def test_the_longest_path(length: int, told: int, tmp_path: Path) -> None:
    """Exactly so many characters may be in it."""
    folder = A + "2024-03-05-yuanwen/"
    file = folder + "a" * (length - len(folder) - 4) + ".jpg"
    assert len(said(check, changed(tmp_path, {file: b""}))) == told


ODD = ("data/plans/pipe.yml", A + "2024-04-15-a.yml", A + "2024-03-05-yuanwen/02.jpg", "docs/pipe.md", "docs/pipe.png")


@pytest.mark.parametrize("file", ODD)
def test_a_pipe_is_named_and_never_opened(file: str, tmp_path: Path) -> None:
    """To open it would wait for ever."""
    root = copy_site(tmp_path / "site", TINY)
    os.mkfifo(root / file)
    data, problems = read(root)
    assert data is not None and not problems
    told = [one for one in run_checks(data, TODAY) if one.file == file]
    assert [(one.message, one.fix) for one in told] == [("这不是普通的文件，程序不读它", "删掉这个文件")]


UNREADABLE = ("data/site.yml", A + "2024-03-05-yuanwen.yml", A + "2024-03-05-yuanwen/01.jpg", "docs/about.md", A)


@pytest.mark.slow
@pytest.mark.parametrize("name", UNREADABLE)
def test_what_may_not_be_read(name: str, tmp_path: Path) -> None:
    """A file, a photo, a folder of another person: in Chinese, by check and by check --fix, no traceback."""
    root = copy_site(tmp_path / "site", TINY)
    (root / name).chmod(0)
    # Who runs the tests as root may read everything, but for this.
    as_anybody = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.getuid() == 0 else []
    ran = subprocess.run(
        [*as_anybody, sys.executable, "-m", "branchsite", "--root", root, "check", "--fix"],
        env={**os.environ, "PYTHONUTF8": "1", "SITE_TODAY": str(TODAY), "BRANCHSITE_CACHE": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    (root / name).chmod(0o755)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    told = ran.stderr if name.endswith("jpg") else ran.stderr.partition(name.rstrip("/"))[2]
    assert re.search(r"错误：.*打不开", told.partition("改法")[0]), ran.stderr


MISSING = {
    "data/site.yaml": "把 data/site.yaml 改成 site.yml",
    "data/Site.yml": "把 data/Site.yml 改成 site.yml",
    "data/site.yml.txt": "把 data/site.yml.txt 改成 site.yml",
    "data/other.yml": "从上一次的版本里恢复它",
}


@pytest.mark.parametrize("name", MISSING)
def test_a_file_of_every_site_that_is_misnamed(name: str, tmp_path: Path) -> None:
    """Its right name is the cure."""
    root = copy_site(tmp_path / "site", TINY)
    (root / "data/site.yml").rename(root / name)
    data, [problem] = read(root)
    assert data is None
    assert (problem.file, problem.message, problem.fix) == ("data/site.yml", "缺少这个文件", MISSING[name])


COPIES = {
    "2024-03-05-yuanwen - 副本.yml": "删掉这个文件，它和 data/activities/2024/2024-03-05-yuanwen.yml 一模一样",
    "2024-03-05-yuanwen (1).yml": "删掉这个文件，它和 data/activities/2024/2024-03-05-yuanwen.yml 一模一样",
    "2024-03-05-yuanwen（2）.yml": "删掉这个文件，它和 data/activities/2024/2024-03-05-yuanwen.yml 一模一样",
}


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("same", [True, False])
def test_a_copy_of_a_record(name: str, same: bool, tmp_path: Path) -> None:
    """One that is the same goes; another gets a name that is free, and never that of the record."""
    text = (TINY / A / "2024-03-05-yuanwen.yml").read_text("utf-8")
    data = changed(tmp_path, {A + name: text if same else text.replace("会议室", "操场")})
    [problem] = found(check, data)
    other = "改成 2024-03-05-yuanwen-2.yml；两份里多出来的一份，就删掉它"
    assert problem.fix == (COPIES[name] if same else other)


ARTICLES = {
    "docs/Zhibu.md": "改成 zhibu.md",
    "docs/zhi_bu.md": "改成 zhi-bu.md",
    "docs/zhi bu.MD": "改成 zhi-bu.md",
    "docs/zhibu.md.txt": "改成 zhibu.md",
    "docs/zhibu.markdown": "改成 zhibu.md",
    "docs/支部.md": "例如 sanhui-yike.md",
    "docs/About.md": "例如 sanhui-yike.md",
    "docs/A.png": "改成 a.png",
    "docs/a b.JPG": "改成 a-b.jpg",
    "docs/a.gif": "删掉这个文件；要留着就存到别处",
    "docs/支部.png": "删掉这个文件；要留着就存到别处",
    "docs/~$about.docx": "删掉这个文件",
    "docs/.~lock.about.odt#": "删掉这个文件",
}


@pytest.mark.parametrize("file", ARTICLES)
def test_the_right_name_of_an_article(file: str, tmp_path: Path) -> None:
    """It is shown, where it is free."""
    [problem] = [one for one in found(check, changed(tmp_path, {file: ARTICLE})) if one.file == file]
    assert problem.fix == ARTICLES[file]


YEARS = {
    "data/activities/2024年/2024-04-15-a.yml": "移到 data/activities/2024/",
    "data/activities/２０２４/2024-04-15-a.yml": "移到 data/activities/2024/",
    "data/activities/24/2024-04-15-a.yml": "移到 data/activities/2024/",
    "docs/手册/index.md": "文件夹的名字改成拼音或英文",
    "docs/My_Book/index.md": "文件夹改名为 my-book",
}


@pytest.mark.parametrize("file", YEARS)
def test_folders(file: str, tmp_path: Path) -> None:
    """Of a year, and of articles."""
    text = ARTICLE if file.endswith(".md") else record()
    [problem] = found(check, changed(tmp_path, {file: text}))
    assert problem.fix == YEARS[file]
