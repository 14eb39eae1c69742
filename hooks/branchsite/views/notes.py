"""随身记: the page of a reader's own notes. The site only brings the page: the notes never leave the browser."""

from .page import Page
from .render import render

URL = "notes/"
_ABOUT = "摘抄和感悟，记在自己的浏览器里，可以打印、导出、备份。"


def notes_page() -> Page:
    """The same for everybody."""
    html = render("notes.html", URL)
    return Page(URL, "随身记", _ABOUT, html, "study/", "随身记", searchable=False, scripts=("assets/js/notes.js",))
