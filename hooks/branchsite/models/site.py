"""网站: data/site.yml."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Described, Line, Model, Paragraph, WebAddress, Whole


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


class Site(Model, description="整个网站的设置"):
    """The site as a whole."""

    name: Line = Field(alias="名称", description="网站的全名")
    short: Line = Field(alias="简称", description="页眉用的短名")
    about: Paragraph = Field(alias="简介", description="一两句话，分享和搜索结果用")
    samples: Samples = Field(alias="示例", description="显示或隐藏；隐藏后所有示例从每个输出里消失")
    edit_base: WebAddress | None = Field(
        default=None, alias="编辑网址", description="仓库网站上编辑文件的地址前缀；不写就没有编辑链接"
    )
    fresh_days: Whole = Field(default=14, alias="新闻时效", ge=1, le=365, description="首页新闻几天不更新就提醒")
    filing: Filing = Field(default=Filing(), alias="备案", description="备案号，没有就不写")
