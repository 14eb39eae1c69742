"""党务公开目录: what the branch makes public, and where it can be read."""

from dataclasses import dataclass

from ..cache.digest import Digested
from ..library.disclosure import Matter, disclosure_figures
from ..library.library import Library
from ..library.mention import Mention
from .page import Page
from .render import render

HUB = "disclosure/"
TITLE = "党务公开目录"
ABOUT = "支部公开哪些事项，向谁公开，多久公开一次，由哪个岗位负责；已经公开的，点开就能看到。"

_SHOWN = 3


@dataclass(frozen=True)
class Evidence(Digested):
    """A record as its row shows it. title, url: None where only its day may be public."""

    day: str
    kind: str
    title: str | None
    url: str | None
    sample: bool


@dataclass(frozen=True)
class Row(Digested):
    """A matter with what its page shows of it.

    own_steps: whether its approval is not the common one. more: lists of all records of its kinds, with their names.
    """

    matter: Matter
    shown: tuple[Evidence, ...]
    count: int
    own_steps: bool
    more: tuple[tuple[str, str], ...]


def disclosure_page(library: Library) -> Page:
    """Every row; where there is no catalogue, the page says so."""
    common = library.data.disclosure.model.approval.steps if library.data.disclosure else ()
    rows = [_row(one, common) for one in library.matters]
    schedule = library.schedule
    html = render(
        "disclosure.html",
        HUB,
        rows=rows,
        steps=common,
        figures=disclosure_figures(library.matters),
        as_of=f"{schedule.plan.term}，{schedule.term.as_of_label}" if schedule else "",
        notices=library.open_notices,
        wording=library.vocabulary.wording,
    )
    return Page(HUB, TITLE, ABOUT, html, HUB, "data/gongkai.yml", searchable=bool(rows))


def _row(matter: Matter, common: tuple[tuple[str, str], ...]) -> Row:
    records = matter.records
    kinds = matter.kinds if len(records) > _SHOWN else ()
    more = tuple((name, f"news/kind/{slug}/") for slug, name in kinds)
    return Row(matter, tuple(map(evidence, records[:_SHOWN])), len(records), matter.steps != common, more)


def evidence(record: Mention) -> Evidence:
    """As much of a record as may be public."""
    if not record.public:
        return Evidence(record.day_label, record.kind, None, None, record.sample)
    return Evidence(record.day_label, record.kind, record.title, record.url, record.sample)
