"""填写参考: the fields, kinds, commitments and drawings that a record may name, from the models and the data."""

import typing
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..library.drawings import NAMES
from ..library.library import Library
from ..load.data import drawings
from ..models.activity import Activity, Photo
from ..models.article import Article
from ..models.calendar import Calendar, Holiday, TermDates
from ..models.disclosure import Approval, DisclosedItem, Disclosure
from ..models.fields import one_of
from ..models.kind import Kind
from ..models.measure import ByDate, ByRule, Count, Coverage, Hours, Milestone, Milestones, Ongoing, Themes
from ..models.plan import Basis, Commitment, Item, Plan, Section
from ..models.site import Contact, Filing, Post, Profile, Site
from ..models.study import Source, Study
from ..models.words import Words
from .page import Page
from .render import render
from .sprite import sprite

URL = "handbook/reference/"
TITLE = "填写参考"
ABOUT = "每个文件能写哪些字段、类别、承诺简称和插图。"

TABLES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("活动记录 data/activities/年份/日期-拼音.yml", Activity),
    ("活动记录的“照片”", Photo),
    ("学期计划 data/plans/学期.yml", Plan),
    ("计划的“部分”", Section),
    ("部分的“条目”", Item),
    ("部分和条目的“承诺”", Commitment),
    ("承诺的“依据”", Basis),
    ("承诺的“考核”：按期覆盖", Coverage),
    ("承诺的“考核”：按次数", Count),
    ("承诺的“考核”：按学时", Hours),
    ("承诺的“考核”：限期", ByDate),
    ("承诺的“考核”：分节点", Milestones),
    ("分节点的“节点”", Milestone),
    ("承诺的“考核”：分主题", Themes),
    ("承诺的“考核”：持续推进", Ongoing),
    ("承诺的“考核”：按规定", ByRule),
    ("类别 data/kinds.yml 的每一项", Kind),
    ("学习资料 docs/study/名称.md 的开头", Study),
    ("学习资料的“来源”", Source),
    ("其他文章 docs/*.md 的开头", Article),
    ("校历 data/calendar.yml", Calendar),
    ("校历的“学期”", TermDates),
    ("校历的“放假”", Holiday),
    ("党务公开目录 data/gongkai.yml", Disclosure),
    ("目录的每一项", DisclosedItem),
    ("目录的“审批”", Approval),
    ("网站设置 data/site.yml", Site),
    ("网站设置的“概况”", Profile),
    ("概况的“班子”", Post),
    ("概况的“联系方式”", Contact),
    ("网站设置的“备案”", Filing),
)
"""What is written where: a file or a part of one, and the model of its fields."""


@dataclass(frozen=True)
class FieldRow:
    """One field as the person who fills it in needs it."""

    name: str
    required: bool
    about: str
    choices: tuple[str, ...]


def reference_page(library: Library) -> Page:
    """Everything that can be written in a file, so that nobody need guess."""
    words = library.vocabulary.words(tuple(one.name for one in library.brand.strands))
    html = render(
        "reference.html",
        URL,
        tables=[(title, field_rows(model, words)) for title, model in TABLES],
        kinds=list(library.data.kinds.values()),
        plans=_plans(library),
        drawings=[(name, NAMES.get(name, name)) for name in drawings()],
        sprite=sprite().uri,
        hub="handbook/",
    )
    return Page(URL, TITLE, ABOUT, html, "handbook/", TITLE)


def _plans(library: Library) -> list[tuple[str, list[Commitment]]]:
    """The commitments that records can prove, of the plan in force and of later ones, by the names of their terms."""
    first = library.schedules.index(library.schedule) if library.schedule else 0
    plans = [one.plan for one in library.schedules[first:]]
    return [(plan.term, [one for one in plan.commitments if one.evidence]) for plan in plans]


def field_rows(model: type[BaseModel], words: Words) -> list[FieldRow]:
    """The fields of a model in their order. words: what the site's lists allow in some of them."""
    return [
        FieldRow(field.alias or name, field.is_required(), field.description or "", _choices(field, words))
        for name, field in model.model_fields.items()
    ]


def _choices(field: FieldInfo, words: Words) -> tuple[str, ...]:
    """The words that a field may hold, where these are counted."""
    listed = one_of(field)
    return (listed.words(words) or ()) if listed else _members(field.annotation)


def _members(annotation: Any) -> tuple[str, ...]:
    """The words of an enumeration, also inside a list or an optional."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(member.value) for member in annotation)
    for part in typing.get_args(annotation):
        found = _members(part)
        if found:
            return found
    return ()
