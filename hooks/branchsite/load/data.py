"""Everything that data/ and docs/ say, as models with their places. The one reader of the tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from ..cache import folder as cache_folder
from ..digest import digest_of
from ..errors import DataError, Problem
from ..memo import Memo
from ..models.activity import Activity
from ..models.article import Article
from ..models.brand import Brand
from ..models.kind import Kind, Kinds
from ..models.plan import Plan
from ..models.site import Samples, Site
from ..models.study import Study
from .conflicts import find_conflicts
from .document import Document, parse
from .fields import field_names
from .frontmatter import split_front_matter
from .text import read_text
from .validate import validate

M = TypeVar("M", bound=BaseModel)

OVERRIDES = Path(__file__).parents[3] / "overrides"
"""What a reader sees: templates, drawings, styles. Belongs to the program, not to the data."""


@dataclass(frozen=True)
class Entry(Generic[M]):
    """A model and where it was typed.

    id: the file's name without its ending. file: path from the root.
    body, body_line: the prose under the front matter, for Markdown files. digest: of the file's text.
    """

    id: str
    file: str
    model: M
    document: Document
    body: str = ""
    body_line: int = 0
    digest: str = ""

    def problem(self, message: str, *path: str | int, fix: str = "") -> Problem:
        """A problem at one field, named by its path of Chinese keys."""
        line = self.document.line(*path)
        return Problem(self.file, line, message, self.document.text(line), fix)

    def all_lines(self) -> Iterable[tuple[int, str]]:
        """Every line of the file with its number."""
        yield from enumerate(self.document.typed, self.document.first_line)
        yield from enumerate(self.body.split("\n"), self.body_line)

    def prose_lines(self) -> Iterable[tuple[int, str]]:
        """The lines that people's prose stands on: the body, or all lines of a YAML file."""
        return enumerate(self.body.split("\n"), self.body_line) if self.body else self.all_lines()


@dataclass(frozen=True)
class Data:
    """All entries, by id, in the order of their files' names. files: every path below data/ and docs/.

    unread: the files that have problems of their own and are in none of the mappings.
    """

    root: Path
    site: Entry[Site]
    brand: Entry[Brand]
    kinds_entry: Entry[Kinds]
    plans: Mapping[str, Entry[Plan]]
    activities: Mapping[str, Entry[Activity]]
    studies: Mapping[str, Entry[Study]]
    articles: Mapping[str, Entry[Article]]
    files: tuple[str, ...] = field(repr=False)
    unread: frozenset[str] = frozenset()

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Kinds by slug."""
        return self.kinds_entry.model.root

    @cached_property
    def kinds_by_name(self) -> Mapping[str, Kind]:
        """Kinds by the name that records use."""
        return {kind.name: kind for kind in self.kinds.values()}

    @property
    def plans_known(self) -> bool:
        """Whether every plan could be read, so that what is not in them does not exist."""
        return not any(file.startswith("data/plans/") for file in self.unread)

    @property
    def study_ids(self) -> tuple[str, ...]:
        """The ids of all study materials, also of those that could not be read."""
        unread = (Path(file).stem for file in self.unread if file.startswith("docs/study/"))
        return (*self.studies, *unread)

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
    def memo(self) -> Memo:
        """What is known of the photos from earlier builds."""
        return Memo(cache_folder(self.root) / "photos" / "memo")

    def photo_folder(self, entry: Entry[Activity]) -> Path:
        """Where the photos of a record lie."""
        return self.root / entry.file.removesuffix(".yml")


def drawings() -> tuple[str, ...]:
    """The names of the project's own drawings."""
    return tuple(sorted(path.stem for path in (OVERRIDES / "drawings").glob("*.html")))


class _Loader:
    """Reads file after file and keeps every problem."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def yaml(self, file: str, model: type[M]) -> Entry[M] | None:
        try:
            text = self._text(file)
            document = parse(text, file, field_names(model))
            return Entry(Path(file).stem, file, validate(model, document), document, digest=digest_of(text.encode()))
        except DataError as error:
            self.problems += error.problems
            return None

    def markdown(self, file: str, name: str, model: type[M]) -> Entry[M] | None:
        try:
            text = self._text(file)
            prose = split_front_matter(text, file)
            document = parse(prose.front, file, field_names(model), prose.front_line)
            valid = validate(model, document)
            return Entry(name, file, valid, document, prose.body, prose.body_line, digest_of(text.encode()))
        except DataError as error:
            self.problems += error.problems
            return None

    def _text(self, file: str) -> str:
        path = self.root / file
        if not path.is_file() and not path.is_symlink():
            raise DataError([Problem(file, 0, "缺少这个文件", fix="从上一次的版本里恢复它")])
        text = read_text(path, file)
        conflicts = find_conflicts(text, file)
        if conflicts:
            raise DataError(conflicts)
        return text


_DEPTH = 10
"""So many folders may lie in one another; nothing of ours needs more than four."""

_JUNK = (".DS_Store", "Thumbs.db", "desktop.ini")
"""Files that computers leave in every folder and that nobody means to keep."""


def is_kept(path: Path) -> bool:
    """Whether a path is a file that somebody put there."""
    return path.is_file() and path.name not in _JUNK


def text_files(root: Path) -> Iterable[str]:
    """The files under root that hold text to be read, by their paths, sorted."""
    return (file for file in _walk(root) if _is(file, "data/", ".yml") or _is(file, "docs/", ".md"))


def load(root: Path) -> Data:
    """Read the whole tree under root. Raises DataError with the problems of all files together."""
    data, problems = read(root)
    if problems or data is None:
        raise DataError(problems)
    return data


def read(root: Path) -> tuple[Data | None, list[Problem]]:
    """Read what can be read of the tree under root.

    Gives the data, without the files that have problems, and the problems of all files.
    There is no data where site, brand or kinds cannot be read: nothing can be judged without them.
    """
    loader = _Loader(root)
    files = tuple(_walk(root))
    site = loader.yaml("data/site.yml", Site)
    brand = loader.yaml("data/brand.yml", Brand)
    kinds = loader.yaml("data/kinds.yml", Kinds)
    plans = _by_id(loader.yaml(file, Plan) for file in files if _is(file, "data/plans/", ".yml"))
    activities = _by_id(
        loader.yaml(file, Activity) for file in files if _is(file, "data/activities/", ".yml") and file.count("/") == 3
    )
    studies = _by_id(loader.markdown(file, Path(file).stem, Study) for file in files if _is(file, "docs/study/", ".md"))
    articles = _by_id(
        loader.markdown(file, file[len("docs/") : -len(".md")], Article)
        for file in files
        if _is(file, "docs/", ".md") and not _is(file, "docs/study/", ".md")
    )
    if site is None or brand is None or kinds is None:
        return None, loader.problems
    unread = frozenset(problem.file for problem in loader.problems)
    return Data(root, site, brand, kinds, plans, activities, studies, articles, files, unread), loader.problems


def _by_id(entries: Iterable[Entry[M] | None]) -> dict[str, Entry[M]]:
    """Entries by id; of two with one id the first (the check `files` refuses the second)."""
    found: dict[str, Entry[M]] = {}
    for entry in entries:
        if entry is not None:
            found.setdefault(entry.id, entry)
    return found


def _is(file: str, folder: str, ending: str) -> bool:
    return file.startswith(folder) and file.endswith(ending)


def _walk(root: Path) -> Iterable[str]:
    """Paths of all files below data/ and docs/, sorted, with forward slashes. Raises DataError where they lie too deep.

    Links are named, not followed.
    """
    found: list[Path] = []
    folders = [root / "docs", root / "data"]
    while folders:
        folder = folders.pop()
        place = folder.relative_to(root)
        if len(place.parts) > _DEPTH:
            raise DataError([Problem(place.as_posix(), 0, f"文件夹套得太深，超过 {_DEPTH} 层", fix="移到浅一些的地方")])
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_symlink() or is_kept(path):
                found.append(path)
            elif path.is_dir():
                folders.append(path)
    return [path.relative_to(root).as_posix() for path in sorted(found)]
