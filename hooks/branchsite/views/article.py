"""Pages of prose: 支部概况 and 使用手册."""

import posixpath
from collections.abc import Sequence

from ..library.library import Library, LinkedArticle
from .page import Page
from .prose import RenderedProse
from .reference import URL as REFERENCE
from .render import render

ABOUT = "about/"
"""支部概况: what site.yml says of the branch stands around its prose."""


def article_pages(library: Library) -> list[Page]:
    """A page for each Markdown file outside docs/study/."""
    return [_page(library, article) for article in library.articles]


def _page(library: Library, article: LinkedArticle) -> Page:
    prose = RenderedProse(article.body, posixpath.dirname(article.name), article.url, library.published, article.file)
    hub = article.url.split("/")[0] + "/"
    beside = [one for one in library.articles if one.url.split("/")[0] + "/" == hub]
    siblings = _as_listed(beside, hub)
    html = render(
        "article.html",
        article.url,
        article=article,
        prose=prose,
        hub=hub,
        siblings=siblings,
        reference=REFERENCE if REFERENCE.startswith(hub) else None,
        profile=library.site.profile if article.url == ABOUT else None,
        edit_url=library.edit_url(article.file),
    )
    return Page(article.url, article.title, article.summary, html, hub, article.file)


def _as_listed(articles: Sequence[LinkedArticle], hub: str) -> list[LinkedArticle]:
    """Those beside a hub's own article, in the order in which it first links to them; what it does not, last."""
    listing = next((one.body for one in articles if one.url == hub), "")
    places = {one.name: listing.find(f"({posixpath.basename(one.name)}.md") for one in articles if one.url != hub}
    return sorted(
        (one for one in articles if one.url != hub),
        key=lambda one: (places[one.name] < 0, places[one.name], one.name),
    )
