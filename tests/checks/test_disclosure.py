"""党务公开目录: what it names exists, and what is for the Party alone is not on the site."""

from pathlib import Path

import pytest

from branchsite.checks.disclosure import check
from branchsite.load.data import Data
from edits import changed, said
from sites import TINY, TODAY

FILE = "data/gongkai.yml"
INNER = "    事项: 只给党员看的事项\n"


def catalogue(tmp_path: Path, old: str, new: str) -> Data:
    """Tiny with its catalogue changed."""
    return changed(tmp_path, {FILE: (old, new)})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("证据: [集中学习]", "证据: [集中学刁]", "没有叫“集中学刁”的类别"),
        ("证据: [集中学习]", "证据: [谈心谈话]", "“谈心谈话”是内部类别，没有记录，不能向社会公开"),
        ("网页: [计划进展]", "资料: [sanhui-yikee]", "没有叫“sanhui-yikee”的学习资料"),
        ("标识: study", "标识: meetings", "“meetings”用了两次，标识不能重复"),
        (INNER, INNER + "    证据: [集中学习]\n", "“只给党员看的事项”只在党内公开，不能写“证据”：网站上谁都看得到"),
        (INNER, INNER + "    证据: [支部党员大会]\n", "“只给党员看的事项”只在党内公开，不能写“证据”：网站上谁都看得到"),
        (INNER, INNER + "    资料: [sanhui-yike]\n", "“只给党员看的事项”只在党内公开，不能写“资料”：网站上谁都看得到"),
        (INNER, INNER + "    网页: [计划进展]\n", "“只给党员看的事项”只在党内公开，不能写“网页”：网站上谁都看得到"),
    ],
)  # fmt: skip
def test_what_is_wrong(old: str, new: str, message: str, tmp_path: Path) -> None:
    """One problem each, with its cure."""
    (problem,) = said(check, catalogue(tmp_path, old, new))
    assert problem.partition(" ")[2] == message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("证据: [集中学习]", "证据: [任何公开活动]"),
        ("证据: [集中学习]", "证据: 集中学习、主题党日"),
        ("网页: [计划进展]", "网页: [支部概况, 学习资料, 活动动态]"),
        ("公开范围: 党内", "公开范围: 社会"),
    ],
)
def test_what_is_right(old: str, new: str, tmp_path: Path) -> None:
    """Lists on one line, every public record, other parts of the site."""
    assert not said(check, catalogue(tmp_path, old, new))


def test_no_catalogue(tmp_path: Path) -> None:
    """A branch need not have one."""
    data = changed(tmp_path, {FILE: lambda path: path.unlink()})
    assert data.disclosure is None and not list(check(data, TODAY))
    assert (TINY / FILE).exists()
