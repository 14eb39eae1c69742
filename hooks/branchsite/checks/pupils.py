"""Ensure that minors are protected: consent is stated, no name stands with a class (《未成年人学校保护规定》)."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from ..errors import Problem
from ..load.data import Data
from ..load.entry import Entry, alone

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文殷施倪柳鲍耿翁柯翟阮骆裴祁聂葛岳尤洪"
)
_NO_NAMES = (
    "方阵|方队|方案|江边|江心|江滩|江水|任课|任务|常规|常常|金奖|田径|高年级|高兴|白天|钟声|夏天|夏令营|文明|文艺|文体|"
    "石榴|马上|万里|.老师|.主任|.书记|.校长"
)
"""Words that begin like a surname, and those who are no pupils."""
_NAME = rf"(?!{_NO_NAMES})(?P<name>(?:欧阳|上官|司徒|司马|诸葛|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}?)"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_CLASS = rf"(?:[一二三四五六1-6]年级)?(?:[一二三四五六1-6]?\s*[（(]\s*{_NUMBER}\s*[）)]|[一二三四五六1-6]\d?)班"
_HINT = re.compile(r"[一二三四五六1-6\d）)]班")
"""How every class ends."""
_BEHIND = r"(?=同学|小朋友|[、，。；：！,;:!（()）\s\"'”’]|等|和|获|说|代表|担任|荣获|发言|$)"
_AROUND = " 、，。；：（(\"“'‘有和"
_NAMED = (
    re.compile(rf"{_CLASS}(?:的)?(?:学生|同学|队员)?{_NAME}{_BEHIND}"),
    re.compile(rf"(?:^|[、，。；：\s（(\"“'‘有和]|学生|同学|队员){_NAME}(?:同学)?[（(，,、]\s*(?:来自)?{_CLASS}"),
)
"""A name behind a class, and a name before one: 三（2）班某某某说、某某某（三（2）班）."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """涉及学生 and 监护人同意 of every record; names with a class in all prose."""
    for entry in data.activities.values():
        activity = entry.model
        kind = data.kinds_by_name.get(activity.kind)
        if (data.vocabulary.minors & set(activity.audience) or (kind and kind.pupils)) and not activity.pupils:
            yield entry.problem("对象或类别有学生，要写明涉及学生", "对象", fix="加一行 涉及学生: 是")
        elif activity.pupils and not activity.guardians_agreed:
            where = "监护人同意" if ("监护人同意",) in entry.document.lines else "涉及学生"
            yield entry.problem("涉及学生的内容要先取得监护人同意", where, fix="取得同意后写 监护人同意: 是")
    for entry in data.prose_entries:
        yield from found(entry)


@alone
def found(entry: Entry[Any]) -> Iterator[Problem]:
    """The names with a class in one entry."""
    if not any(_HINT.search(text) for _, text in entry.texts):
        return
    for number, line in entry.all_lines():
        for match in (found for pattern in _NAMED for found in pattern.finditer(line)):
            fix = "只写“几年级学生”或“少先队员代表”，不写姓名"
            yield Problem(entry.file, number, "班级和姓名写在一起，会认出具体的学生", match[0].strip(_AROUND), fix)
