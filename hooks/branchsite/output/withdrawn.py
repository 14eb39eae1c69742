"""Compares what a site answered at with what it will answer at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..views.listing import grouped
from .published import Published, PublishedPage

_MANY = 5
_SHARE = 10
"""More than one page in so many, and at least so many pages, may well be gone by mistake."""

WORDS = {
    "news/kind/": "data/kinds.yml 的 {} 下面加一行",
    "news/strand/": "data/brand.yml 里短名是 {} 的主线下面加一行",
    "news/audience/": "data/vocabulary.yml 的“对象”里，{} 后面的花括号里加一项",
    "study/audience/": "data/vocabulary.yml 的“对象”里，{} 后面的花括号里加一项",
    "study/topic/": "data/vocabulary.yml 的“主题”里，{} 后面的花括号里加一项",
    "study/type/": "data/vocabulary.yml 的“类型”里，{} 后面（没有花括号的，写成 {{名称: 原来的词}}）的花括号里加一项",
}
"""The lists that can have former addresses, and where what they list by is named."""

_PLANS = "plan/"
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}-")
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+\. )")


@dataclass(frozen=True)
class Withdrawn:
    """A page that would not be found at its address. successor: where its content seems to be now."""

    page: PublishedPage
    successor: PublishedPage | None = None


@dataclass(frozen=True)
class Withdrawal:
    """What changes for who comes by an old address.

    pages: what people wrote, and what would not be found. lists: how many lists besides.
    shifted: parts of a plan whose address shows another part. total: the pages that people wrote, before.
    """

    pages: tuple[Withdrawn, ...]
    lists: int
    shifted: tuple[Withdrawn, ...]
    total: int

    @property
    def needs_confirmation(self) -> bool:
        """Whether so many are gone that it may be a mistake: above a tenth, and at least five."""
        return len(self.pages) >= _MANY and len(self.pages) * _SHARE > self.total


def compare(before: Published, now: Published) -> Withdrawal:
    """What answered before and does not now."""
    successors = _Successors(before, now)
    gone = [page for page in _addresses(before) if not now.answers(page.url)]
    # A plan at a new address takes its parts along.
    plans = {one.url: found for one in gone if _is_plan(one.url) and (found := successors.find(one))}
    pages = []
    lists = 0
    for page in gone:
        plan = plans.get(_plan_of(page.url))
        if plan and page.url not in plans and now.answers(plan.url + _tail(page.url)):
            continue
        found = successors.find(page)
        if page.is_own or found:
            pages.append(Withdrawn(page, found))
        else:
            lists += 1
    shifted = tuple(_shifted(before, now))
    return Withdrawal(tuple(pages), lists, shifted, sum(page.is_own for page in before.pages))


def _addresses(before: Published) -> Iterator[PublishedPage]:
    """Pages, and what stood for one at a former address."""
    yield from before.pages
    for old, url in before.moved.items():
        if target := before.by_url.get(url):
            yield PublishedPage(old, target.title, target.source)


def _shifted(before: Published, now: Published) -> Iterator[Withdrawn]:
    """Parts of plans that are still there, at another part's address."""
    parts = {(_plan_of(one.url), _bare(one.title)): one for one in now.pages if is_part(one.url)}
    for page in before.pages:
        there = now.by_url.get(page.url)
        found = parts.get((_plan_of(page.url), _bare(page.title)))
        if is_part(page.url) and there and found and found.url != page.url and _bare(there.title) != _bare(page.title):
            yield Withdrawn(page, found)


class _Successors:
    """Finds where the content of a page is now: only where no other page could be meant."""

    def __init__(self, before: Published, now: Published) -> None:
        self._before = before
        self._now = now
        # The parts of a plan also move to where others were.
        pages = [page for page in now.pages if is_part(page.url) or not before.answers(page.url)]
        self._titled = grouped(pages, lambda page: ((_group(page), _bare(page.title)),))
        self._named = grouped(pages, lambda page: ((_group(page), _name(page.url)),))

    def find(self, page: PublishedPage) -> PublishedPage | None:
        """The page that this address led to, else one with the same title or name that it may have become."""
        led_to = self._before.moved.get(page.url)
        if led_to is not None and led_to in self._now.by_url:
            return self._now.by_url[led_to]
        titled = _only(self._titled.get((_group(page), _bare(page.title)), ()))
        if titled or not page.is_own:
            return titled
        return _only(self._named.get((_group(page), _name(page.url)), ()))


def _only(pages: Sequence[PublishedPage]) -> PublishedPage | None:
    return pages[0] if len(pages) == 1 else None


def _group(page: PublishedPage) -> str:
    """Pages among which one may become another, by the fields that keep an address."""
    if is_part(page.url):
        return _plan_of(page.url)
    if words := word_list(page.url):
        return words
    return page.source.rpartition("/")[0].rstrip("0123456789") if page.is_own else page.url


def _bare(title: str) -> str:
    """A title without the number that a part of a plan gets from its place."""
    return _NUMBER.sub("", title)


def _name(url: str) -> str:
    """What an address calls its page, without the day."""
    return _DATE.sub("", url.rstrip("/").rpartition("/")[2])


def word_list(url: str) -> str:
    """Which of the lists in WORDS an address is one of; "" for none, and for the further pages of one."""
    return next((base for base in WORDS if url.startswith(base) and url.count("/") == 3), "")


def is_part(url: str) -> bool:
    """Whether an address is that of a section or an item of a plan."""
    return url.startswith(_PLANS) and url.count("/") == 3


def _is_plan(url: str) -> bool:
    return url.startswith(_PLANS) and url.count("/") == 2


def _plan_of(url: str) -> str:
    return "/".join(url.split("/")[:2]) + "/"


def _tail(url: str) -> str:
    """The address of a plan's part, within the plan."""
    return "/".join(url.split("/")[2:])
