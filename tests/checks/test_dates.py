"""Dates of every field against names, each other and today."""

import datetime
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from branchsite.checks import run_checks
from branchsite.checks.dates import check
from branchsite.commands.schema import SCHEMAS
from branchsite.errors import Severity
from branchsite.load.data import read
from branchsite.models.fields import _models_in
from edits import PLAN, A, Change, changed, found, record
from sites import TINY, TODAY, copy_site

FILE = A + "2024-04-15-a.yml"
STUDY = "docs/study/sanhui-yike.md"
ERROR, NOTICE = Severity.ERROR, Severity.NOTICE

# Today is 2024-05-10. What is typed, where: the line, the message, the cure, how much it matters.
REFUSED: dict[str, tuple[dict[str, Change], str, str, Severity]] = {
    "another day than the file's name": (
        {A + "2024-04-16-a.yml": record("2024-04-15")},
        "活动日期 2024-04-15 和文件名里的 2024-04-16 不一样；文件名写错了的，改成 2024-04-15-a.yml",
        "活动日期: 2024-04-16",
        ERROR,
    ),
    "a day that cannot be, beside the file's name": (
        {FILE: record("1924-04-15", 发布日期="2024-04-16")},
        "活动日期 1924-04-15 和文件名里的 2024-04-15 不一样",
        "活动日期: 2024-04-15",
        ERROR,
    ),
    "a day far ahead, beside the file's name": (
        {FILE: record("2042-04-15", 发布日期="2024-04-16")},
        "活动日期 2042-04-15 和文件名里的 2024-04-15 不一样",
        "活动日期: 2024-04-15",
        ERROR,
    ),
    "a day in the name that there is not": (
        {A + "2024-02-30-a.yml": record("2024-04-15")},
        "活动日期 2024-04-15 和文件名里的 2024-02-30 不一样",
        "改成 2024-04-15-a.yml",
        ERROR,
    ),
    "in the folder of another year": (
        {"data/activities/2023/2024-04-15-a.yml": record("2024-04-15")},
        "活动日期是 2024 年，记录放在 2023 年的文件夹里",
        "移到 data/activities/2024/",
        ERROR,
    ),
    "held long ago": (
        {"data/activities/1999/1999-12-31-a.yml": record("1999-12-31", 发布日期="2024-05-01")},
        "活动日期 1999-12-31 离今天 2024-05-10 太远，是不是年份写错了",
        "活动日期: 2023-12-31，文件名改成 2023-12-31-a.yml，移到 data/activities/2023/"
        "（有照片文件夹的，一起改名、一起移）",
        ERROR,
    ),
    "held in years": (
        {"data/activities/2034/2034-05-03-a.yml": record("2034-05-03", 发布日期="2024-05-03")},
        "活动日期 2034-05-03 离今天 2024-05-10 太远，是不是年份写错了",
        "活动日期: 2024-05-03，文件名改成 2024-05-03-a.yml，移到 data/activities/2024/"
        "（有照片文件夹的，一起改名、一起移）",
        ERROR,
    ),
    "held 401 days from now": (
        {"data/activities/2025/2025-06-15-a.yml": record("2025-06-15", 发布日期="2024-05-01")},
        "活动日期 2025-06-15 离今天 2024-05-10 太远，是不是年份写错了",
        "活动日期: 2023-06-15，文件名改成 2023-06-15-a.yml，移到 data/activities/2023/"
        "（有照片文件夹的，一起改名、一起移）",
        ERROR,
    ),
    "published ten years before": (
        {FILE: record(发布日期="2014-04-15")},
        "发布日期 2014-04-15 比活动日期 2024-04-15 早了 3653 天，是不是年份写错了",
        "发布日期: 2024-04-15",
        ERROR,
    ),
    "published a year before": (
        {FILE: record(发布日期="2023-04-16")},
        "发布日期 2023-04-16 比活动日期 2024-04-15 早了 365 天，是不是年份写错了",
        "发布日期: 2024-04-16",
        NOTICE,
    ),
    "published 121 days before": (
        {FILE: record(发布日期="2023-12-16")},
        "发布日期 2023-12-16 比活动日期 2024-04-15 早了 121 天，是不是年份写错了",
        "发布日期: 2023-12-16",
        NOTICE,
    ),
    "announced two years ago, and still to come": (
        {A + "2024-06-20-a.yml": record("2024-06-20", 发布日期="2022-05-10")},
        "发布日期 2022-05-10 比活动日期 2024-06-20 早了 772 天，是不是年份写错了",
        "发布日期: 2024-05-10",
        ERROR,
    ),
    "published in the last century": (
        {FILE: record(发布日期="1924-04-16")},
        "发布日期 1924-04-16 离今天 2024-05-10 太远，是不是年份写错了",
        "发布日期: 2024-04-16",
        ERROR,
    ),
    "published in ten years": (
        {FILE: record(发布日期="2034-04-16")},
        "发布日期 2034-04-16 离今天 2024-05-10 太远，是不是年份写错了",
        "发布日期: 2024-04-16",
        ERROR,
    ),
    "published tomorrow": (
        {FILE: record(发布日期="2024-05-11")},
        "发布日期 2024-05-11 还没有到，到那天重新生成网站才会出现",
        "发布日期: 2024-05-10",
        NOTICE,
    ),
    "changed before it was published": (
        {FILE: record(发布日期="2024-04-16", 更新日期="2024-04-15")},
        "更新日期 2024-04-15 早于发布日期 2024-04-16",
        "更新日期: 2024-05-10",
        ERROR,
    ),
    "changed in ten years": (
        {FILE: record(更新日期="2034-05-04")},
        "更新日期 2034-05-04 还没有到，今天是 2024-05-10",
        "更新日期: 2024-05-10",
        ERROR,
    ),
    "changed the day after tomorrow": (
        {FILE: record(更新日期="2024-05-12")},
        "更新日期 2024-05-12 还没有到，今天是 2024-05-10",
        "更新日期: 2024-05-10",
        ERROR,
    ),
    "corrected, nobody knows when": (
        {FILE: record(更正="改了一个字。")},
        "写了更正，还要写更新日期",
        "加一行 更新日期: 2024-05-10",
        ERROR,
    ),
    "a term of a week": (
        {PLAN: ("结束: 2024-06-30", "结束: 2024-02-26")},
        "学期从 2024-02-19 到 2024-02-26，有 7 天，是不是写错了",
        "结束: （2024-02-19 以后半年左右的一天）",
        NOTICE,
    ),
    "a term in ten years": (
        {PLAN: ("开始: 2024-02-19\n结束: 2024-06-30", "开始: 2034-02-19\n结束: 2034-06-30")},
        "开始 2034-02-19 离今天 2024-05-10 太远，是不是年份写错了",
        "开始: 2024-02-19",
        ERROR,
    ),
    "another year than the term's name": (
        {PLAN: ("开始: 2024-02-19\n结束: 2024-06-30", "开始: 2022-02-19\n结束: 2022-06-30")},
        "学期写的是“2023—2024学年度第二学期”，开始却是 2022-02-19",
        "开始: 2024-02-19",
        NOTICE,
    ),
    "compiled in ten years": (
        {STUDY: ("整理日期: 2024-02-01", "整理日期: 2034-02-01")},
        "整理日期 2034-02-01 离今天 2024-05-10 太远，是不是年份写错了",
        "整理日期: 2024-02-01",
        ERROR,
    ),
    "compiled next year": (
        {STUDY: ("整理日期: 2024-02-01", "整理日期: 2025-02-01")},
        "整理日期 2025-02-01 还没有到，今天是 2024-05-10",
        "整理日期: 2024-02-01",
        NOTICE,
    ),
    "compiled before the text it explains": (
        {STUDY: ("整理日期: 2024-02-01", "整理日期: 2014-02-01")},
        "整理日期 2014-02-01 早于来源的日期 2018年10月28日",
        "整理日期: 2024-05-10",
        ERROR,
    ),
    "for a month in ten years": (
        {STUDY: ("月份: 2024-03", "月份: 2034-03")},
        "月份 2034-03 离今天 2024-05-10 太远，是不是年份写错了",
        "月份: 2024-03",
        ERROR,
    ),
    "for a month of the last century": (
        {STUDY: ("月份: 2024-03", "月份: 1924-03")},
        "月份 1924-03 离今天 2024-05-10 太远，是不是年份写错了",
        "月份: 2024-03",
        ERROR,
    ),
    "a source that will be published": (
        {STUDY: ("日期: 2018年10月28日", "日期: 2108年10月28日")},
        "来源的日期 2108年10月28日 还没有到，今天是 2024-05-10",
        "日期: 2024年",
        ERROR,
    ),
    "a source of a day that there is not": (
        {STUDY: ("日期: 2018年10月28日", "日期: 2018年13月28日")},
        "来源的日期“2018年13月28日”没有这一天",
        "日期: 2018年",
        ERROR,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, tmp_path: Path) -> None:
    """The message names both days, the cure the one that was meant."""
    changes, message, fix, severity = REFUSED[case]
    problems = found(check, changed(tmp_path, changes))
    assert [(one.message, one.fix, one.severity) for one in problems] == [(message, fix, severity)]


ACCEPTED: dict[str, dict[str, Change]] = {
    "planned with its correction": {FILE: record(发布日期="2024-05-20", 更新日期="2024-05-22", 示例="是")},
    "corrected on the day": {FILE: record(更新日期="2024-04-15", 更正="改了一个字。")},
    "announced": {A + "2024-06-20-a.yml": record("2024-06-20", 发布日期="2024-05-10")},
    "announced, and changed before its day": {
        A + "2024-06-20-a.yml": record("2024-06-20", 发布日期="2024-05-01", 更新日期="2024-05-10")
    },
    "announced a year ahead": {
        "data/activities/2025/2025-06-14-a.yml": record("2025-06-14", 发布日期="2024-05-01")
    },
    "announced 120 days before": {FILE: record(发布日期="2023-12-17")},
    "old, and published then": {"data/activities/2000/2000-01-01-a.yml": record("2000-01-01")},
    "old, and brought in now": {"data/activities/2016/2016-03-12-a.yml": record("2016-03-12", 发布日期="2024-05-10")},
    "changed today, where it is tomorrow already": {FILE: record(更新日期="2024-05-11")},
    "a sample for later": {FILE: record(发布日期="2024-05-11", 示例="是")},
    "the term before": {PLAN: ("结束: 2024-06-30", "结束: 2024-07-15")},
    "compiled today": {STUDY: ("整理日期: 2024-02-01", "整理日期: 2024-05-10")},
    "a source of this year": {STUDY: ("日期: 2018年10月28日", "日期: 2024年")},
    "a month to come": {STUDY: ("月份: 2024-03", "月份: 2025-03")},
}  # fmt: skip


@pytest.mark.parametrize("case", ACCEPTED)
def test_accepted(case: str, tmp_path: Path) -> None:
    """Announcements, old records that are brought in, and a clock that is a zone ahead."""
    assert found(check, changed(tmp_path, ACCEPTED[case])) == []


EDGES = {
    FILE: record("2024-04-15", 更新日期="2024-04-16"),
    A + "2024-04-20-b.yml": record("2024-04-20", kind="公示", 开始="2024-04-20", 截止="2024-04-30"),
    PLAN: None,
    "data/calendar.yml": None,
    STUDY: None,
}
"""Files with days, and where they are not tiny's own, what they hold."""


def test_the_first_and_the_last_day_there_is(tmp_path: Path) -> None:
    """No rule reckons beyond the calendar, whatever field the day is in; each problem can be said."""
    root = copy_site(tmp_path / "site", TINY)
    for file, typed in EDGES.items():
        (root / file).write_text(typed or (root / file).read_text("utf-8"), encoding="utf-8")
    tried = 0
    for path in (root / file for file in EDGES):
        text = path.read_text("utf-8")
        for place in re.finditer("2024-[0-9]{2}-[0-9]{2}", text):
            for day in ("0001-01-01", "9999-12-31"):
                path.write_text(text[: place.start()] + day + text[place.end() :], encoding="utf-8")
                data, problems = read(root)
                tried += data is not None
                assert all(map(str, problems if data is None else run_checks(data, TODAY)))
        path.write_text(text, encoding="utf-8")
    assert tried > 20


DATED = {
    "Activity.date", "Activity.published", "Activity.updated", "Plan.start", "Plan.end", "Study.checked",
    "Activity.opens", "Activity.closes", "Plan.recorded_from",
    "TermDates.start", "TermDates.end", "Holiday.start", "Holiday.end",
    "Calendar.workdays",
    "ByDate.due", "Count.due", "Milestone.due",
}  # fmt: skip
"""Every field that holds a day. The deadlines of a plan are held to its term (test_plans), terms and holidays of the
calendar to each other (test_calendar), the days of a 公示 to each other (test_notice_period), 记录起点 to its plan
(test_record_start)."""


def test_every_field_that_holds_a_day_is_judged() -> None:
    """A new one needs a range of its own, here or in the rule that it belongs to."""

    def kinds(kind: object) -> Iterator[object]:
        yield kind
        for part in typing.get_args(kind):
            yield from kinds(part)

    def dated(model: type[BaseModel]) -> Iterator[str]:
        for name, field in model.model_fields.items():
            if datetime.date in kinds(field.annotation):
                yield f"{model.__name__}.{name}"

    models = {one for model in SCHEMAS.values() for one in _models_in(model)}
    assert {name for model in models for name in dated(model)} == DATED
