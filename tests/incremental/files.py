"""Edits of whole files, of what has no fields, and several at once."""

import datetime

from incremental.edits import Edit, all_of, appending, moving, removing, replacing, setting, writing
from incremental.places import (
    ABOUT,
    ANNOUNCED,
    CALENDAR,
    CHAPTER,
    COUNTED,
    OTHER_STUDY,
    PHOTO,
    PLAN,
    READING,
    RIVER,
    STUDY,
    VOCABULARY,
    A,
)
from pictures import image
from sites import TINY

RECORD = """标题: 又读一章
类别: 集中学习
活动日期: 2024-04-15
发布日期: 2024-04-16
对象: 党员
摘要: 又读了一章。
正文: |
  又读了一章。
兑现: 二十大精神学习
审核: 支部书记
"""
NEW = f"{A}2024-04-15-duzhang.yml"
OLD = f"{A.replace('2024', '2023')}2023-11-15-duzhang.yml"
TEXT = "---\n标题: 又一页\n摘要: 又一页。\n---\n\n## 又一页\n\n又一页。\n"
DRAWN = "\n![图](river.png)\n"


def a_year_later(plan: str) -> str:
    """The same plan for the next year's term."""
    return plan.replace("2024", "2025").replace("2023", "2024")


FILES: dict[str, Edit] = {
    "a record more": writing(NEW, RECORD),
    "the newest record": writing(
        NEW.replace("04-15", "05-10"), RECORD.replace("04-15", "05-10").replace("04-16", "05-10")
    ),
    "the first record of a year": writing(
        OLD, RECORD.replace("2024-04", "2023-11").replace("兑现: 二十大精神学习\n", "")
    ),
    "a record less": removing(CHAPTER),
    "the newest record less": removing(ANNOUNCED),
    "a counted record less": removing(COUNTED),
    "a record with a photo less": all_of(removing(READING), removing(PHOTO)),
    "a record renamed": moving(RIVER, f"{A}2024-04-10-jiangbian.yml"),
    "a record's body": replacing("到江边捡垃圾", "到江边捡了垃圾", RIVER),
    "a record's remark": replacing("标题:", "# 备注\n标题:", RIVER),
    "a photo": writing(PHOTO, image(size=(400, 300))),
    "a photo turned": writing(PHOTO, image(size=(300, 400))),
    "a photo more": all_of(
        writing(PHOTO.replace("01", "02"), image(size=(500, 400))),
        setting(READING, "照片", "+", to={"文件": "02.jpg", "替代文字": "又一片绿色"}),
    ),
    "a photo of another kind": all_of(
        removing(PHOTO),
        writing(PHOTO.replace("jpg", "png"), image("PNG", (40, 30))),
        replacing("01.jpg", "01.png", READING),
    ),
    "a material more": writing(
        "docs/study/sanhui-liangke.md", (TINY / STUDY).read_text("utf-8").replace("各是什么", "二")
    ),
    "a material less": all_of(
        removing(OTHER_STUDY),
        replacing("[sanhui-yike, weichengnianren]", "[sanhui-yike]", CHAPTER),
        replacing("还可以看[未成年人学校保护](weichengnianren.md)。", "", STUDY),
    ),
    "a material renamed": all_of(
        moving(OTHER_STUDY, "docs/study/baohu.md"), replacing("weichengnianren", "baohu", CHAPTER, STUDY)
    ),
    "a material's body": replacing("每季度", "每个季度", STUDY),
    "an article more": writing("docs/handbook/more.md", TEXT),
    "an article's body": replacing("测试用的支部。", "测试用的支部，只有几个人。", ABOUT),
    "an article beside the hubs": writing("docs/other.md", TEXT),
    "a picture in an article": all_of(
        writing("docs/river.png", image("PNG", (40, 30))), replacing("测试用的支部。", DRAWN, ABOUT)
    ),
    "another plan": writing("data/plans/2024-2025-2.yml", a_year_later((TINY / PLAN).read_text("utf-8"))),
    "no calendar": removing(CALENDAR),
    "a term that ends in a stub": setting(PLAN, "结束", to=datetime.date(2024, 7, 3)),
    "a term before, with most of the quarter": writing(
        CALENDAR, "学期:\n  - 名称: 上一学期\n    开始: 2023-09-01\n    结束: 2024-02-16\n"
    ),
    "a template": replacing("</h1>", "</h1><hr>", "overrides/pages/record.html"),
    "a part of templates": replacing("<article", "<article data-x", "overrides/pages/parts.html"),
    "the theme's template": replacing(
        '<meta name="renderer"', '<meta name="x"><meta name="renderer"', "overrides/main.html"
    ),
    "the header": writing("overrides/partials/footer.html", "<footer>又一个</footer>"),
    "the wrong address's page": replacing("</h1>", "</h1><hr>", "overrides/404.html"),
    "a style sheet": appending("overrides/assets/css/page.css", "\n.x{--x:1}\n"),
    "a script": appending("overrides/assets/js/shell.js", "\nvoid 0\n"),
    "a drawing": replacing("<path", '<path data-x=""', "overrides/drawings/reading.html"),
    "the shared picture": replacing("<rect", '<rect opacity=".9"', "overrides/pages/share.svg.html"),
    "the icon": replacing('stroke-width="9"', 'stroke-width="8"', "overrides/pages/icon.svg.html"),
    "a vocabulary no more": removing(VOCABULARY),
    "a file of the theme more": writing("overrides/assets/more.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "the navigation": replacing("  - 活动动态: news/index.md\n", "  - 动态: news/index.md\n", "mkdocs.yml"),
    "an entry of the navigation less": replacing("  - 支部概况: about/index.md\n", "", "mkdocs.yml"),
    "two at once": all_of(writing(NEW, RECORD), setting(READING, "标题", to="另一个标题")),
    "a photo and its caption": all_of(
        writing(PHOTO, image(size=(400, 300))), setting(READING, "照片", 0, "说明", to="另一句")
    ),
}
"""What else a person may do."""

SEEN_BY_NOBODY = frozenset(["a record's remark"])
