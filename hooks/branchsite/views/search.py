"""搜索: a page for the search, and without script a page of ways to what one is looking for."""

from collections import Counter

from ..library.library import Library
from .brand import HUB as BRAND
from .facet import Facet
from .news import HUB as NEWS
from .page import Page
from .plan import HUB as PLAN
from .render import render
from .study import HUB as STUDY

URL = "search/"
_ABOUT = "在活动、计划、学习资料和使用手册里搜索，按类别、年份、主题和对象筛选。"


def search_page(library: Library) -> Page:
    """The field is the script's; the links to hubs, kinds and topics are there for everybody."""
    kinds = Counter((one.kind_slug, one.kind.name) for one in library.records)
    topics = Counter((one.topic_slug, one.study.topic) for one in library.materials)
    html = render(
        "search.html",
        URL,
        hubs=(
            ("活动动态", NEWS),
            ("计划进展", PLAN),
            ("学习资料", STUDY),
            (library.brand.name, BRAND),
            ("使用手册", "handbook/"),
        ),
        kinds=tuple(Facet(name, f"news/kind/{slug}/", count) for (slug, name), count in kinds.most_common()),
        topics=tuple(Facet(name, f"study/topic/{slug}/", count) for (slug, name), count in topics.most_common()),
    )
    return Page(URL, "搜索", _ABOUT, html, URL, "搜索", searchable=False)
