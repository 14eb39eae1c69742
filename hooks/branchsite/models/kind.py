"""类别: the kinds of activity, data/kinds.yml."""

from pydantic import Field, RootModel

from .base import Described, Drawing, Line, Model, Slug, Visibility
from .former import FormerAddresses
from .words import StrandName
from .yesno import YesNo


class Kind(Model, description="一类活动：叫什么，可以公开到什么程度"):
    """A kind of activity: what it is called and how much of it may be public."""

    name: Line = Field(alias="名称", description="记录里“类别”写的就是它")
    visibility: Visibility = Field(
        alias="可见", description="公：有页面；计：只公开日期和次数；内：不公开，也不许建记录"
    )
    strand: StrandName = Field(alias="颜色", description="属于品牌的哪一条主线，如 红；记录可以另写")
    about: Line = Field(alias="说明", description="一句话，写在分类页的开头")
    drawing: Drawing = Field(alias="插图", description="没有照片、也没写插图的记录用它")
    former: FormerAddresses = Field(default=(), alias="旧网址")
    notice: YesNo = Field(
        default=False, alias="公示", description="是：这一类的记录都要写“截止”，到期自动从首页撤下，页面还在"
    )
    pupils: YesNo = Field(default=False, alias="必涉学生", description="是：这一类的记录都要写“涉及学生”和“监护人同意”")


class Kinds(
    Described,
    RootModel[dict[Slug, Kind]],
    description="全部类别：每一类前面是网址里用的短名，只用小写字母、数字和短横线",
):
    """The whole file: a slug for addresses (letters and hyphens), then the kind."""
