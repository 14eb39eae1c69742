"""活动: one record a file, data/activities/YEAR/YYYY-MM-DD-slug.yml."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Decimal, Drawing, Line, Listed, Model, Paragraph, Slug
from .date import Date
from .former import FormerAddresses
from .words import AudienceName, StrandName
from .yesno import YesNo

_ENDINGS = "|".join(
    "".join(f"[{one}{one.upper()}]" for one in ending)
    for ending in ("jpg", "jpeg", "jfif", "png", "webp", "heic", "heif")
)
PHOTO_NAME = rf"^[^/\\\x00-\x1f]*[^/\\\x00-\x1f.]\.({_ENDINGS})$"
"""In any case, and without Python's own shorthand for that: editors read it from the schema."""

FileName = Annotated[str, StringConstraints(pattern=PHOTO_NAME, max_length=80)]
"""A photo as phones, cameras and WeChat name it, Chinese and blanks included: no address is made of it.
What it is, is read from its content."""

MOST_PHOTOS = 50
"""The most photos of a record: what a page on a phone and a build can bear."""


class Photo(Model, description="一张照片：记录同名文件夹里的一个文件"):
    """照片: a picture in the folder of the record's name."""

    file: FileName = Field(alias="文件", description="照片的文件名，以 .jpg、.png、.webp 或 .heic 结尾，如 01.jpg")
    alt: Line | None = Field(default=None, alias="替代文字", description="照片里有什么，给看不到图的人听")
    caption: Line | None = Field(default=None, alias="说明", description="写在照片下面的话")


@dataclass(frozen=True)
class Claim:
    """One line of 兑现: a commitment's short name and, behind a slash, its theme or milestone."""

    short: str
    part: str | None


class Activity(Model, description="活动记录：办过的或预告的一次活动，一次一个文件"):
    """An activity that was held or is announced."""

    title: Line = Field(alias="标题", description="活动的标题，不超过 120 字")
    kind: Line = Field(alias="类别", description="data/kinds.yml 里的一个名称")
    date: Date = Field(alias="活动日期", description="活动在哪一天，与文件名开头一致")
    published: Date = Field(alias="发布日期", description="哪一天发布；发布后不往前改")
    opens: Date | None = Field(default=None, alias="开始", description="公示从哪一天开始；不写就是活动日期，只有公示写")
    closes: Date | None = Field(default=None, alias="截止", description="公示到哪一天为止，只有公示写")
    time: Line | None = Field(default=None, alias="时间", description="如 下午 2:30—4:00")
    place: Line | None = Field(default=None, alias="地点", description="在哪里")
    organizer: Line | None = Field(default=None, alias="组织", description="谁组织，写部门，不写个人")
    audience: Listed[AudienceName] = Field(alias="对象", min_length=1, description="给谁办的")
    attendance: Line | None = Field(default=None, alias="参加", description="哪些人参加，写身份，不写姓名")
    strand: StrandName | None = Field(default=None, alias="颜色", description="品牌的哪一条主线，如 红；不写就用类别的")
    summary: Line | None = Field(default=None, alias="摘要", description="一两句话，列表和分享时用；“公”的类别要写")
    drawing: Drawing | None = Field(default=None, alias="插图", description="没有照片时用的画，名称见插图一览")
    photos: tuple[Photo, ...] = Field(
        default=(),
        alias="照片",
        max_length=MOST_PHOTOS,
        description="同名文件夹里的照片，写在前面的排在前面；没写的也会发布",
    )
    body: Annotated[str, StringConstraints(min_length=1, max_length=20_000)] | None = Field(
        default=None, alias="正文", description="Markdown，冒号后写 | 再换行；“公”的类别要写"
    )
    fulfils: Listed[Line] = Field(
        default=(), alias="兑现", description="兑现了计划里的哪些承诺：写承诺的简称，分主题的写 简称/主题"
    )
    studied: Listed[Slug] = Field(
        default=(), alias="学习资料", description="学了哪些资料：docs/study/ 里的文件名，不带 .md"
    )
    hours: Decimal | None = Field(default=None, alias="学时", gt=0, le=16, description="计入党员集中学习的学时")
    pupils: YesNo = Field(default=False, alias="涉及学生", description="有学生参加或出镜就写“是”")
    guardians_agreed: YesNo = Field(default=False, alias="监护人同意", description="涉及学生时要写“是”，否则不发布")
    reviewer: Line | None = Field(default=None, alias="审核", description="审核人的职务，不写姓名")
    updated: Date | None = Field(default=None, alias="更新日期", description="发布后又改过，写改的日期")
    correction: Paragraph | None = Field(default=None, alias="更正", description="改了什么，读者看得到")
    former: FormerAddresses = Field(default=(), alias="旧网址")
    sample: YesNo = Field(default=False, alias="示例", description="是：演示用，页面上会标明，可一次全部隐藏")

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What 兑现 names, taken apart."""
        found = []
        for line in self.fulfils:
            short, slash, part = line.replace("／", "/").partition("/")
            found.append(Claim(short.strip(), part.strip() if slash else None))
        return tuple(found)
