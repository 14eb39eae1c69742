"""文章: the front matter of every other page in docs/ (支部概况, 使用手册)."""

from pydantic import Field

from .base import Line, Model
from .former import FormerAddresses


class Article(Model, description="文章开头的资料：支部概况、使用手册各页"):
    """A page of prose."""

    title: Line = Field(alias="标题", description="页面的标题")
    summary: Line = Field(alias="摘要", description="一两句话")
    former: FormerAddresses = Field(default=(), alias="旧网址")
