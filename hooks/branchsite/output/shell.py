"""What the theme puts around a page, rendered once for all pages that stand alike, and filled with each.

A stand-in is built in the ordinary way, with a mark for each thing that differs from page to
page. What comes of it, cut at the marks, is a shell. The marks are characters that no file may
hold (load/text.py refuses them), so nothing that somebody wrote is ever taken for one.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import escape

from ..cache.digest import digest
from ..views.page import Page
from ..views.qr_code import QrCode, qr_code

_TITLE, _DESCRIPTION, _IMAGE, _FACTS, _CONTENT, _QR_BOX, _QR_PATH = (f"\ue000{name}\ue001" for name in "tdifcbq")
_MADE_UP = "_"
"""A part of a stand-in's address; nothing that has a page may be named so."""


def address_code(address: str, in_stand_in: bool) -> QrCode:
    """What a page's template shows as the code of its address; in a stand-in the marks that it takes the place of."""
    return QrCode(_QR_BOX, _QR_PATH) if in_stand_in else qr_code(address)


@dataclass(frozen=True)
class ShellKey:
    """All that a page's shell depends on. Pages of one place share a shell.

    url: the address of the stand-in, as deep as the page's, and under the same folder, so that
    every link leads the same way; the page's own where there is but one page of the kind.
    described, pictured, stated: what its head has. scripts, alone: as the page has them.
    """

    url: str
    hub: str
    described: bool
    pictured: bool
    stated: bool
    scripts: tuple[str, ...]
    alone: str = ""

    @property
    def stand_in(self) -> Page:
        """A page that holds marks in the places where others differ."""
        return Page(
            self.url,
            _TITLE,
            _DESCRIPTION if self.described else "",
            _MarkedContent(_CONTENT),
            self.hub,
            "",
            image=_IMAGE if self.pictured else "",
            facts={"@type": _FACTS} if self.stated else None,
            scripts=self.scripts,
            alone=self.alone,
        )


@dataclass(frozen=True)
class _MarkedContent:
    """A content that is only a mark."""

    html: str

    @property
    def digest(self) -> str:
        return self.html


def shell_key(page: Page, own_shells: Container[str]) -> ShellKey:
    """Where a page stands. own_shells: the addresses whose shell is their own, such as those in the navigation."""
    asked = page.hub, bool(page.description), bool(page.image), page.stated, page.scripts, page.alone
    parts = page.url.split("/")[:-1]
    if len(parts) < 2 or page.url in own_shells:
        return ShellKey(page.url, *asked)
    # Two pages of one folder may still differ in the rest.
    last = _MADE_UP + _name(asked)
    return ShellKey("/".join([parts[0], *[_MADE_UP] * (len(parts) - 2), last]) + "/", *asked)


@cache
def _name(asked: tuple[object, ...]) -> str:
    return digest(asked)[:8]


class Shell:
    """A built stand-in, cut at its marks."""

    def __init__(self, place: ShellKey, html: str, site_url: str) -> None:
        self._site_url = site_url
        self._canonical = str(escape(site_url + place.url))
        marks = [_TITLE, _DESCRIPTION, _IMAGE, re.escape(_facts({"@type": _FACTS})), _CONTENT, _QR_BOX, _QR_PATH]
        marks += [re.escape(self._canonical)] if _MADE_UP in place.url else []
        self._pieces = re.split(f"({'|'.join(marks)})", html)

    def fill(self, page: Page) -> str:
        """The whole HTML of a page of this place."""
        code = qr_code(self._site_url + page.url)
        values = {
            _TITLE: str(escape(page.title)),
            _DESCRIPTION: str(escape(page.description)),
            _IMAGE: str(escape(page.image)),
            _facts({"@type": _FACTS}): _facts(page.facts),
            _CONTENT: page.html,
            _QR_BOX: code.view_box,
            _QR_PATH: code.path,
            self._canonical: str(escape(self._site_url + page.url)),
        }
        pieces = list(self._pieces)
        pieces[1::2] = [values[mark] for mark in pieces[1::2]]
        return "".join(pieces)


def _facts(facts: object) -> str:
    """As the theme's tojson gives it."""
    return str(htmlsafe_json_dumps(facts, sort_keys=True))
