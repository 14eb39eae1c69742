"""Ensure that minors are protected: consent is stated, no name stands with a class (《未成年人学校保护规定》)."""

import datetime
import re
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data, Entry, M
from ..models.base import Audience

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文殷"
)
_CLASS_NAME = re.compile(
    rf"(?:[一二三四五六1-6]年级)?(?:[一二三四五六1-6]?\s*[（(]\s*\d{{1,2}}\s*[）)]|[一二三四五六1-6]\d?)班(?:的)?(?:学生|同学|队员)?"
    rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=同学|小朋友|、|，|。|等|和|$|[）)])"
)


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """涉及学生 and 监护人同意 of every record; names with a class in all prose."""
    for entry in data.activities.values():
        activity = entry.model
        kind = data.kinds_by_name.get(activity.kind)
        if (Audience.PUPILS in activity.audience or (kind and kind.pupils)) and not activity.pupils:
            yield entry.problem("对象或类别有学生，要写明涉及学生", "对象", fix="加一行 涉及学生: 是")
        elif activity.pupils and not activity.guardians_agreed:
            where = "监护人同意" if ("监护人同意",) in entry.document.lines else "涉及学生"
            yield entry.problem("涉及学生的内容要先取得监护人同意", where, fix="取得同意后写 监护人同意: 是")
    for entry in data.activities.values():
        yield from _names(entry)
    for material in data.studies.values():
        yield from _names(material)
    for article in data.articles.values():
        yield from _names(article)


def _names(entry: Entry[M]) -> Iterator[Problem]:
    for number, line in entry.all_lines():
        for match in _CLASS_NAME.finditer(line):
            yield Problem(
                entry.file, number, "班级和姓名写在一起，会认出具体的学生", match[0], "只写“几年级学生”或“少先队员代表”，不写姓名"
            )
