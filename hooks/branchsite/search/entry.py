"""What can be found: one entry an activity, study material, item or commitment of the plan, and page of prose.

Only what the public may read is an entry: records of a kind marked 公, and no commitment marked 内. Of earlier
plans the overview is found, not each of their items: every term says the same once more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial
from itertools import groupby
from typing import Any

from ..cache.digest import Digested
from ..cache.groups import NOWHERE, Groups
from ..library.library import Library, LinkedArticle
from ..library.material import Material
from ..library.progress import CommitmentProgress
from ..library.record import Record
from ..library.schedule import ItemProgress, Schedule, SectionProgress
from ..views.article import ABOUT as ABOUT_PAGE
from ..views.brand import HUB as BRAND
from ..views.disclosure import ABOUT as DISCLOSURE_ABOUT
from ..views.disclosure import HUB as DISCLOSURE
from ..views.disclosure import TITLE as DISCLOSURE_TITLE
from ..views.reference import ABOUT, TITLE
from ..views.reference import URL as REFERENCE
from .text import plain

NEWS = "活动动态"
PLAN = "计划进展"
STUDY = "学习资料"
HANDBOOK = "使用手册"

_CONTACT = "联系方式 联系电话 办公电话 学校地址 邮箱 接待时间 班子分工 党员人数 主办单位"
"""What the page of the branch is looked for by: it says these, or that they are not known."""


@dataclass(frozen=True)
class SearchEntry(Digested):
    """One thing to be found.

    url: from the site's top, with a fragment where it is a piece of a page. words: what else it is found by.
    text: the rest, plain. area: the part of the site. date: an ISO day or month, or nothing. The other words are those
    that it can be filtered by; nothing where it has none. strand_slug: the colour of its tag.
    plan_line: whether it is an item or commitment of the plan, which stands behind what was done and what can be read
    for the same words.
    """

    url: str
    title: str
    summary: str
    text: str
    area: str
    words: str = ""
    date: str = ""
    kind: str = ""
    strand: str = ""
    strand_slug: str = ""
    year: str = ""
    topic: str = ""
    audience: tuple[str, ...] = ()
    sample: bool = False
    announced: bool = False
    plan_line: bool = False


_FIELDS = tuple(one.name for one in fields(SearchEntry))


def entries_of(library: Library, groups: Groups = NOWHERE) -> list[SearchEntry]:
    """Everything that can be found: first what has no year of its own, then the activities, oldest first.

    groups: keeps those of a month of activities, of the materials and of the articles.
    """
    return [
        *_of_materials(library, groups),
        *_of_plans(library),
        *_of_articles(library, groups),
        SearchEntry(REFERENCE, TITLE, ABOUT, "", HANDBOOK),
        _of_brand(library),
        *_of_disclosure(library),
        *_of_records(library, groups),
    ]


def _of_materials(library: Library, groups: Groups) -> list[SearchEntry]:
    said = [(one.id, one.study, one.body, one.strand) for one in library.materials]
    return groups.get("materials", said, lambda: [_of_material(one) for one in library.materials], _save, _load)


def _of_articles(library: Library, groups: Groups) -> list[SearchEntry]:
    said = (library.articles, library.site)
    return groups.get("articles", said, lambda: [_of_article(library, one) for one in library.articles], _save, _load)


def _of_records(library: Library, groups: Groups) -> Iterator[SearchEntry]:
    for month, those in groupby(reversed(library.records), lambda one: one.month):
        records = [(one, _shown_besides(library, one)) for one in those]
        make = partial(_of_month, records)
        yield from groups.get(f"activities-{month}", records, make, _save, _load)


def _of_month(records: Sequence[tuple[Record, Sequence[str]]]) -> list[SearchEntry]:
    return [_of_record(record, besides) for record, besides in records]


def _save(entries: Sequence[SearchEntry]) -> object:
    return [(one.digest, [getattr(one, name) for name in _FIELDS]) for one in entries]


def _load(kept: Sequence[tuple[str, Sequence[Any]]]) -> list[SearchEntry]:
    return [_entry(digest, dict(zip(_FIELDS, values, strict=True))) for digest, values in kept]


def _entry(digest: str, values: dict[str, Any]) -> SearchEntry:
    values["audience"] = tuple(values["audience"])
    entry = SearchEntry(**values)
    entry.__dict__["digest"] = digest
    return entry


def _shown_besides(library: Library, record: Record) -> Sequence[str]:
    """The words that a record is found by and has not of its own."""
    promises = (one.progress.commitment.heading for one in library.fulfilments(record))
    return [*promises, *(one.title for one in library.studied(record))]


def _of_record(record: Record, besides: Sequence[str]) -> SearchEntry:
    activity = record.activity
    captions = (words for one in activity.photos for words in (one.alt, one.caption))
    return SearchEntry(
        url=record.url,
        title=record.title,
        summary=activity.summary or "",
        text=_lines(plain(activity.body or ""), *captions, activity.correction),
        area=NEWS,
        words=_lines(
            record.kind.name,
            record.day_label,
            record.date.isoformat(),
            activity.place,
            activity.organizer,
            activity.attendance,
            *besides,
        ),
        date=record.date.isoformat(),
        kind=record.kind.name,
        strand=record.strand.word,
        strand_slug=record.strand.slug,
        year=str(record.date.year),
        audience=activity.audience,
        sample=activity.sample,
        announced=record.announced,
    )


def _of_material(material: Material) -> SearchEntry:
    study = material.study
    return SearchEntry(
        url=material.url,
        title=material.title,
        summary=study.summary,
        text=plain(material.body),
        area=STUDY,
        words=_lines(study.topic, study.type, *(f"{one.title}\n{one.issuer}" for one in study.sources)),
        date="" if study.every_year else study.month,
        kind=study.type,
        strand=material.strand.word,
        strand_slug=material.strand.slug,
        year="" if study.every_year else study.month[:4],
        topic=study.topic,
        audience=study.audience,
    )


def _of_plans(library: Library) -> Iterator[SearchEntry]:
    for schedule in library.schedules:
        yield _of_plan(schedule)
        if schedule.text_url:
            yield _of_plan_text(schedule)
        if schedule is library.schedule:
            for section in schedule.sections:
                yield from _of_part(schedule, section)
                for item in section.items:
                    yield from _of_part(schedule, item)


def _of_plan(schedule: Schedule) -> SearchEntry:
    headings = (
        words for section in schedule.sections for words in (section.title, *(one.title for one in section.items))
    )
    plan = schedule.plan
    return SearchEntry(
        schedule.url, plan.heading, plan.summary, _lines(*headings), PLAN, plan.term, year=str(plan.start.year)
    )


def _of_plan_text(schedule: Schedule) -> SearchEntry:
    """What the text begins and ends with: the rest is found with its section or item."""
    plan = schedule.plan
    text = _lines(plan.text, plan.closing)
    year = str(plan.start.year)
    return SearchEntry(schedule.text_url, f"{plan.heading}（原文）", plan.summary, text, PLAN, plan.term, year=year)


def _of_part(schedule: Schedule, part: SectionProgress | ItemProgress) -> Iterator[SearchEntry]:
    year = str(schedule.plan.start.year)
    text = _lines(*part.text)
    yield SearchEntry(part.url, part.title, part.summary, text, PLAN, schedule.plan.term, year=year, plan_line=True)
    for one in part.progress:
        if schedule.home(one) is part and not one.internal:
            yield _of_commitment(schedule, one, year)


def _of_commitment(schedule: Schedule, progress: CommitmentProgress, year: str) -> SearchEntry:
    commitment = progress.commitment
    return SearchEntry(
        url=schedule.url_of(progress),
        title=commitment.heading,
        summary=f"{schedule.place_of(progress)}。依据：{commitment.basis.source}",
        text=_lines(commitment.note, progress.measure_label, *commitment.parts),
        area=PLAN,
        words=commitment.short,
        year=year,
        plan_line=True,
        audience=commitment.audience,
    )


def _of_article(library: Library, article: LinkedArticle) -> SearchEntry:
    area = HANDBOOK if article.url.startswith("handbook/") else article.title
    text, words = plain(article.body), ""
    if article.url == ABOUT_PAGE:
        profile, contact = library.site.profile, library.site.profile.contact
        posts = (f"{one.name}：{one.duties}" for one in profile.posts)
        reached = (contact.phone, contact.address, contact.email, contact.hours)
        text = _lines(profile.owner, profile.about, *posts, *reached, text)
        words = _CONTACT
    return SearchEntry(article.url, article.title, article.summary, text, area, words)


def _of_disclosure(library: Library) -> Iterator[SearchEntry]:
    """The catalogue, without what is disclosed within the Party only."""
    shown = [one for one in library.matters if not one.inner]
    if shown:
        text = _lines(*(f"{one.title}：{one.form}，{one.when}，{one.post}" for one in shown))
        yield SearchEntry(DISCLOSURE, DISCLOSURE_TITLE, DISCLOSURE_ABOUT, text, DISCLOSURE_TITLE, "党务公开 公示")


def _of_brand(library: Library) -> SearchEntry:
    brand = library.brand
    halves = (words for one in brand.strands for words in (one.word, one.motto, one.about))
    note = None if brand.confirmed else brand.meaning_note
    return SearchEntry(BRAND, brand.name, brand.say, _lines(*brand.meaning, note, *halves), brand.name)


def _lines(*pieces: str | None) -> str:
    return "\n".join(dict.fromkeys(piece for piece in pieces if piece))
