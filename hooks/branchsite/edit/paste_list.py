"""Lists of what was copied from Word, which are paragraphs that look like one."""

import re

from bs4 import BeautifulSoup, Tag

_LEVEL = re.compile(r"mso-list:[^;]*level(\d)", re.IGNORECASE)
_NUMBERED = re.compile(r"[(（]?(?:\d{1,3}[.)）、．]?|(?:[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[.)）、．])")


def take_lists(soup: BeautifulSoup) -> None:
    """Word's lists are paragraphs that look like one: as lists, within each other by their levels."""
    open_lists: list[tuple[int, Tag]] = []
    before: Tag | None = None
    for tag in soup.find_all("p"):
        level = _level(tag)
        if not level:
            continue
        if before is None or _next(before) is not tag:
            open_lists = []
        marker = _marker(tag)
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        before = tag
        item = soup.new_tag("li")
        if not open_lists or open_lists[-1][0] < level:
            listed = soup.new_tag("ol" if _NUMBERED.fullmatch(marker) else "ul")
            items = open_lists[-1][1].find_all("li", recursive=False) if open_lists else []
            if items:
                items[-1].append(listed)
            else:
                tag.insert_before(listed)
            open_lists.append((level, listed))
        open_lists[-1][1].append(item)
        for child in list(tag.children):
            item.append(child.extract())
        # Left as a mark of where it was, for the next one to be seen as its neighbour.
        tag.name = "span"


def _level(tag: Tag) -> int:
    found = _LEVEL.search(str(tag.get("style", "")))
    listed = any(str(one).startswith("MsoListParagraph") for one in tag.get("class") or ())
    return int(found[1]) if found else 1 if listed and _first_marker(tag) else 0


def _first_marker(tag: Tag) -> Tag | None:
    return tag.find("span", style=re.compile("mso-list: *Ignore", re.IGNORECASE))


def _marker(tag: Tag) -> str:
    """The sign in front of an item, which goes."""
    sign = _first_marker(tag)
    text = sign.get_text(strip=True) if sign else ""
    if sign:
        sign.decompose()
    return text


def _next(tag: Tag) -> Tag | None:
    found = tag.find_next_sibling()
    return found if isinstance(found, Tag) else None
