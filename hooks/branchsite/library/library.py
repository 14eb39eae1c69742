"""The whole site's facts as of one day. What every view is given."""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from ..blocks.quiz import read_quiz
from ..cache.digest import Digested
from ..cache.folder import CacheFolder
from ..load.album import album_of
from ..load.data import Data, Entry
from ..models.activity import Activity, Claim
from ..models.base import Visibility
from ..models.brand import Brand
from ..models.disclosure import SitePart
from ..models.measure import Coverage, Hours
from ..models.plan import ANY_PUBLIC, Commitment, Plan
from ..models.site import Site
from ..models.study import ItemName, Study
from ..models.vocabulary import Vocabulary, Wording
from .address import EXAMPLE
from .disclosure import Matter, matters_of
from .drawings import choose_drawings
from .illustration import Illustration, illustrations
from .material import Material
from .mention import Mention
from .notice_period import notice_period
from .picture import pictures
from .progress import CommitmentProgress, Proof, assess, without_lateness
from .promises import Promises, promises_of
from .record import Record
from .schedule import ItemProgress, Schedule, SectionProgress, arrange
from .study_month import StudyMonth, study_month
from .term import Term, term_on
from .terms import Dates

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Fulfilment(Digested):
    """A commitment that a record is evidence for, and the theme or milestone of it."""

    progress: CommitmentProgress
    schedule: Schedule
    part: str | None


@dataclass(frozen=True)
class Served:
    """A section or item that a material serves, and the plan it is in."""

    schedule: Schedule
    part: SectionProgress | ItemProgress


@dataclass(frozen=True)
class LinkedArticle(Digested):
    """A page of prose. name: its path under docs/ without .md."""

    name: str
    file: str
    title: str
    summary: str
    body: str
    former: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of its page."""
        name = self.name.removesuffix("index")
        return name if name.endswith("/") or not name else f"{name}/"


@dataclass(frozen=True)
class Library:
    """All facts. Records that are samples while samples are hidden, or not yet published, are not in it.

    address: of the site itself, with a closing slash, for what leaves it: feeds, calendars, shared links.
    """

    data: Data
    today: datetime.date
    address: str
    promises: Promises
    ledger: tuple[Record, ...]
    schedules: tuple[Schedule, ...]
    materials: tuple[Material, ...]
    articles: tuple[LinkedArticle, ...]
    illustrations: tuple[Illustration, ...]

    @property
    def site(self) -> Site:
        """The site's own settings."""
        return self.data.site.model

    @property
    def brand(self) -> Brand:
        """The brand."""
        return self.data.brand.model

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that records and materials are sorted by."""
        return self.data.vocabulary

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records that have pages, newest first."""
        return tuple(record for record in self.ledger if record.public)

    def records_in(self, term: Term) -> Sequence[Record]:
        """The records of a term that have pages, newest first."""
        return _within(self.records, term.start, term.end)

    @cached_property
    def upcoming(self) -> tuple[Record, ...]:
        """The announced records, the nearest first."""
        return tuple(sorted((one for one in self.records if one.announced), key=lambda one: (one.date, one.id)))

    @cached_property
    def held(self) -> tuple[Record, ...]:
        """The public records of what has taken place, newest first."""
        return tuple(record for record in self.records if not record.announced)

    @cached_property
    def happened(self) -> tuple[Record, ...]:
        """The records of all that has taken place, newest first: also those of which only day and kind are public."""
        return tuple(record for record in self.ledger if not record.announced)

    @cached_property
    def news(self) -> tuple[Record, ...]:
        """What has taken place and has a page, newest first, without 公示, which stand by themselves for a time."""
        return tuple(one for one in self.held if not one.period)

    @cached_property
    def open_notices(self) -> tuple[Record, ...]:
        """公示 that run today, first what ends first."""
        running = (one for one in self.held if one.period and one.period.open)
        return tuple(sorted(running, key=lambda one: (one.activity.closes or one.date, one.id)))

    @cached_property
    def matters(self) -> tuple[Matter, ...]:
        """The rows of 党务公开目录; none where the branch has no such file."""
        entry = self.data.disclosure
        term = self.schedule.term if self.schedule else None
        return matters_of(entry.model, self.ledger, self._material_by_id, term, self._filled) if entry else ()

    @property
    def _filled(self) -> frozenset[SitePart]:
        """The parts of the site that say anything."""
        content = {
            SitePart.PLAN: self.schedules,
            SitePart.ABOUT: self.site.profile.posts or self.site.profile.contact.phone,
            SitePart.NEWS: self.records,
            SitePart.STUDY: self.materials,
        }
        return frozenset(part for part, those in content.items() if those)

    @cached_property
    def schedule(self) -> Schedule | None:
        """The plan in force: the latest that has begun, or else the first to come."""
        begun = [one for one in self.schedules if one.term.begun]
        return begun[-1] if begun else (self.schedules[0] if self.schedules else None)

    @cached_property
    def _fulfilments(self) -> dict[str, tuple[Fulfilment, ...]]:
        return {record.id: tuple(self._fulfilled_by(record)) for record in self.ledger if record.activity.claims}

    def _fulfilled_by(self, record: Record) -> Iterator[Fulfilment]:
        for claim in record.activity.claims:
            if promise := self.promises.find(record.date, claim.short):
                schedule = self._schedule_by_id[promise.plan]
                yield Fulfilment(schedule.by_id[promise.commitment.id], schedule, claim.part)

    @cached_property
    def _schedule_by_id(self) -> dict[str, Schedule]:
        return {one.id: one for one in self.schedules}

    def fulfilments(self, record: Record) -> tuple[Fulfilment, ...]:
        """The commitments that a record is evidence for, as far as they are public.

        In the plan of its day; what that does not promise, in a plan to one of whose periods the day belongs.
        """
        return tuple(one for one in self._fulfilments.get(record.id, ()) if not one.progress.internal)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {record.id: index for index, record in enumerate(self.records)}

    def mentioned(self, mention: Mention) -> Record:
        """The record with a page that is mentioned."""
        return self.records[self._positions[mention.id]]

    def newer(self, record: Record) -> Record | None:
        """The next record in time."""
        index = self._positions[record.id]
        return self.records[index - 1] if index else None

    def older(self, record: Record) -> Record | None:
        """The record before in time."""
        index = self._positions[record.id] + 1
        return self.records[index] if index < len(self.records) else None

    @cached_property
    def _material_by_id(self) -> dict[str, Material]:
        return {material.id: material for material in self.materials}

    def studied(self, record: Record) -> tuple[Material, ...]:
        """The materials that a record studied."""
        return tuple(self._material_by_id[id] for id in record.activity.studied)

    def topic_neighbours(self, material: Material) -> tuple[Material | None, Material | None]:
        """The materials before and after within the topic."""
        return self._topic_neighbours[material.id]

    @cached_property
    def _topic_neighbours(self) -> dict[str, tuple[Material | None, Material | None]]:
        shelves: dict[str, list[Material]] = {}
        for material in self.materials:
            shelves.setdefault(material.study.topic, []).append(material)
        return {
            one.id: (before, after)
            for shelf in shelves.values()
            for before, one, after in zip([None, *shelf], shelf, [*shelf[1:], None], strict=False)
        }

    def materials_for(self, url: str) -> tuple[Material, ...]:
        """The materials that serve a section or item of a plan, by its address: two plans may number theirs alike."""
        return self._materials_by_item.get(url, ())

    @cached_property
    def _materials_by_item(self) -> dict[str, tuple[Material, ...]]:
        found: dict[str, list[Material]] = {}
        for material in self.materials:
            for served in self.served(material):
                found.setdefault(served.part.url, []).append(material)
        return {url: tuple(those) for url, those in found.items()}

    def served(self, material: Material) -> tuple[Served, ...]:
        """The sections and items that a material serves, each once."""
        found = (self._served(name) for name in material.study.served)
        return tuple({one.part.url: one for one in found if one}.values())

    def _served(self, name: ItemName) -> Served | None:
        """Of a key without a plan the only one that has it."""
        asked = (one for one in self.schedules if name.plan in (None, one.id))
        parts = ((one, one.item(name.key)) for one in asked)
        return next((Served(schedule, part) for schedule, part in parts if part), None)

    @property
    def card_store(self) -> CacheFolder:
        """Where the pictures of records are kept between builds."""
        return self.data.caches.cards

    @property
    def photo_store(self) -> CacheFolder:
        """Where published photos are kept between builds."""
        return self.data.caches.photos

    @property
    def study_month(self) -> StudyMonth | None:
        """The materials of the front page."""
        return study_month(self.materials, self.today)

    @cached_property
    def published(self) -> Mapping[str, Illustration]:
        """The pictures that prose refers to, by their paths under docs/."""
        return {one.name: one for one in self.illustrations}

    @property
    def has_worker(self) -> bool:
        """Whether pages can be kept to be read without a network: browsers want https; not a preview, which changes."""
        return self.site.offline and self.address.startswith("https:")

    def edit_url(self, file: str) -> str | None:
        """Where the repository's host lets one edit a file; None where no address is configured, or the public reads.

        Only a preview, on the writer's own computer, shows it: to readers it is an inside matter.
        """
        base = self.site.edit_base
        if base is None or urlsplit(base).hostname == "example.com":
            return None  # The sample that a site comes with (RFC 2606).
        return f"{base.rstrip('/')}/{file}" if urlsplit(self.address).hostname in LOOPBACK else None


def build_library(data: Data, today: datetime.date, address: str = EXAMPLE) -> Library:
    """Link everything as of a day. data: must have passed the checks. address: of the site."""
    ledger = _ledger(data, today)
    promises = promises_of(data)
    schedules = tuple(
        _schedule(entry, promises, ledger, today, data.vocabulary.wording)
        for entry in sorted(data.plans.values(), key=lambda one: one.model.start)
    )
    studied = _studied(ledger)
    materials = tuple(
        _material(data, one, tuple(studied.get(one.id, ())))
        for one in sorted(data.studies.values(), key=lambda one: (one.model.month, one.id))
    )
    articles = tuple(
        LinkedArticle(entry.id, entry.file, entry.model.title, entry.model.summary, entry.body, entry.model.former)
        for entry in data.articles.values()
    )
    return Library(
        data, today, address, promises, ledger, schedules, materials, articles, illustrations(data.root, data.files)
    )


def _ledger(data: Data, today: datetime.date) -> tuple[Record, ...]:
    slugs = {kind.name: slug for slug, kind in data.kinds.items()}
    records = (
        _record(data, entry, slugs[entry.model.kind], today)
        for entry in data.activities.values()
        if entry.model.published <= today and not (entry.model.sample and data.samples_hidden)
    )
    ledger = sorted(records, key=lambda one: (one.date, one.id), reverse=True)
    chosen = choose_drawings([one for one in ledger if one.public])
    return tuple(replace(one, drawing=chosen[one.id]) if one.id in chosen else one for one in ledger)


def _record(data: Data, entry: Entry[Activity], slug: str, today: datetime.date) -> Record:
    folder = f"news/{entry.model.date.year}/{entry.id}/"
    items = album_of(data, entry).items
    shown = pictures(items, data.photo_folder(entry), folder, entry.model.title, data.memo) if items else ()
    period = notice_period(entry.model, today)
    announced = (period.start if period else entry.model.date) > today
    kind = data.kinds[slug]
    strand = data.brand.model.strand(entry.model.strand or kind.strand)
    drawing = entry.model.drawing or kind.drawing
    return Record(entry.id, entry.file, entry.model, kind, slug, strand, shown, announced, drawing, period)


def _material(data: Data, entry: Entry[Study], studied_in: tuple[Record, ...]) -> Material:
    study, words = entry.model, data.vocabulary
    topic = words.topic_names[study.topic]
    strand = data.brand.model.strand(words.topics[topic].strand)
    quiz = read_quiz(entry.body)
    type_slug = words.type_names[study.type]
    mentions = tuple(record.mention for record in studied_in)
    return Material(entry.id, entry.file, study, quiz.prose, strand, topic, type_slug, mentions, quiz.questions)


def _schedule(
    entry: Entry[Plan], promises: Promises, ledger: tuple[Record, ...], today: datetime.date, wording: Wording
) -> Schedule:
    plan = entry.model
    asked = {one.measure.cadence for one in plan.commitments if isinstance(one.measure, Coverage)}
    dates = Dates(plan.term, plan.start, plan.end)
    term = term_on(today, dates, promises.years, asked, plan.recorded_from)
    held = [record for record in _within(ledger, *term.counted) if not record.announced]
    claimed: dict[str, list[Proof]] = {}
    for record in held:
        for claim in record.activity.claims:
            short = claim.short if record.date in term.dates else _counterpart(entry.id, promises, record, claim)
            claimed.setdefault(short, []).append(Proof(record, claim.part))
    progress = [assess(one, term, _proofs(one, held, claimed)) for one in plan.commitments]
    if not (plan.late_public and held):
        progress = [without_lateness(one) for one in progress]
    return arrange(entry.id, entry.file, plan, term, progress, wording, bool(held))


def _counterpart(plan: str, promises: Promises, record: Record, claim: Claim) -> str:
    """What this plan calls what a record of another term claims; nothing where it has none that such a kind proves."""
    found = promises.counterpart(plan, record.date, claim.short)
    return found.short if found and record.kind.name in found.evidence else ""


def _within(ledger: Sequence[Record], start: datetime.date, end: datetime.date) -> Sequence[Record]:
    """The records of a ledger, newest first, that lie between two days or on them."""
    return ledger[bisect_left(ledger, -end.toordinal(), key=_age) : bisect_right(ledger, -start.toordinal(), key=_age)]


def _age(record: Record) -> int:
    return -record.date.toordinal()


def _proofs(commitment: Commitment, held: Sequence[Record], claimed: Mapping[str, Sequence[Proof]]) -> Sequence[Proof]:
    """The records that prove a commitment: those that claim it, or all that fit where nothing need be claimed.

    held: of the term. claimed: their claims, by the commitments' names.
    """
    if commitment.visibility is Visibility.INTERNAL:
        return ()
    if isinstance(commitment.measure, Hours):
        return tuple(Proof(record) for record in held if record.activity.hours)
    if ANY_PUBLIC in commitment.evidence:
        return tuple(Proof(record) for record in held if record.public)
    return claimed.get(commitment.short, ())


def _studied(ledger: Iterable[Record]) -> Mapping[str, Sequence[Record]]:
    """The public records that studied a material, newest first, by its id."""
    found: dict[str, list[Record]] = {}
    for record in ledger:
        for id in dict.fromkeys(record.activity.studied) if record.public else ():
            found.setdefault(id, []).append(record)
    return found
