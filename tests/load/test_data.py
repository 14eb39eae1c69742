"""The whole tree is read at once, and everything wrong in it is told at once."""

from pathlib import Path

import pytest

from branchsite.errors import DataError
from branchsite.load.data import Data, drawings, load, read
from sites import TINY, copy_site, replace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of tiny to change."""
    return copy_site(tmp_path / "site", TINY)


def files(root: Path) -> list[tuple[str, int, str]]:
    """What loading gives: file, line and message of every problem."""
    with pytest.raises(DataError) as caught:
        load(root)
    return [(one.file, one.line, one.message) for one in caught.value.problems]


@pytest.fixture(scope="module")
def tiny() -> Data:
    """The tiny site, as it is."""
    return load(TINY)


def test_everything_is_read(tiny: Data) -> None:
    """Every file of the tree is an entry by its name, in the order of names."""
    assert tiny.site.model.short == "示范支部"
    assert tiny.brand.model.red.word == "江心红"
    assert list(tiny.plans) == ["2023-2024-2"]
    assert list(tiny.activities)[:2] == ["2024-02-27-dangfei", "2024-03-05-yuanwen"]
    assert len(tiny.activities) == 9
    assert list(tiny.studies) == ["sanhui-yike", "weichengnianren"]
    assert list(tiny.articles) == ["about", "handbook/index"]
    assert tiny.kinds["party-day"] is tiny.kinds_by_name["主题党日"]
    assert "data/activities/2024/2024-03-05-yuanwen/01.jpg" in tiny.files


def test_entries_know_where_they_were_typed(tiny: Data) -> None:
    """A problem at a field quotes its line; prose has the lines of its file."""
    entry = tiny.activities["2024-03-05-yuanwen"]
    problem = entry.problem("不好", "照片", 0, "文件", fix="改")
    assert (problem.file, problem.line, problem.text) == (entry.file, 12, "- 文件: 01.jpg")
    assert (17, "") in list(entry.prose_lines())
    study = tiny.studies["sanhui-yike"]
    text = (TINY / study.file).read_text(encoding="utf-8").split("\n")
    assert all(text[line - 1] == typed for line, typed in study.prose_lines())
    assert all(text[line - 1] == typed for line, typed in study.all_lines())
    assert len(list(study.all_lines())) == len(text) - 2


def test_photo_folder(tiny: Data) -> None:
    """The photos of a record lie in the folder of its name."""
    folder = tiny.photo_folder(tiny.activities["2024-03-05-yuanwen"])
    assert [path.name for path in folder.iterdir()] == ["01.jpg"]


def test_the_switch_for_samples(root: Path) -> None:
    """It is what site.yml says."""
    assert not load(root).samples_hidden
    replace(root / "data/site.yml", "示例: 显示", "示例: 隐藏")
    assert load(root).samples_hidden


def test_drawings_are_those_of_the_program() -> None:
    """Names that records may use."""
    assert {"reading", "planting", "meeting"} <= set(drawings())
    assert list(drawings()) == sorted(drawings())


def test_problems_of_all_files_come_together(root: Path) -> None:
    """One bad line a file: all are told, sorted by file."""
    replace(root / "data/site.yml", "简称: ", "简称：")
    replace(root / "data/kinds.yml", "可见: 内", "可见: 密")
    replace(root / "data/activities/2024/2024-03-14-dahui.yml", "活动日期: 2024-03-14", "活动日期: 三月")
    replace(root / "docs/about.md", "---\n标题", "标题")
    replace(root / "docs/study/sanhui-yike.md", "分钟: 5", "分钟: 五")
    found = files(root)
    assert [file for file, _, _ in found] == sorted(file for file, _, _ in found)
    assert [(file, line) for file, line, _ in found] == [
        ("data/activities/2024/2024-03-14-dahui.yml", 3),
        ("data/kinds.yml", 47),
        ("data/site.yml", 3),
        ("docs/about.md", 1),
        ("docs/study/sanhui-yike.md", 7),
    ]


@pytest.mark.parametrize("name", ["site.yml", "brand.yml", "kinds.yml"])
def test_missing_files(name: str, root: Path) -> None:
    """The three files that every site has are missed by name."""
    (root / "data" / name).unlink()
    assert files(root) == [(f"data/{name}", 0, "缺少这个文件")]


def test_an_empty_folder() -> None:
    """Nothing at all is told as three missing files, not as a traceback."""
    assert [message for _, _, message in files(Path("/nonexistent"))] == ["缺少这个文件"] * 3


def test_links_to_other_places_are_not_followed(root: Path, tmp_path: Path) -> None:
    """A symbolic link in the tree could show any file of the machine: it is refused unread."""
    secret = tmp_path / "secret.md"
    secret.write_text("root:x:0:0", encoding="utf-8")
    (root / "docs/secret.md").symlink_to(secret)
    with pytest.raises(DataError) as caught:
        load(root)
    assert [one.message for one in caught.value.problems] == ["这是一个链接，不是文件"]
    assert "root:x" not in str(caught.value)


def test_what_computers_leave_behind_is_passed_over(root: Path) -> None:
    """Files that a secretary cannot even see are no reason to stop."""
    before = load(root).files
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        (root / "data/activities/2024" / name).write_bytes(b"\0")
        (root / "data/activities/2024/2024-03-05-yuanwen" / name).write_bytes(b"\0")
    assert load(root).files == before


def test_two_records_of_one_name(root: Path) -> None:
    """The first is kept; the check `files` refuses the second."""
    (root / "data/activities/2023").mkdir()
    text = (root / "data/activities/2024/2024-03-14-dahui.yml").read_text(encoding="utf-8")
    (root / "data/activities/2023/2024-03-14-dahui.yml").write_text(text.replace("机密甲一", "乙"), encoding="utf-8")
    data = load(root)
    assert data.activities["2024-03-14-dahui"].model.title == "乙"
    assert len(data.activities) == 9


def test_windows_files_are_read(root: Path) -> None:
    """A byte-order mark and Windows line ends change nothing."""
    before = load(root).activities["2024-03-05-yuanwen"].model
    path = root / "data/activities/2024/2024-03-05-yuanwen.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(root).activities["2024-03-05-yuanwen"].model == before


def test_what_can_be_read_is_read(root: Path) -> None:
    """So that the checks have their say in the same round: a bad file is left out, and known to be."""
    replace(root / "data/activities/2024/2024-03-14-dahui.yml", "标题: ", "标题：")
    replace(root / "docs/study/sanhui-yike.md", "分钟: 5", "分钟: 五")
    data, problems = read(root)
    assert data is not None
    assert [one.file for one in problems] == sorted(data.unread)
    assert "2024-03-14-dahui" not in data.activities
    assert data.plans_known
    assert set(data.study_ids) == {"sanhui-yike", "weichengnianren"}


def test_nothing_is_judged_without_the_three_files(root: Path) -> None:
    """Kinds decide what may be public: without them there is no data."""
    replace(root / "data/kinds.yml", "可见: 内", "可见: 密")
    data, problems = read(root)
    assert data is None
    assert [one.file for one in problems] == ["data/kinds.yml"]
