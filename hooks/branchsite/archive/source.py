"""What the site was made of, as far as it is public: the same files, written anew from what pages show.

Nothing is copied from the repository but pictures beside prose: comments, drafts, what is hidden or not yet published,
names of photos and what their files say besides the picture have no way in. Nor has a record of which only day and kind
are public: its title is not, and the name of its file says as much. A site can be built of it again, which a test does.
"""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from ..cache.folder import CacheFolder
from ..library.library import Library
from ..library.record import Record
from ..load.entry import Entry
from ..models.activity import Activity, Photo
from ..models.base import LINE, Model, Visibility
from ..models.disclosure import Disclosure, Scope
from ..models.plan import Item, Plan, Section
from ..photos.encode import published
from .yaml_text import as_yaml
from .zip_file import ZipEntry

M = TypeVar("M", bound=Model)
P = TypeVar("P", Section, Item)


def source_files(library: Library) -> Iterator[ZipEntry]:
    """data/ and docs/."""
    yield from sorted(_texts(library), key=lambda one: one.name)
    for record in library.records:
        yield from _photos(record, library.photo_store)
    for one in library.illustrations:
        yield ZipEntry(f"docs/{one.name}", one.read())


def _texts(library: Library) -> Iterator[ZipEntry]:
    data = library.data
    for entry in (data.brand, data.kinds_entry, data.vocabulary_entry, data.calendar):
        if entry and entry.file in data.files:
            yield _yaml(entry.file, entry.model)
    # Where editors find the repository is an inside matter.
    yield _yaml(data.site.file, _with(library.site, edit_base=None))
    if data.disclosure and (shown := _disclosure(data.disclosure.model)).items:
        yield _yaml(data.disclosure.file, shown)
    for plan in data.plans.values():
        yield _yaml(plan.file, _plan(plan.model))
    for record in library.records:
        yield _yaml(record.file, _activity(library, record))
    yield from map(_prose, data.studies.values())
    yield from map(_prose, data.articles.values())


def _prose(entry: Entry[M]) -> ZipEntry:
    return ZipEntry(entry.file, f"---\n{as_yaml(entry.model)}---\n{entry.body}".encode())


def _disclosure(disclosure: Disclosure) -> Disclosure:
    """Without what is disclosed within the Party only."""
    return _with(disclosure, items=tuple(one for one in disclosure.items if one.scope is Scope.SOCIETY))


def _plan(plan: Plan) -> Plan:
    return _with(plan, sections=tuple(map(_section, plan.sections)))


def _section(section: Section) -> Section:
    return _open(_with(section, items=tuple(map(_open, section.items))))


def _open(part: P) -> P:
    """Without the commitments that are not public."""
    shown = (one for one in part.commitments if one.visibility is not Visibility.INTERNAL)
    return _with(part, commitments=tuple(shown))


def _activity(library: Library, record: Record) -> Activity:
    activity = record.activity
    fulfils = tuple(
        line
        for line, claim in zip(activity.fulfils, activity.claims, strict=True)
        if (found := library.promises.find(record.date, claim.short))
        and found.commitment.visibility is not Visibility.INTERNAL
    )
    return _with(activity, fulfils=fulfils, photos=tuple(_listed(record)))


def _listed(record: Record) -> Iterator[Photo]:
    for number, one in enumerate(record.pictures, 1):
        said = {"文件": _photo_name(number), "替代文字": one.alt[:LINE], "说明": one.caption or None}
        yield Photo.model_validate(said)


def _photos(record: Record, store: CacheFolder) -> Iterator[ZipEntry]:
    """The largest of each: what a person called it may say who is in it."""
    folder = record.file.removesuffix(".yml")
    for number, one in enumerate(record.pictures, 1):
        yield ZipEntry(f"{folder}/{_photo_name(number)}", published(one.original, one.jpeg[-1].size, store))


def _photo_name(number: int) -> str:
    return f"{number:02}.jpg"


def _with(model: M, **changed: object) -> M:
    """The same with other values; a field that has its value already stays unwritten where it was."""
    differing = {name: value for name, value in changed.items() if getattr(model, name) != value}
    return model.model_copy(update=differing)


def _yaml(file: str, model: BaseModel) -> ZipEntry:
    return ZipEntry(file, as_yaml(model).encode())
