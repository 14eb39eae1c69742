"""What other programs read, version 1: fields may be added, none is ever removed or given another type.

tests/views/api-v1.json holds them to that. Names are in English, as in other public interfaces; values are the
site's own words.
"""

import datetime

from pydantic import BaseModel, ConfigDict, Field

from ..models.base import Described

VERSION = 1

Address = str
Day = datetime.date


class Shape(Described, BaseModel, description="接口里的一个对象"):
    """An object of the interface."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class ListedFile(Shape, description="另一个文件"):
    """Another file."""

    name: str = Field(description="年份（如 2024）、every-year（每年都学的）或学期计划的标识")
    count: int = Field(description="里面有几条")
    url: Address = Field(description="在哪里")


class Index(Shape, description="目录：先读它，再读它列出的文件"):
    """What a reader begins with."""

    version: int = Field(description="接口的版本，现在是 1")
    day: Day = Field(description="这一版网站是哪一天的；进度算到这一天")
    release: str = Field(description="内容的指纹：它没变，别的文件也都没变，不用再读")
    site: str = Field(description="网站的名称")
    url: Address = Field(description="网站的地址")
    schema_url: Address = Field(description="JSON Schema 在哪里")
    branch: Address = Field(description="支部")
    disclosure: Address = Field(description="党务公开目录")
    plans: tuple[ListedFile, ...] = Field(description="学期计划，从早到晚；几条说的是几项承诺")
    records: tuple[ListedFile, ...] = Field(description="活动，一年一个文件，从新到旧")
    materials: tuple[ListedFile, ...] = Field(description="学习资料，一年一个文件，每年都学的另是一个")


class BranchPost(Shape, description="班子里的一个岗位，没有姓名"):
    """A post of the leading body."""

    name: str = Field(description="职务")
    duties: str = Field(description="分工")


class Branch(Shape, description="支部"):
    """The branch as its own page shows it."""

    name: str = Field(description="全名")
    short: str = Field(description="简称")
    about: str = Field(description="简介")
    url: Address = Field(description="网站的地址")
    owner: str | None = Field(description="主办单位")
    members: int | None = Field(description="党员人数")
    posts: tuple[BranchPost, ...] = Field(description="班子的岗位")
    phone: str | None = Field(description="办公电话")
    address: str | None = Field(description="学校地址")
    email: str | None = Field(description="办公邮箱")
    hours: str | None = Field(description="接待时间")


class ApiPicture(Shape, description="一张照片"):
    """A photo."""

    url: Address = Field(description="在哪里")
    alt: str = Field(description="照片里有什么")


class CommitmentRef(Shape, description="计划里的一项承诺"):
    """A commitment, by plan and id."""

    plan: str = Field(description="计划的标识")
    id: str = Field(description="承诺的标识")


class ApiRecord(Shape, description="一次活动。只公开日期和次数的活动不在里面"):
    """An activity that has a page."""

    id: str = Field(description="标识，不会变")
    url: Address = Field(description="页面")
    title: str = Field(description="标题")
    sample: bool = Field(description="是不是示例：示例不是真实报道，转载时要去掉")
    announced: bool = Field(description="是不是预告")
    date: Day = Field(description="活动日期")
    published: Day = Field(description="发布日期")
    updated: Day | None = Field(description="更新日期")
    kind: str = Field(description="类别")
    strand: str = Field(description="属于品牌的哪一条主线")
    audience: tuple[str, ...] = Field(description="对象")
    summary: str | None = Field(description="摘要")
    place: str | None = Field(description="地点")
    organizer: str | None = Field(description="组织的部门")
    pictures: tuple[ApiPicture, ...] = Field(description="照片")
    fulfils: tuple[CommitmentRef, ...] = Field(description="证明了计划里的哪几项")
    studied: tuple[str, ...] = Field(description="学习了哪几篇资料，写资料的标识")


class Records(Shape, description="一年的活动，从新到旧"):
    """The activities of a year, newest first."""

    version: int = Field(description="接口的版本")
    year: int = Field(description="哪一年")
    records: tuple[ApiRecord, ...] = Field(description="活动")


class ApiProof(Shape, description="证明一项承诺的一次活动"):
    """What proves a commitment."""

    date: Day = Field(description="活动日期")
    url: Address | None = Field(description="页面；只公开日期的没有")
    sample: bool = Field(description="是不是示例")


class ApiCommitment(Shape, description="一项承诺和它的进度"):
    """A commitment and how far it has come."""

    id: str = Field(description="标识，不会变")
    url: Address = Field(description="在计划的哪一页")
    title: str = Field(description="做什么")
    visibility: str = Field(description="公：有页面；计：只公开日期和次数；内：按规定执行，不对外公开")
    measure: str = Field(description="怎样算完成")
    state: str = Field(description="状态，如 进行中、已完成、持续推进、按规定执行")
    done: float = Field(description="完成了几个；不计数的是 0")
    target: float = Field(description="一共几个；不计数的是 0")
    unit: str = Field(description="数的是什么")
    next_due: Day | None = Field(description="下一个期限")
    proofs: tuple[ApiProof, ...] = Field(description="由哪几次活动证明，从早到晚")


class ApiItem(Shape, description="计划的一个条目"):
    """An item of a plan."""

    title: str = Field(description="标题")
    url: Address = Field(description="页面")
    commitments: tuple[ApiCommitment, ...] = Field(description="其中的承诺")


class ApiSection(Shape, description="计划的一个部分"):
    """A section of a plan."""

    title: str = Field(description="标题")
    url: Address = Field(description="页面")
    commitments: tuple[ApiCommitment, ...] = Field(description="这一部分总的承诺")
    items: tuple[ApiItem, ...] = Field(description="条目")


class ApiPlan(Shape, description="一个学期的计划和进度"):
    """A plan and how far it has come."""

    version: int = Field(description="接口的版本")
    id: str = Field(description="标识，不会变")
    url: Address = Field(description="页面")
    title: str = Field(description="标题")
    term: str = Field(description="哪个学期")
    start: Day = Field(description="学期的第一天")
    end: Day = Field(description="学期的最后一天")
    as_of: Day = Field(description="进度算到哪一天")
    headline: str = Field(description="一句话的进度")
    sections: tuple[ApiSection, ...] = Field(description="各部分")


class ApiSource(Shape, description="资料所讲的官方文本"):
    """The official text that a material is about."""

    title: str = Field(description="正式名称")
    issuer: str = Field(description="机关")
    date: str = Field(description="日期，如 2018年10月28日")
    action: str = Field(description="这个日期是什么：通过、印发……")
    url: Address = Field(description="官方网站的地址")


class ApiMaterial(Shape, description="一篇学习资料"):
    """A study material."""

    id: str = Field(description="标识，不会变")
    url: Address = Field(description="页面")
    title: str = Field(description="标题")
    summary: str = Field(description="摘要")
    topic: str = Field(description="主题")
    type: str = Field(description="类型")
    audience: tuple[str, ...] = Field(description="对象")
    minutes: int = Field(description="读完大约几分钟")
    month: str = Field(description="安排在哪个月：2024-03，或者每年的 03")
    checked: Day = Field(description="整理日期")
    sources: tuple[ApiSource, ...] = Field(description="来源")


class Materials(Shape, description="一年的学习资料"):
    """The materials of a year."""

    version: int = Field(description="接口的版本")
    year: int | None = Field(description="哪一年；每年都学的没有")
    materials: tuple[ApiMaterial, ...] = Field(description="资料")


class ApiMatter(Shape, description="目录里的一项。党内公开的只有标识、事项和范围"):
    """A row of the catalogue."""

    id: str = Field(description="标识，不会变")
    matter: str = Field(description="公开事项")
    scope: str = Field(description="公开范围：社会，或者党内")
    state: str = Field(description="已公开、尚未公开或党内公开")
    form: str | None = Field(description="公开形式")
    when: str | None = Field(description="公开时间")
    post: str | None = Field(description="责任岗位")
    basis: str | None = Field(description="依据")
    url: Address = Field(description="在目录页的什么地方")


class ApiDisclosure(Shape, description="党务公开目录"):
    """党务公开目录."""

    version: int = Field(description="接口的版本")
    matters: tuple[ApiMatter, ...] = Field(description="事项")


FILES: dict[str, type[Shape]] = {
    "index.json": Index,
    "branch.json": Branch,
    "plans/<标识>.json": ApiPlan,
    "records/<年>.json": Records,
    "materials/<年>.json": Materials,
    "disclosure.json": ApiDisclosure,
}
"""The files below api/v1/, and what is in each."""
