"""党务公开目录 as of a day: what of it is disclosed, measured as the plan is."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from ..cache.digest import Digested
from ..models.base import Visibility
from ..models.disclosure import Approval, DisclosedItem, Disclosure, Scope, SitePart
from ..models.measure import ByRule, Ongoing
from ..models.plan import ANY_PUBLIC, Commitment
from .material import Material
from .mention import Mention
from .progress import CommitmentProgress, Proof, assess
from .record import Record
from .term import Term


@dataclass(frozen=True)
class Matter(Digested):
    """A row of the catalogue. Of one within the Party only id and title are known here, so that no page can show more.

    when: how often, in words. steps: the four steps of approval, each with its post. records: what was disclosed,
    newest first. kinds: of those with pages, slugs and names. progress: how far it has come in the term of the plan in
    force; None without a plan.
    """

    id: str
    title: str
    inner: bool
    form: str = ""
    when: str = ""
    post: str = ""
    basis: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    records: tuple[Mention, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    materials: tuple[Material, ...] = ()
    parts: tuple[SitePart, ...] = ()
    progress: CommitmentProgress | None = None

    @property
    def disclosed(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.records or self.materials or self.parts)

    @property
    def state(self) -> str:
        """党内公开, 尚未公开 or 已公开."""
        if self.inner:
            return "党内公开"
        return "已公开" if self.disclosed else "尚未公开"

    @property
    def measured(self) -> bool:
        """Whether it is said how far it has come."""
        return self.progress is not None and self.progress.state.measured


@dataclass(frozen=True)
class DisclosureFigures(Digested):
    """How many matters there are, how many of them anybody may read, and of how many of these there is something."""

    matters: int
    open: int
    disclosed: int


def disclosure_figures(matters: Sequence[Matter]) -> DisclosureFigures:
    """The rows counted."""
    return DisclosureFigures(len(matters), sum(not one.inner for one in matters), sum(one.disclosed for one in matters))


def matters_of(
    disclosure: Disclosure,
    ledger: Sequence[Record],
    materials: Mapping[str, Material],
    term: Term | None,
    filled: Container[SitePart],
) -> tuple[Matter, ...]:
    """The rows in their order.

    ledger: newest first. materials: by id. term: of the plan in force. filled: the parts of the site that say anything.
    """
    held = [one for one in ledger if not one.announced]
    return tuple(
        Matter(item.id, item.matter, True)
        if item.scope is Scope.PARTY
        else _open_matter(disclosure.approval, item, held, materials, term, filled)
        for item in disclosure.items
    )


def _open_matter(
    approval: Approval,
    item: DisclosedItem,
    held: Sequence[Record],
    materials: Mapping[str, Material],
    term: Term | None,
    filled: Container[SitePart],
) -> Matter:
    records = tuple(one for one in held if _proves(item, one))
    progress = assess(_commitment(item), term, [Proof(one) for one in records]) if term else None
    return Matter(
        item.id,
        item.matter,
        False,
        item.form,
        _when(item, progress),
        item.post,
        item.basis.source,
        (item.approval or approval).steps,
        tuple(one.mention for one in records),
        tuple(dict.fromkeys((one.kind_slug, one.kind.name) for one in records if one.public)),
        tuple(materials[id] for id in item.materials),
        tuple(one for one in item.parts if one in filled),
        progress if item.evidence else None,
    )


def _proves(item: DisclosedItem, record: Record) -> bool:
    return record.kind.name in item.evidence or (ANY_PUBLIC in item.evidence and record.public)


def _when(item: DisclosedItem, progress: CommitmentProgress | None) -> str:
    match item.measure:
        case Ongoing():
            return "长期公开，有变化及时更新"
        case ByRule():
            return "按规定的时间"
    return progress.measure_label if progress else ""


def _commitment(item: DisclosedItem) -> Commitment:
    """A row as the plan would have it."""
    return Commitment.model_construct(
        id=item.id,
        short=item.matter,
        title=item.matter,
        visibility=Visibility.PUBLIC,
        audience=(),
        evidence=item.evidence,
        measure=item.measure,
        basis=item.basis,
    )
