"""海报: one sheet of A3 for the board on the wall."""

from ..cache.fingerprint import fingerprint
from ..library.library import Library
from .board import board_of, code
from .brand import sheet_colours
from .page import Asset, Page
from .render import render

URL = "poster/"
_ABOUT = "打印一张 A3，贴在公开栏里：最新活动、计划进展、党务公开，和网址的二维码。"
_LATEST = 4


def poster_page(library: Library) -> Page:
    """From the same facts as the screen. Paper is light: the colours of the day come with it."""
    board = board_of(library, _LATEST)
    content = sheet_colours(library.brand).encode()
    colours = Asset(fingerprint(f"{URL}colours.css", content), lambda: content)
    html = render(
        "poster.html",
        URL,
        brand=library.brand,
        site=library.site,
        board=board,
        codes=[code(library, words, url) for words, url in _addresses(library)],
        colours=colours.uri,
    )
    style = "assets/css/poster.css"
    return Page(URL, "A3 海报", _ABOUT, html, "disclosure/", "海报", searchable=False, assets=(colours,), alone=style)


def _addresses(library: Library) -> list[tuple[str, str]]:
    """Where the codes lead: only to what has anything to show."""
    newest = library.news[:1]
    return [
        ("网站首页", ""),
        *([("计划进展", library.schedule.url)] if library.schedule else []),
        *([("党务公开目录", "disclosure/")] if library.matters else []),
        *(("最新活动", one.url) for one in newest),
    ]
