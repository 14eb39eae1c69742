"""One file to an entry, or to what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..cache.digest import Digested, digest_of
from ..errors import DataError, Problem
from ..models.activity import Activity
from ..models.article import Article
from ..models.brand import Brand
from ..models.calendar import Calendar
from ..models.disclosure import Disclosure
from ..models.fields import Shape, field_names, needed_lines
from ..models.kind import Kinds
from ..models.plan import Plan
from ..models.site import Site
from ..models.study import Study
from ..models.vocabulary import Vocabulary
from ..models.words import Words
from .document import parse
from .entry import Entry
from .frontmatter import split_front_matter
from .slips.conflicts import find_conflicts
from .text import read_bytes, text_of
from .validate import USUAL, validate

TOP: dict[str, type[BaseModel]] = {"data/site.yml": Site, "data/brand.yml": Brand, "data/kinds.yml": Kinds}
"""The three files that every site has."""

BRAND = "data/brand.yml"
VOCABULARY = "data/vocabulary.yml"
CALENDAR = "data/calendar.yml"
DISCLOSURE = "data/gongkai.yml"

LISTS = (BRAND, VOCABULARY)
"""The files whose lists other files take their words from: read first."""

OPTIONAL: dict[str, type[BaseModel]] = {VOCABULARY: Vocabulary, CALENDAR: Calendar, DISCLOSURE: Disclosure}
"""Files that a site may have; what stands in for a missing one is said where it is read (load/data.py)."""

EntryCheck = Callable[[Entry[Any]], None]
"""Called with each entry as soon as it is read; its findings are cached on the entry."""


@dataclass(frozen=True)
class Reading:
    """The result of reading a file. content: the digest of its bytes, "" where they could not be read."""

    content: str
    entry: Entry[Any] | None
    problems: tuple[Problem, ...] = ()


def model_of(file: str) -> type[BaseModel] | None:
    """The model that a file is validated as, by its path; None where it is not read."""
    if file.startswith("data/"):
        if not file.endswith(".yml"):
            return None
        if file.startswith("data/activities/"):
            return Activity if file.count("/") == 3 else None
        return Plan if file.startswith("data/plans/") else (TOP | OPTIONAL).get(file)
    if not file.endswith(".md"):
        return None
    return Study if file.startswith("docs/study/") else Article


def fields_in(file: str) -> Mapping[str, Shape]:
    """The names of the fields that a file may have, at any depth, with their shapes; none where it is not read."""
    model = model_of(file)
    return field_names(model) if model else {}


def read_file(root: Path, file: str, known: str, check_entry: EntryCheck, words: Words = USUAL) -> Reading | None:
    """Read a file; None where its bytes have the known digest. The file must be one that model_of knows.

    words: what the site's other files list.
    """
    content = ""
    try:
        raw = read_bytes(root / file, file)
        content = digest_of(raw)
        if content == known:
            return None
        entry = _entry(raw, file, words)
    except DataError as error:
        return Reading(content, None, tuple(error.problems))
    check_entry(entry)
    return Reading(content, entry)


def _entry(raw: bytes, file: str, words: Words) -> Entry[Any]:
    """Raises DataError with all that is wrong with the file."""
    text = text_of(raw, file)
    conflicts = find_conflicts(text, file)
    if conflicts:
        raise DataError(conflicts)
    model = model_of(file)
    assert model is not None, file
    digest = digest_of(text.encode())
    if file.startswith("data/"):
        valid = _named(validate(model, parse(text, file, field_names(model)), words))
        return Entry(Path(file).stem, file, valid, text, digest=digest)
    prose = split_front_matter(text, file, needed_lines(model))
    valid = _named(validate(model, parse(prose.front, file, field_names(model), prose.front_line), words))
    name = Path(file).stem if model is Study else file[len("docs/") : -len(".md")]
    return Entry(name, file, valid, prose.front, prose.front_line, prose.body, prose.body_line, digest)


def _named(model: BaseModel) -> BaseModel:
    """The model with its digest computed: every build needs it, and it is cached with the model."""
    if isinstance(model, Digested):
        _ = model.digest
    return model
