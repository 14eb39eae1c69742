"""Pages of prose: 支部概况 and 使用手册."""

import posixpath

from ..html.prose import RenderedProse
from ..html.render import render
from ..library.library import Library, LinkedArticle
from .page import Page
from .reference import URL as REFERENCE

ABOUT = "about/"
"""支部概况: what site.yml says of the branch stands around its prose."""


def article_pages(library: Library) -> list[Page]:
    """A page for each Markdown file outside docs/study/."""
    return [_page(library, article) for article in library.articles]


def _page(library: Library, article: LinkedArticle) -> Page:
    prose = RenderedProse(article.body, posixpath.dirname(article.name), article.url, library.published, article.file)
    hub = article.url.split("/")[0] + "/"
    siblings = [one for one in library.articles if one.url.split("/")[0] + "/" == hub and one.url != hub]
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
