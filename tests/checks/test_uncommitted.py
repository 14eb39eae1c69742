"""Sentences that promise something, and have no commitment."""

from pathlib import Path

import pytest

from branchsite.checks.uncommitted import check
from branchsite.errors import Severity
from branchsite.library.promise_words import promises
from branchsite.load.data import load
from edits import PLAN, changed, found
from rows import over
from sites import SHIPPED, copy_site, replace

PROMISES = """
每月开展一次主题党日活动。
党支部要高度重视安全工作。
坚持每周一集中学习。
三月份召开组织生活会。
6月底前完成民主评议党员工作。
组织全体党员观看警示教育片。
一是加强理论学习。
（1）落实意识形态工作责任制。
2.严格执行请销假制度；
做到有计划、有记录、有总结。
全体党员每学期上一节示范课。
书记每学期为党员上党课不少于2次。
把党建工作纳入学校年度考核。
让每一名党员都成为一面旗帜。
通过结对帮扶，提升青年教师的教学能力。
在“七一”前夕开展慰问老党员活动。
学期末进行总结表彰。
支部委员带头撰写学习心得。
不得接受家长宴请。
全校教师须签订师德承诺书。
学校将于五月举办读书节。
以“三会一课”为载体，切实提高学习实效。
定期召开家长座谈会，听取意见。
用心打造书香校园。
全体党员干部要以身作则。
同时进一步健全谈心谈话制度。
认真履行监督职责，发展党内民主。
"""

OTHERS = """
我校现有党员36名。
去年，支部开展了一系列活动。
上学期，学校获得了市文明校园称号。
支部下设三个党小组，共有党员36人。
党的二十大是在关键时刻召开的一次十分重要的大会。
加强师德建设是学校的根本任务。
为深入学习贯彻党的二十大精神，特制定本计划。
组织生活会、民主评议党员是支部组织生活的重要内容。
要求如下：
指导思想：
工作目标
教师是立教之本、兴教之源。
习近平总书记指出，要坚持把立德树人作为根本任务。
学习强国平台是党员学习的重要阵地。
某某小学始建于1905年。
在上级党组织的正确领导下，学校各项工作有序开展。
根据上级党组织要求，结合学校实际。
2024年是实施“十四五”规划的关键一年。
党员36人，其中女党员28人。
组织委员负责发展党员工作。
要素齐全。
支部现有的不足：学习不够深入。
应急预案见附件。
将来的学校是什么样子？
计划的完成情况见附表。
青年是国家的未来。
发展的成果由全体师生共享。
近年来，学校党支部不断加强自身建设。
宣传栏位于校门东侧。
学习资料见附件二。
公开的内容见下表。
"""


@pytest.mark.parametrize("sentence", PROMISES.split())
def test_promises(sentence: str) -> None:
    """What a branch says that it will do."""
    assert promises(sentence)


@over("sentence", OTHERS.split())
def test_no_promises(sentence: str) -> None:
    """What was, what is, what heads or leads on to something."""
    assert not promises(sentence)


def test_the_shipped_plan_has_no_promise_without_a_commitment() -> None:
    """Every sentence of it that promises something is quoted."""
    assert found(check, load(SHIPPED)) == []


@pytest.mark.parametrize(
    ("quotes", "left"),
    [
        (["继续健全党员、干部、教师谈话谈心制度"], ["继续健全党员、干部、教师谈话谈心制度。"]),
        (["做好党员的党费收缴工作"], []),
        (
            ["做好预备党员的考察和转正", "加大对入党积极分子的教育、培养和考察工作", "做好党员的党费收缴工作"],
            ["做好预备党员的考察和转正，加大对入党积极分子的教育、培养和考察工作，做好党员的党……"],
        ),
    ],
)
def test_a_quotation_less(quotes: list[str], left: list[str], tmp_path: Path) -> None:
    """A sentence is reminded of when nothing quotes a word of it any more; the line of the text is named."""
    root = copy_site(tmp_path / "site", SHIPPED)
    for quote in quotes:
        replace(root / PLAN, f"出处: {quote}\n", f"# {quote}\n")
    problems = found(check, load(root))
    assert [one.message for one in problems] == [
        f"未分解：“{one}”像是一件要做的事，还没有任务从它分解出来" for one in left
    ]
    assert all(one.severity is Severity.NOTICE and one.text.strip() == "原文: |" for one in problems)


def test_the_cure_can_be_copied(tmp_path: Path) -> None:
    """With the 出处 that it gives, a commitment takes the reminder away."""
    old = "概要: 三会一课和学时。"
    text = f"{old}\n        原文: 定期召开家长座谈会。"
    data = changed(tmp_path, {PLAN: (old, text)})
    (problem,) = found(check, data)
    line = problem.fix.partition("其中写 ")[2]
    assert line == "出处: 定期召开家长座谈会。"
    title = "标题: 支部党员大会，每季度一次"
    replace(data.root / PLAN, title, f"{title}\n            {line}")
    assert found(check, load(data.root)) == []


def test_no_text_no_reminder(tmp_path: Path) -> None:
    """A plan without its text has nothing to compare."""
    assert found(check, changed(tmp_path, {})) == []
