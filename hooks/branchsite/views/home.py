"""首页."""

from ..html.render import render
from ..library.library import Library
from .facts import organization
from .feeds import robots
from .moved import moved_pages
from .offline import Offer, offer
from .page import Asset, Page
from .study import month_reading_url

_LATEST = 5
_COMING = 4


def home_page(library: Library) -> Page:
    """The front page: brand, progress at a glance, latest news, what is coming, this month's study.

    Carries what belongs to no other page: the pictures of prose, of which more than one may show one, robots.txt,
    and what answers at former addresses.
    """
    html = render(
        "home.html",
        "",
        brand=library.brand,
        site=library.site,
        schedule=library.schedule,
        notices=library.open_notices,
        latest=library.news[:_LATEST],
        upcoming=library.upcoming[:_COMING],
        due=library.schedule.next[:_COMING] if library.schedule else (),
        study=library.study_month,
        offer=_offer(library),
    )
    assets = (robots(library), *moved_pages(library), *(Asset(one.uri, one.read) for one in library.illustrations))
    facts = organization(library)
    return Page(
        "", library.site.name, library.site.about, html, "", "首页", searchable=False, assets=assets, facts=facts
    )


def _offer(library: Library) -> Offer | None:
    """The materials of the month, and the page that has them one after the other."""
    if library.study_month is None:
        return None
    materials = library.study_month.materials
    months = {one.study.month for one in materials}
    together = [month_reading_url(month) for month in months if len(months) == 1]
    return offer(library, "month", library.study_month.title, (*together, *(one.url for one in materials)))
