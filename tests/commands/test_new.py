"""make new: a record's file with the fields that its kind wants."""

import contextlib
import datetime
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from PIL import Image

from branchsite.__main__ import main
from branchsite.build import read_library
from branchsite.checks import run_checks
from branchsite.checks.completeness import MATERIAL_PLACEHOLDER, PLACEHOLDER
from branchsite.commands.new import claims_of, write_new
from branchsite.commands.new_activity import OPEN_FIRST, open_first
from branchsite.errors import DataError, errors
from branchsite.library.progress import CommitmentState
from branchsite.load.data import load
from branchsite.models.base import Visibility
from sites import ROOT, SHIPPED, TINY, copy_site, put_back, replace, tree

TODAY = datetime.date(2024, 5, 10)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site: it has every kind."""
    return copy_site(tmp_path_factory.mktemp("new") / "site")


@pytest.fixture
def root(shared: Path) -> Iterator[Path]:
    """It, as it was before each test."""
    with put_back(shared):
        yield shared


KINDS = {kind.name: kind for kind in load(SHIPPED).kinds.values()}
OPEN = [name for name, kind in KINDS.items() if kind.visibility is not Visibility.INTERNAL]


def fill(path: Path) -> None:
    """Do what the file says: write behind the colons and in the text's place, keep the first 兑现, agree."""
    text = path.read_text("utf-8").replace(PLACEHOLDER, "写好的正文。").replace("监护人同意: 否", "监护人同意: 是")
    text = re.sub(r"^(标题|时间|地点|组织|参加|摘要): $", r"\1: 填好了", text, flags=re.MULTILINE)
    text = re.sub("^截止: $", "截止: 2024-05-16", text, flags=re.MULTILINE)
    path.write_text(text.replace("兑现:\n#   - ", "兑现:\n  - "), "utf-8")


def offered(path: Path) -> list[str]:
    """The lines of 兑现, each waiting behind its #."""
    return re.findall(r"^#   - (?!文件)(.*)$", path.read_text("utf-8"), re.MULTILINE)


@pytest.mark.slow
def test_passes_the_checks_once_filled(root: Path) -> None:
    """Every kind that keeps records: what is there already is right, and what is empty is all that is missing."""
    made = []
    for number, kind in enumerate(OPEN):
        made.append(write_new(root, "2024-05-09", f"new-{number}", kind, TODAY))
        fill(made[-1])
    assert errors(run_checks(load(root), TODAY)) == []
    library, _ = read_library(root, TODAY)
    assert {path.stem for path in made} <= {record.id for record in library.ledger}


@pytest.mark.slow
@pytest.mark.parametrize("kind", OPEN)
def test_is_yaml_from_the_start(root: Path, kind: str) -> None:
    """Not filled in, it is read all the same: its gaps are named by line, not by a parser's riddle."""
    value = yaml.safe_load(write_new(root, "2024-05-09", "x", kind, TODAY).read_text("utf-8"))
    assert value["类别"] == kind
    assert (value["活动日期"], value["发布日期"]) == (datetime.date(2024, 5, 9), TODAY)
    counted = KINDS[kind].visibility is Visibility.COUNTED
    assert counted == ("正文" not in value)
    assert not counted or not {"摘要", "照片", "参加", "地点"} & value.keys()


@pytest.mark.slow
def test_gaps_are_said(root: Path) -> None:
    """Left as it is, the checks name what is missing."""
    write_new(root, "2024-05-09", "x", "党课", TODAY)
    with pytest.raises(DataError, match="“标题”后面没有内容"):
        load(root)


@pytest.mark.parametrize(
    ("kind", "claims"),
    [
        ("团队活动", ["三类教育/爱国主义", "三类教育/动手实践", "三类教育/科学素养"]),
        ("主题党日", ["主题党日"]),
        ("党费收缴", ["党费收缴"]),
    ],
)
def test_offers_what_the_kind_can_prove(tmp_path: Path, kind: str, claims: list[str]) -> None:
    """Each theme on its own line; commitments that any public record proves need no line."""
    path = write_new(copy_site(tmp_path / "site", TINY), "2024-05-09", "x", kind, TODAY)
    assert offered(path) == claims


def test_offers_nothing_outside_every_term(tmp_path: Path) -> None:
    """In the holidays there is no plan to fulfil."""
    path = write_new(copy_site(tmp_path / "site", TINY), "2024-08-01", "x", "主题党日", TODAY)
    assert offered(path) == []
    assert "兑现" not in yaml.safe_load(path.read_text("utf-8"))
    assert path.parent.name == "2024"


@pytest.mark.parametrize("date", ["2024-3-5", "2024.3.5", "2024年3月5日", "２０２４-03-05"])
def test_understands_dates(tmp_path: Path, date: str) -> None:
    """As people write them."""
    path = write_new(copy_site(tmp_path / "site", TINY), date, "zhishu", "主题党日", TODAY)
    assert path == tmp_path / "site/data/activities/2024/2024-03-05-zhishu.yml"


@pytest.mark.parametrize(
    ("date", "slug", "kind", "message"),
    [
        ("三月五日", "x", "主题党日", "要写成年-月-日"),
        ("2024-02-30", "x", "主题党日", "没有这一天：2024年2月30日"),
        ("2024-03-05", "植树", "主题党日", "拼音只能用小写字母"),
        ("2024-03-05", "Zhi_Shu", "主题党日", "拼音只能用小写字母"),
        ("2024-03-05", "../x", "主题党日", "拼音只能用小写字母"),
        ("2024-03-05", "x\n", "主题党日", "拼音只能用小写字母"),
        ("2024-03-05", "", "主题党日", "拼音只能用小写字母"),
        ("2024-03-05", "con", "主题党日", "“con”是 Windows 的设备名"),
        ("2024-03-05", "13800138000", "主题党日", "文件名里有手机号，不能公开"),
        ("2024-03-05", "lpt1", "主题党日", "“lpt1”是 Windows 的设备名"),
        ("2024-03-05", "x", "主题党曰", "没有叫“主题党曰”的类别[^$]*主题党日"),
        ("2024-03-05", "x", "xyz", "没有叫“xyz”的类别[^$]*集中学习、主题党日"),
        ("2024-03-05", "x", "谈心谈话", "内部类别不建记录"),
        ("2024-03-05", "yuanwen", "集中学习", "这个文件已经有了"),
        ("2024-03-05", "a" * 61, "集中学习", "最多 60 个"),
    ],
)
def test_refuses(tmp_path: Path, date: str, slug: str, kind: str, message: str) -> None:
    """Each wrong word with what to do instead; nothing is written, what is there is not touched."""
    root = copy_site(tmp_path / "site", TINY)
    before = tree(root / "data")
    with pytest.raises(DataError, match=message):
        write_new(root, date, slug, kind, TODAY)
    assert tree(root / "data") == before


def test_a_kind_with_signs_of_markup_in_its_name(tmp_path: Path) -> None:
    """A YAML file is no HTML: nothing is escaped."""
    root = copy_site(tmp_path / "site", TINY)
    replace(root / "data/kinds.yml", "名称: 主题党日", "名称: 主题党日 & 'x'")
    path = write_new(root, "2024-08-01", "x", "主题党日 & 'x'", TODAY)
    assert yaml.safe_load(path.read_text("utf-8"))["类别"] == "主题党日 & 'x'"


def test_needs_kinds_that_can_be_read(root: Path) -> None:
    """Without the kinds nothing can be offered: their own mistake is said, nothing is written."""
    (root / "data/kinds.yml").write_text("party-day：\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"data/kinds\.yml"):
        write_new(root, "2024-05-16", "zhishu", "主题党日", TODAY)
    assert not list(root.rglob("2024-05-16-zhishu.yml"))


def photo(path: Path) -> Path:
    """A phone's photo: lying on its side, with the place where it was taken."""
    image = Image.new("RGB", (4000, 3000), "green")
    exif = image.getexif()
    exif[0x0112], exif[0x010F] = 6, "Phone"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(path, exif=exif, comment=b"secret words")
    return path


@pytest.mark.slow
def test_activity_with_options(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All by options: an ASCII name from the title, chosen commitments written, photos turned, small and bare."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    source = photo(tmp_path / "微信图片_20240508.jpg")
    arguments = ["new", "activity", "--kind", "主题党日", "--date", "2024年5月8日", "--title", "党日：走江堤"]
    arguments += ["--place", "江堤: 二号口", "--proves", "主题党日", "--photo", str(source), "--alt", "江堤上的人"]
    assert main(["--root", str(root), *arguments]) == 0
    path = root / "data/activities/2024/2024-05-08-dang-ri-zou-jiang-di.yml"
    value = yaml.safe_load(path.read_text("utf-8"))
    assert (value["标题"], value["地点"], value["兑现"]) == ("党日：走江堤", "江堤: 二号口", ["主题党日"])
    assert value["照片"] == [{"文件": "01.jpg", "替代文字": "江堤上的人"}]
    made = path.with_suffix("") / "01.jpg"
    with Image.open(made) as picture:
        assert picture.size == (1920, 2560)
        assert dict(picture.getexif()) == {}
    assert b"secret" not in made.read_bytes()
    assert b"Exif" not in made.read_bytes()
    fill(path)
    assert errors(read_library(root, TODAY)[1]) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "加上 --kind"),
        (["--kind", "主题党日"], "加上 --date"),
        (["--kind", "主题党日", "--date", "2024-05-08"], "加上 --title"),
        (["--kind", "主题党日", "--date", "5月8日", "--title", "x"], "年-月-日"),
        (["--kind", "主题党日", "--date", "2024-05-08", "--title", "x", "--proves", "主题党曰"], "主题党日"),
        (["--kind", "主题党日", "--date", "2024-05-08", "--title", "x", "--photo", "no.jpg"], "照片打不开"),
        (["--kind", "主题党日", "--date", "2024-05-08", "--title", "x", "--photo", __file__], "照片打不开"),
        (["--kind", "党费收缴", "--date", "2024-05-08", "--title", "x", "--photo", "no.jpg"], "不能有照片"),
        (["--kind", "主题党日", "--date", "2024-05-08", "--title", "x", "--slug", "../x"], "拼音只能用小写字母"),
        (["--kind", "谈心谈话", "--date", "2024-05-08", "--title", "x"], "内部类别不建记录"),
    ],
)
def test_activity_refuses(root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    """What is missing or wrong is said with the option to write; nothing is written."""
    before = tree(root / "data")
    assert main(["--root", str(root), "new", "activity", *arguments]) == 1
    assert said in capsys.readouterr().err
    assert tree(root / "data") == before


def test_what_is_open_is_offered_first(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Late before going before done; a part that has its record comes last."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    data = load(root)
    steps = open_first(root, claims_of(data, TODAY, data.kinds_by_name["专项治理"]))
    assert steps[0] == "抵制有偿补课/自查自纠"
    assert steps[-1] == "抵制有偿补课/公开承诺"


def test_every_state_has_its_place() -> None:
    """A state that is added is thought of here, too."""
    assert set(OPEN_FIRST) == set(CommitmentState)


@pytest.mark.slow
def test_answers_at_a_terminal(root: Path) -> None:
    """A real terminal: kinds by number, a wrong answer asked again, Enter for what is optional."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "branchsite", "--root", str(root), "new", "activity"]
    environment = {**os.environ, "SITE_TODAY": TODAY.isoformat(), "PYTHONPATH": str(ROOT / "hooks")}
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True)
    os.close(slave)
    for answer in ("99", "主题党日", "2024-05-08", "江边走一走", "", "1 x", "1"):
        os.write(master, f"{answer}\n".encode())
    said = b""
    with contextlib.suppress(OSError):
        while chunk := os.read(master, 65536):
            said += chunk
    assert process.wait(30) == 0, said.decode()
    assert "没有这一个" in said.decode()
    assert "有一个数字不对" in said.decode()
    value = yaml.safe_load((root / "data/activities/2024/2024-05-08-jiang-bian-zou-yi-zou.yml").read_text("utf-8"))
    assert len(value["兑现"]) == 1


@pytest.mark.slow
def test_material(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A study page that lacks only its summary and its text, which the check says."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    arguments = ["new", "material", "--title", "江边的一课", "--topic", "党的理论", "--type", "实用指南"]
    assert main(["--root", str(root), *arguments]) == 0
    path = root / "docs/study/jiang-bian-de-yi-ke.md"
    replace(path, "摘要: \n", "摘要: 一句话。\n")
    with pytest.raises(DataError, match="正文还是新建时的样子"):
        read_library(root, TODAY)
    replace(path, MATERIAL_PLACEHOLDER, "江边上的一课。")
    assert errors(read_library(root, TODAY)[1]) == []
    assert main(["--root", str(root), *arguments]) == 1
    assert main(["--root", str(root), *arguments[:-1], "没有的类型"]) == 1


@pytest.mark.parametrize("what", ["material", "activity"])
def test_a_name_that_windows_takes_for_a_device(root: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    """Is refused at once, as the check would; one that comes from a title is made another."""
    words = {
        "material": ["--topic", "党的理论", "--type", "实用指南"],
        "activity": ["--kind", "主题党日", "--date", "2024-05-08"],
    }[what]
    before = tree(root)
    assert main(["--root", str(root), "new", what, "--title", "一课", *words, "--slug", "con"]) == 1
    assert "“con”是 Windows 的设备名，Windows 电脑上打不开" in capsys.readouterr().err
    assert tree(root) == before
    assert main(["--root", str(root), "new", what, "--title", "Con", *words]) == 0
    assert any(name.endswith(("/con-1.md", "-con-1.yml")) for name in tree(root).keys() - before.keys())


@pytest.mark.slow
def test_the_next_plan(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Days moved into the new term, all to be confirmed, what was kept this year left out, the old file untouched."""
    monkeypatch.setenv("SITE_TODAY", "2024-07-05")
    before = tree(root)
    assert main(["--root", str(root), "new", "plan", "--from", "2023-2024-2"]) == 0
    said = capsys.readouterr().out
    assert "每年一次、今年已经完成的没有带过来：组织生活会、民主评议" in said
    after = tree(root)
    assert set(after) - set(before) == {"data/plans/2024-2025-1.yml"}
    assert all(after[name] == content for name, content in before.items())
    day = datetime.date(2024, 7, 5)
    library, problems = read_library(root, day)
    assert errors(problems) == []
    new = next(one for one in library.schedules if one.id == "2024-2025-1")
    old = next(one for one in library.schedules if one.id == "2023-2024-2")
    assert (str(new.plan.start), str(new.plan.end)) == ("2024-09-01", "2025-01-31")
    assert all(one.unconfirmed for one in new.plan.commitments)
    assert {one.id for one in old.plan.commitments} - {one.id for one in new.plan.commitments} == {
        "life-meeting",
        "appraisal",
    }
    assert "原文" not in (root / "data/plans/2024-2025-1.yml").read_text("utf-8").replace("的原文有了", "").replace(
        "“原文”", ""
    )
    assert main(["--root", str(root), "new", "plan", "--from", "2023-2024-2"]) == 1


def test_the_calendar_names_the_next_term(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A term in data/calendar.yml is taken as it is; in spring what is asked once a year comes back."""
    monkeypatch.setenv("SITE_TODAY", "2024-07-05")
    with (root / "data/calendar.yml").open("a", encoding="utf-8") as calendar:
        calendar.write("学期:\n  - 名称: 2024—2025学年度第二学期\n    开始: 2025-02-17\n    结束: 2025-06-27\n")
    assert main(["--root", str(root), "new", "plan"]) == 0
    plan = yaml.safe_load((root / "data/plans/2024-2025-2.yml").read_text("utf-8"))
    assert (str(plan["开始"]), str(plan["结束"]), plan["学期依据"]) == ("2025-02-17", "2025-06-27", "校历。")
    names = [one["简称"] for part in plan["部分"] for item in part["条目"] for one in item["承诺"]]
    assert "组织生活会" in names


@pytest.mark.parametrize("words", [["x"], ["plan", "extra"], ["activity", "2024-05-08"]])
def test_words_that_begin_nothing(root: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    """What is no beginning is said."""
    assert main(["--root", str(root), "new", *words]) == 1
    assert "new activity、new material 或 new plan" in capsys.readouterr().err
