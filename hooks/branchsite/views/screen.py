"""大屏: a page for the screen in a corridor, which turns by itself (overrides/assets/js/screen)."""

from ..library.library import Library
from .board import board_of, code
from .page import Page
from .render import render

URL = "screen/"
_ABOUT = "走廊里的大屏用的一页：品牌、最新活动、计划进展、即将到期、党务公开，自己翻页。"
_LATEST = 5


def screen_page(library: Library) -> Page:
    """Brand, newest records, plan, what is to come, 党务公开, the way to the site; what is not there is left out."""
    board = board_of(library, _LATEST)
    html = render(
        "screen.html",
        URL,
        brand=library.brand,
        site=library.site,
        board=board,
        keeps=library.has_worker,
        home=code(library, library.site.name, ""),
        codes=[code(library, one.mention.title, one.mention.url) for one in board.latest],
    )
    scripts = ("assets/js/screen.js",)
    style = "assets/css/screen.css"
    return Page(URL, "大屏", _ABOUT, html, "disclosure/", "大屏", searchable=False, scripts=scripts, alone=style)
