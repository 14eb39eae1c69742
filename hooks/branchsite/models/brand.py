"""品牌: data/brand.yml."""

from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Line, Model, Paragraph, Strand
from .contrast import contrast, strengthened

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""A colour as #RRGGBB."""


class Outline(Model):
    """字形: a word drawn as an outline, so that it looks the same on every machine."""

    word: Line = Field(alias="字", description="这个字形写的是什么；与“词”不同时改用文字显示")
    path: Annotated[str, StringConstraints(pattern=r"^[MLHVCSQTAZmlhvcsqtaz0-9,. \-\n]+$")] = Field(
        alias="路径", description="SVG 路径，高 100"
    )


class BrandStrand(Model):
    """红 or 绿: one of the two strands."""

    word: Line = Field(alias="词", description="品牌名的一半")
    motto: Line = Field(alias="含义", description="四个字的解释")
    about: Paragraph = Field(alias="说明", description="一两句话")
    outline: Outline | None = Field(default=None, alias="字形", description="画好的字；没有就用文字")

    @property
    def outlined(self) -> bool:
        """Whether the outline shows this very word."""
        return self.outline is not None and self.outline.word == self.word


class Palette(Model):
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
        black, white = "#000000", "#ffffff"
        ground, towards = (
            (white, black) if contrast(self.paper, white) < contrast(self.paper, black) else (black, white)
        )
        colours = self.model_dump() | {"paper": ground, "card": ground, "ink": towards}
        colours["bar"] = strengthened(self.bar, black, [white], _STRONG)
        colours["gold"] = strengthened(self.gold, white, [colours["bar"]], _STRONG)
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
"""The colours that text has, by the names of Palette, and the grounds it stands on."""
_STRONG = 9
_SEEN = 4.5


class Brand(Model):
    """The brand: words, meaning, colours."""

    name: Line = Field(alias="名称", description="品牌的全名")
    say: Line = Field(alias="一句话", description="首页大图上的话")
    meaning: tuple[Paragraph, ...] = Field(alias="释义", min_length=1, description="品牌页的正文，一段一项")
    meaning_note: Line = Field(alias="释义说明", description="这个解释从哪里来")
    red: BrandStrand = Field(alias="红", description="品牌里红的一半")
    green: BrandStrand = Field(alias="绿", description="品牌里绿的一半")
    light: Palette = Field(alias="浅色", description="白天的颜色")
    dark: Palette = Field(alias="深色", description="夜间的颜色")

    def strand(self, strand: Strand) -> BrandStrand:
        """The half of the brand that a strand stands for."""
        return self.red if strand is Strand.RED else self.green
