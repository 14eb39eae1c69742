"""网站: data/site.yml."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Described, EmailAddress, Line, Model, Paragraph, WebAddress, Whole
from .yesno import YesNo


class Samples(Described, StrEnum, description="示例记录显示还是隐藏"):
    """示例: whether sample records are in the site at all."""

    SHOWN = "显示"
    HIDDEN = "隐藏"


class Filing(Model, description="备案号：写了才显示在页脚"):
    """备案: numbers the footer shows; nothing is shown where none is configured."""

    icp: Annotated[str, StringConstraints(pattern=r"^.ICP备\d{5,10}号(-\d+)?$")] | None = Field(
        default=None, alias="ICP", description="如 苏ICP备12345678号-1"
    )
    police: Annotated[str, StringConstraints(pattern=r"^.公网安备\s?\d{14}号$")] | None = Field(
        default=None, alias="公安", description="如 苏公网安备 32041102000001号"
    )


class Post(Model, description="班子里的一个岗位：写职务和分工，不写姓名"):
    """班子: a post of the branch's leading body and its duties; no person is named."""

    name: Line = Field(alias="职务", description="如 支部书记、组织委员；不写姓名")
    duties: Paragraph = Field(alias="分工", description="这个岗位管什么")


class Contact(Model, description="联系方式：学校的，不是个人的；写了的才显示"):
    """联系方式: how the branch is reached at its school."""

    phone: Line | None = Field(default=None, alias="办公电话", description="办公室的座机，如 0519-8000XXXX；不写手机")
    address: Line | None = Field(default=None, alias="地址", description="学校的地址")
    email: EmailAddress | None = Field(default=None, alias="邮箱", description="办公邮箱，不写个人的")
    hours: Line | None = Field(default=None, alias="接待时间", description="如 工作日 8:00—16:30")

    @property
    def dialled(self) -> str:
        """The first number of 办公电话 as a telephone dials it, without an extension; "" where there is none."""
        number = re.search(r"\+?\(?\d[\d ()（）—–-]{5,}", self.phone or "")
        return re.sub(r"[^\d+]", "", number[0]) if number else ""


class Profile(Model, description="支部概况页上的资料，写了的才显示"):
    """概况: what the branch says of itself, as far as it is known."""

    owner: Line | None = Field(default=None, alias="主办单位", description="网站是谁办的，每一页的页脚都显示")
    about: Paragraph | None = Field(default=None, alias="简介", description="几句话：支部是怎样的支部")
    members: Whole | None = Field(default=None, alias="党员人数", ge=1, le=9999, description="一个数字，不写名单")
    posts: tuple[Post, ...] = Field(default=(), alias="班子", max_length=30, description="各个岗位的职务和分工")
    contact: Contact = Field(default=Contact(), alias="联系方式", description="办公电话、地址、邮箱、接待时间")


class Site(Model, description="整个网站的设置"):
    """The site as a whole."""

    name: Line = Field(alias="名称", description="网站的全名")
    short: Line = Field(alias="简称", description="页眉用的短名")
    about: Paragraph = Field(alias="简介", description="一两句话，分享和搜索结果用")
    samples: Samples = Field(alias="示例", description="显示或隐藏；隐藏后所有示例从每个输出里消失")
    edit_base: WebAddress | None = Field(
        default=None,
        alias="编辑网址",
        description="仓库网站上编辑文件的地址前缀；编辑链接只在预览时有",
    )
    fresh_days: Whole = Field(default=14, alias="新闻时效", ge=1, le=365, description="首页新闻几天不更新就提醒")
    profile: Profile = Field(default=Profile(), alias="概况", description="支部概况页上的资料，不知道的不写")
    wording_reminders: YesNo = Field(
        default=True, alias="用词提醒", description="否：检查时不提醒标点、文件名称和固定提法的写法"
    )
    offline: YesNo = Field(
        default=True, alias="离线阅读", description="否：不再让读者存下页面，已经存在他们浏览器里的随着删掉"
    )
    filing: Filing = Field(default=Filing(), alias="备案", description="备案号，没有就不写")
