"""An edit for every field of every kind of file."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from branchsite.models.brand import Brand
from edits import record
from incremental.edits import Edit, all_of, moving, replacing, setting, writing
from incremental.places import (
    ABOUT,
    ANNOUNCED,
    BRAND,
    CALENDAR,
    CHAPTER,
    CONGRESS,
    DISCLOSURE,
    GROUPS,
    HOURS,
    ITEM,
    KINDS,
    MEETING,
    NOTICE,
    OTHER_STUDY,
    PARTY_DAY,
    PHOTO,
    PLAN,
    READING,
    RIVER,
    SECTION,
    SITE,
    SPIRIT,
    STEPS,
    STUDY,
    THEMES,
    USE,
    VOCABULARY,
    A,
)


def plan(*path: Any, to: Any) -> Edit:
    """A field of the plan."""
    return setting(PLAN, *path, to=to)


def strands(**changed: Any) -> Edit:
    """The brand's two strands as a list, the first of them changed."""

    def edit(root: Path) -> None:
        brand = yaml.safe_load((root / BRAND).read_text(encoding="utf-8"))
        red = {"名称": "红", "短名": "red", "颜色": "红", **brand["红"], **changed}
        green = {"名称": "绿", "短名": "green", "颜色": "绿", **brand["绿"]}
        setting(BRAND, "主线", to=[red, green])(root)
        for name in ("红", "绿"):
            setting(BRAND, name, to=None)(root)

    return edit


def _notice(**days: str) -> str:
    """A 公示, which tiny has none of."""
    return record("2024-05-06", "公示", **days)


AUTUMN = (datetime.date(2023, 9, 1), datetime.date(2024, 2, 16))


def terms(name: str = "上一学期", start: datetime.date = AUTUMN[0], end: datetime.date = AUTUMN[1]) -> Edit:
    """A term before tiny's, which has most of the first quarter."""
    return setting(CALENDAR, "学期", to=[{"名称": name, "开始": start, "结束": end}])


FIELDS: dict[str, Edit] = {
    "Site.name": setting(SITE, "名称", to="另一个支部"),
    "Site.short": setting(SITE, "简称", to="另一个"),
    "Site.about": setting(SITE, "简介", to="另一句简介。"),
    "Site.samples": setting(SITE, "示例", to="隐藏"),
    "Site.edit_base": setting(SITE, "编辑网址", to="https://git.example.org/other/"),
    "Site.fresh_days": setting(SITE, "新闻时效", to=30),
    "Site.wording_reminders": setting(SITE, "用词提醒", to="否"),
    "Site.offline": setting(SITE, "离线阅读", to="否"),
    "Site.profile": setting(SITE, "概况", to=None),
    "Profile.owner": setting(SITE, "概况", "主办单位", to="另一个单位"),
    "Profile.about": setting(SITE, "概况", "简介", to="另一段简介。"),
    "Profile.members": setting(SITE, "概况", "党员人数", to=13),
    "Profile.posts": setting(SITE, "概况", "班子", to=None),
    "Profile.contact": setting(SITE, "概况", "联系方式", to=None),
    "Post.name": setting(SITE, "概况", "班子", 0, "职务", to="支部副书记"),
    "Post.duties": setting(SITE, "概况", "班子", 0, "分工", to="另一摊事。"),
    "Contact.phone": setting(SITE, "概况", "联系方式", "办公电话", to="0519-00000001"),
    "Contact.address": setting(SITE, "概况", "联系方式", "地址", to="示范路 2 号"),
    "Contact.email": setting(SITE, "概况", "联系方式", "邮箱", to=None),
    "Contact.hours": setting(SITE, "概况", "联系方式", "接待时间", to="每周三"),
    "Site.filing": setting(SITE, "备案", to=None),
    "Filing.icp": setting(SITE, "备案", "ICP", to="苏ICP备00000000号-2"),
    "Filing.police": setting(SITE, "备案", "公安", to=None),
    "Brand.name": setting(BRAND, "名称", to="另一个品牌"),
    "Brand.say": setting(BRAND, "一句话", to="另一句话。"),
    "Brand.meaning": setting(BRAND, "释义", "+", to="又一段。"),
    "Brand.confirmed": setting(BRAND, "释义已确认", to="是"),
    "Brand.meaning_note": setting(BRAND, "释义说明", to="另一个说明。"),
    "Brand.red": setting(BRAND, "红", to={"词": "红", "含义": "另一种", "说明": "另一个。"}),
    "Brand.green": setting(BRAND, "绿", to={"词": "绿", "含义": "另一种", "说明": "另一个。"}),
    "Brand.light": setting(BRAND, "浅色", "线", to="#e6dfd4"),
    "Brand.dark": setting(BRAND, "深色", "线", to="#31373b"),
    "Brand.listed": strands(),
    "Strand.name": all_of(replacing("颜色: 红", "颜色: 赤", KINDS, VOCABULARY), strands(名称="赤")),
    "Strand.slug": strands(短名="crimson"),
    "Strand.colour": strands(颜色="#1a5fb4"),
    "Strand.word": strands(词="江上红"),
    "Strand.motto": strands(含义="另一种"),
    "Strand.about": strands(说明="另一个。"),
    "Strand.former": strands(旧网址=["news/strand/crimson/"]),
    "Strand.outline": strands(字形={"字": "江心红", "路径": "M0 0H20V100H0Z"}),
    "BrandStrand.word": setting(BRAND, "绿", "词", to="生态"),
    "BrandStrand.motto": setting(BRAND, "绿", "含义", to="另一种"),
    "BrandStrand.about": setting(BRAND, "绿", "说明", to="另一个。"),
    "BrandStrand.former": setting(BRAND, "红", "旧网址", to=["news/strand/crimson/"]),
    "BrandStrand.outline": setting(BRAND, "红", "字形", to=None),
    "Outline.word": setting(BRAND, "红", "字形", "字", to="江心"),
    "Outline.wide": setting(BRAND, "红", "字形", "宽", to=400),
    "Outline.path": setting(BRAND, "红", "字形", "路径", to="M1 0H10V100H0Z"),
    "Kind.name": replacing("团队活动", "少先队活动"),
    "Kind.visibility": all_of(
        setting(KINDS, "dues", "可见", to="公"),
        *(setting(f"{A}2024-02-27-dangfei.yml", name, to="写了。") for name in ("摘要", "正文", "审核")),
        setting(f"{A}2024-02-27-dangfei.yml", "标题", to="交党费"),
    ),
    "Kind.strand": setting(KINDS, "campaign", "颜色", to="绿"),
    "Kind.about": setting(KINDS, "study", "说明", to="另一个说明。"),
    "Kind.drawing": setting(KINDS, "study", "插图", to="open-book"),
    "Kind.former": setting(KINDS, "study", "旧网址", to=["news/kind/reading/"]),
    "Kind.notice": setting(KINDS, "notice", "公示", to=None),
    "Kind.pupils": setting(KINDS, "youth", "必涉学生", to=None),
    "Vocabulary.audiences": setting(VOCABULARY, "对象", "parents", to={"名称": "家长"}),
    "Vocabulary.topics": setting(VOCABULARY, "主题", "history", to={"名称": "党史", "颜色": "红"}),
    "Vocabulary.wording": setting(VOCABULARY, "用词", to={"承诺": "任务", "兑现": "完成", "逾期": "待补"}),
    "Wording.promise": setting(VOCABULARY, "用词", to={"承诺": "任务"}),
    "Wording.fulfil": setting(VOCABULARY, "用词", to={"兑现": "完成"}),
    "Wording.late": setting(VOCABULARY, "用词", to={"逾期": "待补"}),
    "Vocabulary.types": setting(VOCABULARY, "类型", "notes", to="读书笔记"),
    "Audience.name": all_of(replacing("公众", "社会公众"), replacing("公众", "社会公众", OTHER_STUDY)),
    "Audience.minors": setting(VOCABULARY, "对象", "pupils", "未成年人", to=None),
    "Audience.former": setting(VOCABULARY, "对象", "staff", "旧网址", to=["news/audience/teachers/"]),
    "Topic.former": setting(VOCABULARY, "主题", "organisation", "旧网址", to=["study/topic/life/"]),
    "TextType.name": replacing("实用指南", "指南", VOCABULARY, STUDY),
    "TextType.former": setting(VOCABULARY, "类型", "guide", to={"名称": "实用指南", "旧网址": "study/type/use/"}),
    "Topic.name": replacing("组织生活", "党的组织生活", VOCABULARY, STUDY),
    "Topic.strand": setting(VOCABULARY, "主题", "organisation", "颜色", to="绿"),
    "Calendar.terms": terms(),
    "Calendar.holidays": setting(CALENDAR, "放假", to=None),
    "Calendar.workdays": setting(CALENDAR, "调休上课", to=[datetime.date(2024, 3, 2)]),
    "Disclosure.approval": setting(DISCLOSURE, "审批", "提出", to="另一个岗位"),
    "Disclosure.items": setting(DISCLOSURE, "目录", 2, to=None),
    "DisclosedItem.id": setting(DISCLOSURE, "目录", 0, "标识", to="assembly"),
    "DisclosedItem.matter": setting(DISCLOSURE, "目录", 3, "事项", to="另一件事"),
    "DisclosedItem.scope": setting(DISCLOSURE, "目录", 3, "公开范围", to="社会"),
    "DisclosedItem.form": setting(DISCLOSURE, "目录", 0, "公开形式", to="公开栏"),
    "DisclosedItem.measure": setting(DISCLOSURE, "目录", 0, "公开时间", to={"方式": "按次数", "目标": 3}),
    "DisclosedItem.post": setting(DISCLOSURE, "目录", 0, "责任岗位", to="支部书记"),
    "DisclosedItem.basis": setting(DISCLOSURE, "目录", 0, "依据", "出处", to="另一个出处"),
    "DisclosedItem.approval": setting(DISCLOSURE, "目录", 1, "审批", to=None),
    "DisclosedItem.evidence": setting(DISCLOSURE, "目录", 0, "证据", to=["主题党日"]),
    "DisclosedItem.materials": setting(DISCLOSURE, "目录", 1, "资料", to=["weichengnianren"]),
    "DisclosedItem.parts": setting(DISCLOSURE, "目录", 1, "网页", to=["支部概况"]),
    "Approval.proposed": setting(DISCLOSURE, "目录", 1, "审批", "提出", to="支部书记"),
    "Approval.reviewed": setting(DISCLOSURE, "目录", 1, "审批", "审核", to="支部书记"),
    "Approval.approved": setting(DISCLOSURE, "目录", 1, "审批", "审批", to="支部副书记"),
    "Approval.published": setting(DISCLOSURE, "目录", 1, "审批", "实施", to="支部书记"),
    "Calendar.fewest": setting(CALENDAR, "最少教学日", to=15),
    "TermDates.name": terms("另一学期"),
    "TermDates.start": terms(start=datetime.date(2024, 1, 8)),
    "TermDates.end": terms(end=datetime.date(2024, 1, 19)),
    "Holiday.name": setting(CALENDAR, "放假", 0, "名称", to="另一个节"),
    "Holiday.start": setting(CALENDAR, "放假", 0, "开始", to=datetime.date(2024, 2, 22)),
    "Holiday.end": setting(CALENDAR, "放假", 0, "结束", to=datetime.date(2024, 2, 26)),
    "Plan.title": plan("标题", to="另一个计划"),
    "Plan.former": plan("旧网址", to=["plan/spring/"]),
    "Plan.term": plan("学期", to="2023—2024学年度下学期"),
    "Plan.start": plan("开始", to=datetime.date(2024, 2, 26)),
    "Plan.end": plan("结束", to=datetime.date(2024, 7, 5)),
    "Plan.recorded_from": plan("记录起点", to=datetime.date(2024, 4, 1)),
    "Plan.late_public": plan("公开逾期", to="否"),
    "Plan.term_basis": plan("学期依据", to="另一个依据。"),
    "Plan.summary": plan("概要", to="另一个概要。"),
    "Plan.text": plan("原文", to="开头的话。"),
    "Plan.closing": plan("结尾", to="结尾的话。"),
    "Plan.sections": all_of(
        plan(
            "部分",
            "+",
            to={
                **{name: "第三部分" for name in ("标题", "简称", "概要")},
                "条目": [
                    {
                        **{name: "新的条目" for name in ("标题", "简称", "概要")},
                        "承诺": [
                            {
                                "标识": "new",
                                "简称": "新的承诺",
                                "标题": "新的承诺，持续推进",
                                "可见": "公",
                                "对象": ["公众"],
                                "考核": {"方式": "持续推进"},
                                "依据": {"出处": "测试", "性质": "自定"},
                                "证据": ["集中学习"],
                            }
                        ],
                    }
                ],
            },
        )
    ),
    "Section.title": plan(*SECTION, "标题", to="另一个标题"),
    "Section.slug": plan(*SECTION, "短名", to="ideas"),
    "Section.former": plan(*SECTION, "旧网址", to=["plan/2023-2024-2/9/"]),
    "Section.short": plan(*SECTION, "简称", to="另一部分"),
    "Section.summary": plan(*SECTION, "概要", to="另一个概要。"),
    "Section.text": plan(*SECTION, "原文", to="这一部分的话。"),
    "Section.commitments": all_of(
        plan(*SECTION, "承诺", to=None),
        replacing("  - 二十大精神学习\n", "", READING),
        setting(CHAPTER, "兑现", to=None),
    ),
    "Section.items": all_of(plan(*SECTION, "条目", 1, to=None), replacing("  - 学用结合\n", "", READING)),
    "Item.title": plan(*ITEM, "标题", to="另一个标题"),
    "Item.slug": plan(*ITEM, "短名", to="members"),
    "Item.former": plan(*ITEM, "旧网址", to=["plan/2023-2024-2/9-1/"]),
    "Item.short": plan(*ITEM, "简称", to="另一条"),
    "Item.summary": plan(*ITEM, "概要", to="另一个概要。"),
    "Item.text": plan(*ITEM, "原文", to="这一条的话。"),
    "Item.commitments": plan(*ITEM, "承诺", 3, to=None),
    "Commitment.id": plan(*SPIRIT, "标识", to="another"),
    "Commitment.short": replacing("二十大精神学习", "读原文"),
    "Commitment.title": plan(*SPIRIT, "标题", to="每月至少读一次"),
    "Commitment.visibility": plan(*SPIRIT, "可见", to="计"),
    "Commitment.audience": plan(*SPIRIT, "对象", to=["党员", "公众"]),
    "Commitment.evidence": plan(*SPIRIT, "证据", to=["集中学习", "主题党日"]),
    "Commitment.quote": all_of(plan(*SECTION, "原文", to="加强学习。"), plan(*SPIRIT, "出处", to="加强学习")),
    "Commitment.unconfirmed": plan(*SPIRIT, "待确认", to="是"),
    "Commitment.measure": plan(*CONGRESS, "考核", to={"方式": "持续推进"}),
    "Commitment.basis": plan(*SPIRIT, "依据", to={"出处": "别处", "性质": "惯例"}),
    "Commitment.note": plan(*SPIRIT, "说明", to="一句解释。"),
    "Commitment.not_applicable": plan(*GROUPS, "不适用", to="支部不大。"),
    "Commitment.also": plan(*MEETING, "另属", to=["二1"]),
    "Basis.source": plan(*SPIRIT, "依据", "出处", to="别处"),
    "Basis.certainty": plan(*SPIRIT, "依据", "性质", to="惯例"),
    "Coverage.way": plan(*CONGRESS, "考核", to={"方式": "按期覆盖", "周期": "月"}),
    "Coverage.cadence": plan(*SPIRIT, "考核", "周期", to="季度"),
    "Coverage.each": plan(*SPIRIT, "考核", "每期", to=2),
    "Count.way": plan(*USE, "考核", to={"方式": "按次数", "目标": 3}),
    "Count.target": plan(*PARTY_DAY, "考核", "目标", to=1),
    "Count.due": plan(*PARTY_DAY, "考核", "截止", to=datetime.date(2024, 5, 1)),
    "Hours.way": plan(*USE, "考核", to={"方式": "按学时", "目标": 3}),
    "Hours.target": plan(*HOURS, "考核", "目标", to=9.5),
    "ByDate.way": plan(*USE, "考核", to={"方式": "限期", "截止": datetime.date(2024, 3, 1)}),
    "ByDate.due": plan(*CONGRESS, "考核", "截止", to=datetime.date(2024, 6, 30)),
    "Milestones.way": plan(
        *CONGRESS, "考核", to={"方式": "分节点", "节点": [{"名称": "筹备", "截止": datetime.date(2024, 3, 1)}]}
    ),
    "Milestones.steps": plan(*STEPS, "考核", "节点", "+", to={"名称": "回头看", "截止": datetime.date(2024, 6, 20)}),
    "Milestone.name": all_of(replacing("公开承诺\n", "公开的承诺\n")),
    "Milestone.due": plan(*STEPS, "考核", "节点", 0, "截止", to=datetime.date(2024, 3, 1)),
    "Themes.way": plan(*CONGRESS, "考核", to={"方式": "分主题", "主题": ["民主", "管理"]}),
    "Themes.themes": plan(*THEMES, "考核", "主题", "+", to="文明上网"),
    "Ongoing.way": plan(*PARTY_DAY, "考核", to={"方式": "持续推进"}),
    "ByRule.way": plan(*CONGRESS, "考核", to={"方式": "按规定"}),
    "Activity.title": setting(READING, "标题", to="另一个标题"),
    "Activity.kind": all_of(setting(ANNOUNCED, "类别", to="集中学习"), setting(ANNOUNCED, "兑现", to=None)),
    "Activity.date": all_of(
        setting(CHAPTER, "活动日期", to=datetime.date(2024, 4, 28)), moving(CHAPTER, f"{A}2024-04-28-xuexi.yml")
    ),
    "Activity.published": setting(READING, "发布日期", to=datetime.date(2024, 3, 7)),
    "Activity.opens": writing(NOTICE, _notice(开始="2024-05-08", 截止="2024-05-14")),
    "Activity.closes": writing(NOTICE, _notice(截止="2024-05-14")),
    "Activity.time": setting(READING, "时间", to="上午"),
    "Activity.place": setting(READING, "地点", to=None),
    "Activity.organizer": setting(READING, "组织", to="另一个部门"),
    "Activity.audience": setting(READING, "对象", to=["公众"]),
    "Activity.attendance": setting(READING, "参加", to="部分党员"),
    "Activity.strand": setting(READING, "颜色", to="绿"),
    "Activity.summary": setting(READING, "摘要", to="另一个摘要。"),
    "Activity.drawing": setting(CHAPTER, "插图", to="open-book"),
    "Activity.photos": setting(READING, "照片", to=None),
    "Activity.body": setting(READING, "正文", to="另一段正文。\n\n## 又一段\n\n完。\n"),
    "Activity.fulfils": setting(READING, "兑现", to=["学用结合"]),
    "Activity.studied": setting(READING, "学习资料", to=["weichengnianren"]),
    "Activity.hours": setting(READING, "学时", to=4),
    "Activity.pupils": all_of(setting(RIVER, "涉及学生", to="是"), setting(RIVER, "监护人同意", to="是")),
    "Activity.guardians_agreed": setting(RIVER, "监护人同意", to="是"),
    "Activity.reviewer": setting(READING, "审核", to="校长"),
    "Activity.updated": setting(READING, "更新日期", to=datetime.date(2024, 3, 9)),
    "Activity.correction": setting(READING, "更正", to="又改了一次。"),
    "Activity.former": setting(READING, "旧网址", to=["news/2024/2024-03-05-dushu/"]),
    "Activity.sample": setting(READING, "示例", to="是"),
    "Photo.file": all_of(setting(READING, "照片", 0, "文件", to="02.jpg"), moving(PHOTO, PHOTO.replace("01", "02"))),
    "Photo.alt": setting(READING, "照片", 0, "替代文字", to="另一片绿色"),
    "Photo.caption": setting(READING, "照片", 0, "说明", to=None),
    "Study.title": setting(STUDY, "标题", to="另一个标题"),
    "Study.summary": setting(STUDY, "摘要", to="另一个摘要。"),
    "Study.topic": setting(STUDY, "主题", to="育人工作"),
    "Study.type": setting(STUDY, "类型", to="政策导读"),
    "Study.audience": setting(STUDY, "对象", to=["学生"]),
    "Study.minutes": setting(STUDY, "分钟", to=6),
    "Study.month": setting(STUDY, "月份", to="4月"),
    "Study.items": setting(STUDY, "条目", to=["2023-2024-2/一2"]),
    "Study.sources": setting(
        STUDY,
        "来源",
        "+",
        to={
            "名称": "《中国共产党章程》",
            "机关": "中国共产党全国代表大会",
            "日期": "2022年10月22日",
            "日期性质": "通过",
            "链接": "https://www.12371.cn/",
            "网站": "共产党员网",
        },
    ),
    "Study.former": setting(STUDY, "旧网址", to=["study/three/"]),
    "Study.checked": setting(STUDY, "整理日期", to=datetime.date(2024, 2, 2)),
    "Source.title": setting(STUDY, "来源", 0, "名称", to="《中国共产党章程》"),
    "Source.issuer": setting(STUDY, "来源", 0, "机关", to="中央"),
    "Source.date": setting(STUDY, "来源", 0, "日期", to="2018年10月"),
    "Source.action": setting(STUDY, "来源", 0, "日期性质", to="通过"),
    "Source.link": setting(STUDY, "来源", 0, "链接", to="https://www.12371.cn/2018/"),
    "Source.site": setting(STUDY, "来源", 0, "网站", to="另一个网站"),
    "Article.title": setting(ABOUT, "标题", to="另一个概况"),
    "Article.summary": setting(ABOUT, "摘要", to="另一个摘要。"),
    "Article.former": setting(ABOUT, "旧网址", to=["branch/"]),
}
"""By class and name of the field. The palettes' come below."""


def _shade(appearance: str, name: str) -> Edit:
    """A colour of a palette, one step brighter or darker."""

    def edit(root: Path) -> None:
        old = str(yaml.safe_load((root / BRAND).read_text(encoding="utf-8"))[appearance][name])
        blue = int(old[-2:], 16)
        setting(BRAND, appearance, name, to=f"{old[:-2]}{blue + (1 if blue < 128 else -1):02x}")(root)

    return edit


def palettes() -> dict[str, Edit]:
    """Each colour of both."""
    fields = Brand.model_fields
    return {
        f"Palette.{name} of {appearance}": _shade(str(fields[appearance].alias), str(field.alias))
        for appearance in ("light", "dark")
        for name, field in fields[appearance].annotation.model_fields.items()  # type: ignore[union-attr]
    }


def models(kind: Any) -> Iterator[type[BaseModel]]:
    """A model and those of its fields, however deep."""
    for one in get_args(kind):
        yield from models(one)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from models(field.annotation)
            for more in field.metadata:
                yield from models(more)
