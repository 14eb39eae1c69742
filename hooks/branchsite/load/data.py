"""Everything that data/ and docs/ say, as models with their places. The one reader of the tree."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..cache.caches import Caches
from ..cache.memo import Memo
from ..errors import DataError, Problem
from ..models.activity import Activity
from ..models.article import Article
from ..models.brand import Brand
from ..models.calendar import Calendar
from ..models.disclosure import Disclosure
from ..models.kind import Kind, Kinds
from ..models.plan import Plan
from ..models.site import Samples, Site
from ..models.study import Study
from ..models.vocabulary import USUAL, Vocabulary
from ..models.words import Words
from .entry import Entry as Entry
from .entry import M as M
from .names import meant_name
from .reading import BRAND, CALENDAR, DISCLOSURE, LISTS, OPTIONAL, TOP, VOCABULARY, EntryCheck, Reading, model_of
from .store import Store
from .tree import TreeFile, walk
from .tree import is_kept as is_kept
from .tree import text_files as text_files

OVERRIDES = Path(__file__).parents[3] / "overrides"
"""The folder of templates, drawings and styles. Belongs to the program, not to the data."""


@dataclass(frozen=True)
class Data:
    """All entries, by id, in the order of their files' names. files: every path below data/ and docs/.

    unread: the files that have problems of their own and are in none of the mappings. links: the symbolic ones.
    odd: what is neither a file nor a link; it is not among the files.
    """

    root: Path
    site: Entry[Site]
    brand: Entry[Brand]
    kinds_entry: Entry[Kinds]
    vocabulary_entry: Entry[Vocabulary]
    calendar: Entry[Calendar] | None
    disclosure: Entry[Disclosure] | None
    plans: Mapping[str, Entry[Plan]]
    activities: Mapping[str, Entry[Activity]]
    studies: Mapping[str, Entry[Study]]
    articles: Mapping[str, Entry[Article]]
    files: tuple[str, ...] = field(repr=False)
    unread: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    odd: tuple[str, ...] = ()

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Kinds by slug."""
        return self.kinds_entry.model.root

    @cached_property
    def kinds_by_name(self) -> Mapping[str, Kind]:
        """Kinds by the name that records use."""
        return {kind.name: kind for kind in self.kinds.values()}

    @cached_property
    def kind_uses(self) -> Counter[str]:
        """How many records and commitments name each kind."""
        found = Counter(record.model.kind for record in self.activities.values())
        for plan in self.plans.values():
            for commitment in plan.model.commitments:
                found.update(commitment.evidence)
        return found

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that records and materials are sorted by."""
        return self.vocabulary_entry.model

    @property
    def plans_known(self) -> bool:
        """Whether every plan and the calendar could be read, so that what is not in them does not exist."""
        return not any(file.startswith("data/plans/") or file == CALENDAR for file in self.unread)

    @cached_property
    def study_ids(self) -> Collection[str]:
        """The ids of all study materials, also of those that could not be read."""
        unread = (Path(file).stem for file in self.unread if file.startswith("docs/study/"))
        return dict.fromkeys((*self.studies, *unread)).keys()

    @cached_property
    def entries(self) -> Mapping[str, Entry[Any]]:
        """All entries by their files."""
        groups = (self.plans, self.activities, self.studies, self.articles)
        single = (self.site, self.brand, self.kinds_entry)
        optional = (
            one
            for one in (self.vocabulary_entry, self.calendar, self.disclosure)
            if one is not None and one.file in self.files
        )
        return {one.file: one for one in (*single, *optional, *(entry for group in groups for entry in group.values()))}

    @property
    def prose_entries(self) -> Iterator[Entry[Any]]:
        """The entries with prose: activities, materials, articles."""
        for group in (self.activities, self.studies, self.articles):
            yield from group.values()

    @property
    def samples_hidden(self) -> bool:
        """Whether the switch in site.yml takes all samples out."""
        return self.site.model.samples is Samples.HIDDEN

    @cached_property
    def names_in(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the files in each folder, by its path."""
        found: dict[str, list[str]] = {}
        for file in self.files:
            folder, _, name = file.rpartition("/")
            found.setdefault(folder, []).append(name)
        return {folder: tuple(names) for folder, names in found.items()}

    @cached_property
    def caches(self) -> Caches:
        """What is remembered of them."""
        return Caches(self.root)

    @cached_property
    def memo(self) -> Memo:
        """Answers about photos, cached by earlier builds."""
        return Memo(self.caches.memo)

    def photo_folder(self, entry: Entry[Activity]) -> Path:
        """Where the photos of a record lie."""
        return self.root / entry.file.removesuffix(".yml")


SHELL_DRAWINGS = ("empty", "lost", "mark", "scene")
"""What pages themselves are drawn with; it stands for no record."""


def drawings() -> tuple[str, ...]:
    """The names of the project's own drawings that a record or a kind may name."""
    names = sorted(path.stem for path in (OVERRIDES / "drawings").glob("*.html"))
    return tuple(name for name in names if name not in SHELL_DRAWINGS)


_MODELS: tuple[type[BaseModel], ...] = (*TOP.values(), *OPTIONAL.values(), Plan, Activity, Study, Article)
"""In the order in which their problems come."""


def load(root: Path) -> Data:
    """Read the whole tree under root. Raises DataError with the problems of all files together."""
    data, problems = read(root)
    if problems or data is None:
        raise DataError(problems)
    return data


def read(
    root: Path, store: Store | None = None, check_entry: EntryCheck | None = None
) -> tuple[Data | None, list[Problem]]:
    """Read what can be read of the tree under root.

    store: where it is kept what unchanged files gave. check_entry: is called with each entry that is read anew.
    Gives the data, without the files that have problems, and the problems of all files.
    There is no data where site, brand, kinds or vocabulary cannot be read: nothing can be judged without them.
    """
    everything = walk(root)
    found = [one for one in everything if not one.odd]
    there = {one.file for one in found}
    missing = [TreeFile(file, False, None) for file in TOP if file not in there]
    wanted: list[TreeFile] = []
    files: dict[type[BaseModel], list[str]] = {model: [] for model in _MODELS}
    for one in (*found, *missing):
        if model := model_of(one.file):
            wanted.append(one)
            files[model].append(one.file)
    store, check_entry = store or Store(), check_entry or _check_nothing
    lists = replace(store, words=Words(strands=None), in_memory=False)
    readings = dict(lists.readings(root, [one for one in wanted if one.file in LISTS], check_entry))
    store = replace(store, words=_words(root, readings))
    readings |= store.readings(root, [one for one in wanted if one.file not in LISTS], check_entry)
    problems = [problem for those in files.values() for file in those for problem in readings[file].problems]
    problems = [_renamed(problem, there) if problem.file in TOP else problem for problem in problems]
    site, brand, kinds = (readings[file].entry for file in TOP)
    if site is None or brand is None or kinds is None:
        return None, problems
    vocabulary = readings[VOCABULARY].entry if VOCABULARY in there else Entry("vocabulary", VOCABULARY, USUAL, "")
    if vocabulary is None:
        return None, problems
    plans, activities, studies, articles = (
        _by_id(readings[file].entry for file in files[model]) for model in (Plan, Activity, Study, Article)
    )
    return Data(
        root,
        site,
        brand,
        kinds,
        vocabulary,
        readings[CALENDAR].entry if CALENDAR in readings else None,
        readings[DISCLOSURE].entry if DISCLOSURE in readings else None,
        plans,
        activities,
        studies,
        articles,
        tuple(one.file for one in found),
        frozenset(problem.file for problem in problems),
        frozenset(one.file for one in found if one.link),
        tuple(one.file for one in everything if one.odd),
    ), problems


def _words(root: Path, readings: Mapping[str, Reading]) -> Words:
    """The words that the site's lists allow in its other files; where a list could not be read, the defaults or any."""
    brand = readings[BRAND].entry
    vocabulary = readings[VOCABULARY].entry if VOCABULARY in readings else None
    words = vocabulary.model if vocabulary else USUAL
    if brand:
        return words.words(tuple(one.name for one in brand.model.strands))
    return words.words(None if _lists_strands(root) else Words().strands)


def _lists_strands(root: Path) -> bool:
    """Whether a brand that cannot be read has strands of its own: their names are not known then."""
    try:
        return "主线".encode() in (root / BRAND).read_bytes()
    except OSError:
        return False


def _renamed(problem: Problem, there: Collection[str]) -> Problem:
    """The problem of a required file that is missing; where it is only misnamed, the right name."""
    name = problem.file.rpartition("/")[2]
    near = next((one for one in sorted(there) if one.startswith("data/") and meant_name(one[5:], ".yml") == name), None)
    return replace(problem, fix=f"把 {near} 改成 {name}") if near and problem.file not in there else problem


def _check_nothing(entry: Entry[Any]) -> None:
    """For a tree that is only read."""


def _by_id(entries: Iterable[Entry[Any] | None]) -> dict[str, Entry[Any]]:
    """Entries by id; of two with one id the first (the check `files` refuses the second)."""
    found: dict[str, Entry[Any]] = {}
    for entry in entries:
        if entry is not None:
            found.setdefault(entry.id, entry)
    return found
