"""改已有的: everything that can be changed, in groups."""

import json

from ..load.data import Data
from . import form

Group = tuple[str, list[tuple[str, str, str, str, bool]]]


def groups_of(data: Data, asked: str) -> list[Group]:
    """What can be changed, by groups: name, note, file, place as JSON, whether it can be withdrawn."""
    records = [
        (one.model.title, f"{one.model.date} {one.model.kind}", one.file, "", True)
        for one in sorted(data.activities.values(), key=lambda one: (one.model.date, one.id), reverse=True)
    ]
    studies = [(one.model.title, one.model.topic, one.file, "", True) for one in data.studies.values()]
    articles = [(one.model.title, "", one.file, "", True) for one in data.articles.values() if form.form_of(one.file)]
    promised = [
        (name, file, file, json.dumps(place, ensure_ascii=False), False) for file, place, name in form.commitments(data)
    ]
    site = [("网站设置", "名称、支部概况、备案号", "data/site.yml", "", False)]
    groups = [
        ("活动记录", records),
        ("学习资料", studies),
        ("文章", articles),
        ("工作计划里的任务", promised),
        ("设置", site),
    ]
    found = [(name, [one for one in those if asked in one[0] or asked in one[1]]) for name, those in groups]
    return [(name, those) for name, those in found if those]
