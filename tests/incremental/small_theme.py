"""A build with a small theme in MkDocs' place: all else is the program's, from the data to the files that are written.

The theme shows what overrides/ shows of the site and the brand besides the pages.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment

from branchsite.build import Build, empty_hubs, start_build
from branchsite.commands.environment import today_in_shanghai
from branchsite.library.address import EXAMPLE
from branchsite.output.write import OutputFile
from branchsite.views.page import Page

NAV = ("", "news/", "plan/", "study/", "about/", "brand/", "disclosure/")

TEMPLATE = Environment().from_string(
    """<head><title>{{ page.title | e }} - {{ site.name | e }}</title>
<meta name="description" content="{{ (page.description or site.about) | e }}">
<meta name="theme-color" content="{{ brand.light.bar }} {{ brand.dark.bar }}">
<link rel="canonical" href="{{ (address ~ page.url) | e }}">
{% if page.image %}<meta content="{{ (address ~ page.image) | e }}">{% endif %}
{% if page.facts %}<script type="application/ld+json">{{ page.facts | tojson }}</script>{% endif %}
{% for title in titles %}<a>{{ title | e }}</a>{% endfor %}<a>{{ page.hub }}</a> {{ '../' * page.url.count('/') }}
{{ page.scripts }}</head><body>{{ page.html }}<footer>{{ site.short | e }} {{ site.profile.owner | e }}
{{ site.filing }}</footer></body>"""
)


@dataclass(frozen=True)
class SmallTheme:
    """A branchsite.output.site.Theme."""

    of: Build
    address: str

    def shell(self, stand_in: Page) -> str:
        """The page in the template above."""
        library, hidden = self.of.library, empty_hubs(self.of.library)
        titles = [page.title for page in self.of.pages if page.url in NAV and page.url not in hidden]
        return TEMPLATE.render(
            page=stand_in, site=library.site, brand=library.brand, titles=titles, address=self.address
        )

    def files(self) -> Iterable[OutputFile]:
        """A site map."""
        text = "".join(f"{page.url} {page.updated}\n" for page in self.of.pages)
        yield OutputFile("sitemap.txt", "", text.encode)


def build(out: Path) -> None:
    """Build the site of this folder."""
    address = os.environ["SITE_URL"] or EXAMPLE
    started = start_build(Path.cwd(), partial(today_in_shanghai, os.environ["SITE_TODAY"]), address)
    started.write(started.writer(NAV, ()), SmallTheme(started, address), out)
