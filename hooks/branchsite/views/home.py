"""首页."""

import datetime
from dataclasses import dataclass

from ..library.library import Library
from ..library.progress import CommitmentState
from ..library.schedule import Schedule
from .facts import organization
from .feeds import robots
from .moved import moved_pages
from .offline import Offer, offer
from .page import Asset, Page
from .plan_glance import plan_glance
from .render import render
from .study import month_reading_url

_LATEST = 5
_COMING = 4


@dataclass(frozen=True)
class DueGlance:
    """What is due next. day_label: its day in words. label: its state in the site's words."""

    url: str
    heading: str
    day: datetime.date
    day_label: str
    state: CommitmentState
    label: str


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
        plan=plan_glance(library.schedule) if library.schedule else None,
        due=_due(library.schedule) if library.schedule else (),
        notices=library.open_notices,
        latest=[one.card for one in library.news[:_LATEST]],
        upcoming=[one.mention for one in library.upcoming[:_COMING]],
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


def _due(schedule: Schedule) -> list[DueGlance]:
    return [
        DueGlance(
            schedule.url_of(one),
            one.commitment.heading,
            one.next_due,
            one.next_due_label,
            one.state,
            one.label(schedule.wording),
        )
        for one in schedule.next[:_COMING]
        if one.next_due
    ]
