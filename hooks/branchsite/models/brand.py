"""品牌: data/brand.yml."""

from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field, StringConstraints

from .base import Line, Model, Paragraph, Slug, Whole
from .contrast import contrast, mixed, strengthened
from .former import FormerAddresses
from .yesno import YesNo

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""A colour as #RRGGBB."""

StrandColour = Annotated[str, StringConstraints(pattern=r"^(红|绿|#[0-9A-Fa-f]{6})$")]
"""A strand's colour: one of the two that a palette has by name, or any other."""


class Outline(Model, description="字形：把一个词画成轮廓，在哪台电脑上看都一样"):
    """字形: a word drawn as an outline, so that it looks the same on every machine."""

    word: Line = Field(alias="字", description="这个字形写的是什么；与“词”不同时改用文字显示")
    path: Annotated[str, StringConstraints(pattern=r"^[MLHVCSQTAZmlhvcsqtaz0-9,. \-\n]+$")] = Field(
        alias="路径", description="SVG 路径，高 100"
    )
    wide: Whole | None = Field(default=None, alias="宽", ge=1, le=4000, description="路径有多宽；不写就是一个字 100")

    @property
    def width(self) -> int:
        """Of the path, whose height is 100."""
        return self.wide or 100 * len(self.word)


class BrandStrand(Model, description="品牌的一条主线：红或绿"):
    """红 or 绿: one strand of a brand that has these two."""

    word: Line = Field(alias="词", description="品牌名里的一个词")
    motto: Line = Field(alias="含义", description="四个字的解释")
    about: Paragraph = Field(alias="说明", description="一两句话")
    outline: Outline | None = Field(default=None, alias="字形", description="画好的字；没有就用文字")
    former: FormerAddresses = Field(default=(), alias="旧网址")

    @property
    def outlined(self) -> bool:
        """Whether the outline shows this very word."""
        return self.outline is not None and self.outline.word == self.word


class Strand(BrandStrand, description="品牌的一条主线：类别、记录和学习资料的主题都归到某一条"):
    """主线: one of the brand's strands, to which kinds, records and topics belong."""

    name: Line = Field(alias="名称", description="“颜色”里写的就是它，如 红")
    slug: Slug = Field(alias="短名", description="网址里用的短名，用过就不再改")
    colour: StrandColour = Field(alias="颜色", description="红、绿，或 # 加六位数字或字母")

    def shades(self, palette: "Palette") -> "Shades":
        """Its colours within an appearance."""
        if self.colour == "红":
            return Shades(palette.red, palette.red_soft, palette.red_art)
        if self.colour == "绿":
            return Shades(palette.green, palette.green_soft, palette.green_art)
        return _shades_of(self.colour, palette)


class Shades(NamedTuple):
    """The colours of a strand: of its text, of the ground of its labels, of its dots and bars."""

    text: str
    soft: str
    art: str


class Palette(Model, description="色板：一种外观的全部颜色。文字和底色的对比度不够 4.5:1，检查时会指出"):
    """色板: the colours of one appearance. Text on its ground is checked for contrast 4.5:1."""

    paper: Colour = Field(alias="纸", description="页面底色")
    card: Colour = Field(alias="卡片", description="卡片底色")
    ink: Colour = Field(alias="墨", description="正文")
    ink_soft: Colour = Field(alias="淡墨", description="次要文字")
    line: Colour = Field(alias="线", description="分隔线")
    bar: Colour = Field(alias="页眉", description="页眉底色，上面是白字")
    red: Colour = Field(alias="红", description="链接和强调")
    red_soft: Colour = Field(alias="浅红", description="红色标签的底色")
    red_art: Colour = Field(alias="画红", description="图画里的红，不写字")
    green: Colour = Field(alias="绿", description="完成和绿色文字")
    green_soft: Colour = Field(alias="浅绿", description="绿色标签的底色")
    green_art: Colour = Field(alias="画绿", description="图画里的绿，不写字")
    leaf: Colour = Field(alias="叶", description="图画里的嫩绿，不写字")
    amber: Colour = Field(alias="琥珀", description="逾期的文字")
    amber_soft: Colour = Field(alias="浅琥珀", description="逾期标签的底色")
    amber_art: Colour = Field(alias="画琥珀", description="图表里的逾期，不写字")
    gold: Colour = Field(alias="金", description="深红上的点缀")
    river: Colour = Field(alias="江", description="江水和进行中的底色")
    river_art: Colour = Field(alias="深江", description="图画里的深水，不写字")

    def strengthened(self) -> "Palette":
        """The same colours for a reader who wants more contrast: black or white paper, text 9:1, lines 4.5:1."""
        towards = _ink_of(self)
        ground = WHITE if towards == BLACK else BLACK
        colours = self.model_dump() | {"paper": ground, "card": ground, "ink": towards}
        colours["bar"] = strengthened(self.bar, BLACK, [WHITE], _STRONG)
        colours["gold"] = strengthened(self.gold, WHITE, [colours["bar"]], _STRONG)
        for text, grounds in TEXT.items():
            on = [colours[name] for name in grounds]
            colours[text] = strengthened(colours[text], towards, on, _STRONG)
        for art in ("line", "red_art", "green_art", "amber_art", "leaf", "river_art"):
            colours[art] = strengthened(colours[art], towards, [ground], _SEEN)
        return Palette.model_construct(**colours)


TEXT = {
    "ink": ("paper", "card", "river"),
    "ink_soft": ("paper", "card"),
    "red": ("paper", "card", "red_soft"),
    "green": ("paper", "card", "green_soft"),
    "amber": ("paper", "card", "amber_soft"),
}
"""The colours that text has, by the names of Palette, and the backgrounds behind it."""
_STRONG = 9
_SEEN = 4.5
_READ = 4.5
_DRAWN = 3
_TINT = 0.88

BLACK, WHITE = "#000000", "#ffffff"


def _shades_of(colour: str, palette: Palette) -> Shades:
    """The colour itself for what is drawn (3:1), a tint of it for grounds, and a text of it that can be read (4.5:1).

    Within a strengthened palette, whose ink is plain black or white, the ratios are those of its other colours.
    """
    strong = palette.ink in (BLACK, WHITE)
    towards = _ink_of(palette)
    soft = mixed(colour, palette.card, _TINT)
    text = strengthened(colour, towards, [palette.paper, palette.card, soft], _STRONG if strong else _READ)
    art = strengthened(colour, towards, [palette.paper, palette.card], _SEEN if strong else _DRAWN)
    return Shades(text, soft, art)


def _ink_of(palette: Palette) -> str:
    """Black on a light paper, white on a dark one."""
    return BLACK if contrast(palette.paper, BLACK) > contrast(palette.paper, WHITE) else WHITE


class Brand(Model, description="品牌：词、含义和颜色"):
    """The brand: words, meaning, colours."""

    name: Line = Field(alias="名称", description="品牌的全名")
    say: Line = Field(alias="一句话", description="首页大图上的话")
    meaning: tuple[Paragraph, ...] = Field(alias="释义", min_length=1, description="品牌页的正文，一段一项")
    meaning_note: Line = Field(alias="释义说明", description="这个解释从哪里来")
    confirmed: YesNo = Field(
        default=False, alias="释义已确认", description="是：释义是支部确认过的，页面上不再显示“释义说明”"
    )
    red: BrandStrand | None = Field(default=None, alias="红", description="红、绿两条主线的品牌：红的一条")
    green: BrandStrand | None = Field(default=None, alias="绿", description="红、绿两条主线的品牌：绿的一条")
    listed: tuple[Strand, ...] = Field(
        default=(), alias="主线", max_length=4, description="一到四条主线；写了它就不写“红”和“绿”"
    )
    light: Palette = Field(alias="浅色", description="白天的颜色")
    dark: Palette = Field(alias="深色", description="夜间的颜色")

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """The strands in their order, in whichever of the two forms they were typed."""
        pair = (("红", "red", self.red), ("绿", "green", self.green))
        return self.listed or tuple(
            Strand.model_construct(name=name, slug=slug, colour=name, **dict(strand))
            for name, slug, strand in pair
            if strand
        )

    def strand(self, name: str) -> Strand:
        """The strand of that name. Raises KeyError where there is none."""
        return {one.name: one for one in self.strands}[name]

    @property
    def wordmark(self) -> "Wordmark | None":
        """The name as outlines side by side; None where a word is not drawn, or drawn as another."""
        return wordmark(self.strands)


class Letter(NamedTuple):
    """One word of a wordmark. x: where it begins."""

    strand: Strand
    path: str
    x: int


class Wordmark(NamedTuple):
    """width: of the whole, whose height is 100. dots: the middles of the dots between the words."""

    width: int
    letters: tuple[Letter, ...]
    dots: tuple[int, ...]

    @property
    def shown_height(self) -> int:
        """In pixels, where there is room."""
        return _SHOWN

    @property
    def shown_width(self) -> int:
        """In pixels, where there is room."""
        return round(self.width * _SHOWN / 100)


_GAP = 60
"""The gap between two words of a wordmark; a dot is in its middle."""

_SHOWN = 76


def wordmark(strands: tuple[Strand, ...]) -> Wordmark | None:
    """The outlines of these strands' words, side by side."""
    letters, dots, x = [], [], 0
    for strand in strands:
        if not strand.outline or not strand.outlined:
            return None
        letters.append(Letter(strand, strand.outline.path, x))
        x += strand.outline.width + _GAP
        dots.append(x - _GAP // 2)
    return Wordmark(x - _GAP, tuple(letters), tuple(dots[:-1]))
