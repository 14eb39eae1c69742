"""A plan with its sections, items and the progress of each commitment."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..cache.digest import Digested
from ..models.plan import NUMERALS, Item, Plan, Section, numeral
from ..models.vocabulary import USUAL_WORDING, Wording
from .plan_text import paragraphs
from .progress import CommitmentProgress, CommitmentState
from .tally import Tally, tally
from .term import Term


@dataclass(frozen=True)
class ItemProgress(Digested):
    """key: as people say it, 一1. slug: as addresses have it, 1-1. progress: its own, and what also belongs here."""

    key: str
    number: int
    slug: str
    item: Item
    progress: tuple[CommitmentProgress, ...]
    url: str

    @cached_property
    def tally(self) -> Tally:
        """Its states counted."""
        return tally(self.progress)

    @property
    def title(self) -> str:
        """Number and title as the plan has them."""
        return f"{self.number}. {self.item.heading}"

    @property
    def summary(self) -> str:
        """What it asks for, in our words."""
        return self.item.summary

    @property
    def text(self) -> tuple[str, ...]:
        """The plan's own text, in paragraphs."""
        return paragraphs(self.item.text)


@dataclass(frozen=True)
class SectionProgress(Digested):
    """key: the numeral, 一. progress: the section's own commitments, without its items'."""

    key: str
    section: Section
    progress: tuple[CommitmentProgress, ...]
    items: tuple[ItemProgress, ...]
    url: str

    @cached_property
    def all_progress(self) -> tuple[CommitmentProgress, ...]:
        """Every commitment in the section once."""
        return _once([*self.progress, *(one for item in self.items for one in item.progress)])

    @cached_property
    def tally(self) -> Tally:
        """Its states counted."""
        return tally(self.all_progress)

    @property
    def title(self) -> str:
        """Number and title as the plan has them."""
        return f"{self.key}、{self.section.heading}"

    @property
    def summary(self) -> str:
        """What it asks for, in our words."""
        return self.section.summary

    @property
    def text(self) -> tuple[str, ...]:
        """The plan's own text before its items, in paragraphs."""
        return paragraphs(self.section.text)


@dataclass(frozen=True)
class Schedule(Digested):
    """id: the plan's file name. term: as seen on the day.

    wording: in what words the public is told. started: whether anything is on record that counts in the term.
    """

    id: str
    file: str
    plan: Plan
    term: Term
    sections: tuple[SectionProgress, ...]
    wording: Wording = USUAL_WORDING
    started: bool = True

    @property
    def headline(self) -> str:
        """How far the plan has come, in a sentence: what is asked by now, and what of it is done."""
        if not self.started:
            return "计划已录入，等待第一条记录"
        if not self.term.begun:
            return "学期还没有开始"
        day = self.term.as_of
        when = "学期结束时" if self.term.ended else f"截至{day.month}月{day.day}日"
        return f"{when}{self.tally.so_far}"

    @property
    def called(self) -> str:
        """What it is called today: the plan of this term, or of the last before it, or of the first to come."""
        if self.term.ended:
            return "上学期计划（已结束）"
        return "本学期计划" if self.term.begun else "下学期计划（还没有开始）"

    @property
    def url(self) -> str:
        """The address of its overview."""
        return f"plan/{self.id}/"

    @property
    def text_url(self) -> str:
        """The address of the plan's own text; nothing where the plan has none of it."""
        return f"{self.url}text/" if self.plan.has_text else ""

    @property
    def shape_label(self) -> str:
        """四个部分，十二个条目."""
        items = sum(len(section.items) for section in self.sections)
        label = f"{_count(len(self.sections))}个部分"
        return f"{label}，{_count(items)}个条目" if items else label

    @cached_property
    def all_progress(self) -> tuple[CommitmentProgress, ...]:
        """Every commitment once, in the plan's order."""
        return _once(one for section in self.sections for one in section.all_progress)

    @cached_property
    def by_id(self) -> dict[str, CommitmentProgress]:
        """Every commitment by its 标识, which is its own within the plan."""
        return {one.commitment.id: one for one in self.all_progress}

    @cached_property
    def tally(self) -> Tally:
        """All states counted."""
        return tally(self.all_progress)

    @cached_property
    def late(self) -> tuple[CommitmentProgress, ...]:
        """What is overdue, in the plan's order; also where the public is told that it is to be made up for."""
        return tuple(one for one in self.all_progress if one.state.behind)

    @property
    def late_word(self) -> str:
        """What the public is told of what is overdue."""
        return self.wording.late if self.plan.late_public and self.started else str(CommitmentState.OWED)

    @cached_property
    def next(self) -> tuple[CommitmentProgress, ...]:
        """The commitments with a deadline to come, the nearest first."""
        return tuple(sorted((one for one in self.all_progress if one.next_due), key=_due))

    @cached_property
    def homes(self) -> dict[str, tuple[SectionProgress, ItemProgress | None]]:
        """Where each commitment, by id, is at home: its section, and its item if it has one."""
        found: dict[str, tuple[SectionProgress, ItemProgress | None]] = {}
        for section in self.sections:
            found.update({one.id: (section, None) for one in section.section.commitments})
            for item in section.items:
                found.update({one.id: (section, item) for one in item.item.commitments})
        return found

    def url_of(self, progress: CommitmentProgress) -> str:
        """The address of a commitment on the page where it is at home."""
        return f"{self.home(progress).url}#{progress.commitment.id}"

    def home(self, progress: CommitmentProgress) -> SectionProgress | ItemProgress:
        """The section or item that a commitment was made in."""
        section, item = self.homes[progress.commitment.id]
        return item or section

    def place_of(self, progress: CommitmentProgress) -> str:
        """Where a commitment is at home, in words."""
        section, item = self.homes[progress.commitment.id]
        own = f"{section.key}、{section.section.short}"
        return f"{own} · {item.item.short}" if item else own

    def item(self, key: str) -> ItemProgress | SectionProgress | None:
        """The item (一1) or section (一) of that key."""
        for section in self.sections:
            if section.key == key:
                return section
            for item in section.items:
                if item.key == key:
                    return item
        return None


def _once(progress: Iterable[CommitmentProgress]) -> tuple[CommitmentProgress, ...]:
    """Each commitment where it comes first."""
    return tuple({one.commitment.id: one for one in progress}.values())


def _count(number: int) -> str:
    """As people count things: two is 两."""
    return "两" if number == 2 else numeral(number) if number < 100 else str(number)


def _due(progress: CommitmentProgress) -> datetime.date:
    return progress.next_due or datetime.date.max


def arrange(
    id: str,
    file: str,
    plan: Plan,
    term: Term,
    progress: Iterable[CommitmentProgress],
    wording: Wording = USUAL_WORDING,
    started: bool = True,
) -> Schedule:
    """Put each commitment's progress where the plan has the commitment, and where it also belongs.

    wording, started: as Schedule has them.
    """
    by_id = {one.commitment.id: one for one in progress}
    sections = []
    for index, (sign, section) in enumerate(zip(NUMERALS, plan.sections, strict=False), 1):
        items = []
        for number, item in enumerate(section.items, 1):
            key = f"{sign}{number}"
            own = [by_id[commitment.id] for commitment in item.commitments]
            guests = [one for one in by_id.values() if key in one.commitment.also]
            slug = plan.item_slug(index - 1, number - 1)
            items.append(ItemProgress(key, number, slug, item, tuple([*own, *guests]), f"plan/{id}/{slug}/"))
        own_progress = tuple(by_id[commitment.id] for commitment in section.commitments)
        url = f"plan/{id}/{plan.section_slug(index - 1)}/"
        sections.append(SectionProgress(sign, section, own_progress, tuple(items), url))
    return Schedule(id, file, plan, term, tuple(sections), wording, started)
