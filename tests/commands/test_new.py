"""make new: a record's file with the fields that its kind wants."""

import datetime
import re
from pathlib import Path

import pytest
import yaml

from branchsite.build import read_library
from branchsite.checks import run_checks
from branchsite.checks.completeness import PLACEHOLDER
from branchsite.commands.new import write_new
from branchsite.errors import DataError, errors
from branchsite.load.data import load
from branchsite.models.base import Visibility
from sites import SHIPPED, TINY, copy_site, replace, tree

TODAY = datetime.date(2024, 5, 10)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The shipped site: it has every kind."""
    return copy_site(tmp_path / "site")


KINDS = {kind.name: kind for kind in load(SHIPPED).kinds.values()}
OPEN = [name for name, kind in KINDS.items() if kind.visibility is not Visibility.INTERNAL]


def fill(path: Path) -> None:
    """Do what the file says: write behind the colons and in the text's place, keep the first 兑现, agree."""
    text = path.read_text("utf-8").replace(PLACEHOLDER, "写好的正文。").replace("监护人同意: 否", "监护人同意: 是")
    text = re.sub(r"^(标题|时间|地点|组织|参加|摘要): $", r"\1: 填好了", text, flags=re.MULTILINE)
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


@pytest.mark.parametrize("kind", OPEN)
def test_is_yaml_from_the_start(root: Path, kind: str) -> None:
    """Not filled in, it is read all the same: its gaps are named by line, not by a parser's riddle."""
    value = yaml.safe_load(write_new(root, "2024-05-09", "x", kind, TODAY).read_text("utf-8"))
    assert value["类别"] == kind
    assert (value["活动日期"], value["发布日期"]) == (datetime.date(2024, 5, 9), TODAY)
    counted = KINDS[kind].visibility is Visibility.COUNTED
    assert counted == ("正文" not in value)
    assert not counted or not {"摘要", "照片", "参加", "地点"} & value.keys()


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
