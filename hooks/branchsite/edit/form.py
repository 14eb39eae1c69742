"""The forms that there are: which fields each has, what it shows of a file, and the files that come of it."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from ..errors import DataError, Problem
from ..library.library import Library
from ..load.data import Data
from ..load.frontmatter import split_front_matter
from ..load.reading import model_of
from ..load.text import read_bytes, text_of
from ..models.activity import Activity
from ..models.article import Article
from ..models.plan import Commitment, Plan
from ..models.site import Site
from ..models.study import Study
from . import material, record
from .draft import Draft
from .fields import ORIGIN, Choice, FormField, form_fields, read_values
from .file_edit import edit_file, parse_fields
from .values import changes
from .workspace import Workspace
from .yaml_edit import KEEP, Fields, Items

Path = tuple[str | int, ...]

RECORD, MATERIAL, ARTICLE, COMMITMENT, SITE = "record", "material", "article", "commitment", "site"

WITHDRAWABLE = (RECORD, MATERIAL, ARTICLE)
"""What is a file of its own, with a page of its own."""

TITLES = {RECORD: "活动记录", MATERIAL: "学习资料", ARTICLE: "文章", COMMITMENT: "计划里的一项", SITE: "网站设置"}
"""What each form is for."""

_FORMS: dict[type[BaseModel], str] = {Activity: RECORD, Study: MATERIAL, Article: ARTICLE, Plan: COMMITMENT, Site: SITE}
_MODELS: dict[str, type[BaseModel]] = {
    RECORD: Activity,
    MATERIAL: Study,
    ARTICLE: Article,
    COMMITMENT: Commitment,
    SITE: Site,
}


def form_of(file: str) -> str | None:
    """The name of the form that changes a file; None where none does."""
    model = model_of(file)
    return _FORMS.get(model) if model and not file.startswith("docs/handbook/") else None


def page_of(file: str) -> str:
    """The page that shows a file, from the site's top: the front page where it has none of its own."""
    name = file.rpartition("/")[2].removesuffix(".yml")
    if file.startswith("data/activities/"):
        return f"news/{name[:4]}/{name}/"
    if file.startswith("docs/"):
        path = file.removeprefix("docs/").removesuffix(".md").removesuffix("index").rstrip("/")
        return f"{path}/" if path else ""
    return "plan/" if file.startswith("data/plans/") else ""


def open_file(workspace: Workspace, data: Data, file: str, place: Path = ()) -> Draft:
    """A draft, not kept yet, that shows a file, or the part of it at a place.

    Raises DataError where there is no such file, or it cannot be read as fields.
    """
    form = form_of(file)
    if form is None or file not in data.files or file in data.links or (form == COMMITMENT) != bool(place):
        raise DataError([Problem(file, 0, "没有这个文件，或者它不在这里改")])
    raw = read_bytes(data.root / file, file)
    draft = Draft("", form, file, workspace.base(file), raw.decode("utf-8"), place)
    return replace(draft, values=opened_values(data, draft), body=_prose(draft))


def opened_values(data: Data, draft: Draft) -> dict[str, Any]:
    """What the form shows of the file as it was when it was opened; nothing of what is new."""
    if not draft.file:
        return {}
    values = read_values(plain_fields(data, draft), _at(_plain(draft.before, draft.file), draft.place))
    if draft.form == RECORD:
        return record.with_unlisted(values, data.names_in.get(draft.file.removesuffix(".yml"), ()))
    return values


def plain_fields(data: Data, draft: Draft) -> tuple[FormField, ...]:
    """All the fields that its model has, in the order of the file."""
    return form_fields(_MODELS[draft.form], record.words_of(data), {})


def fields_of(data: Data, library: Library | None, draft: Draft) -> tuple[tuple[FormField, ...], tuple[FormField, ...]]:
    """The fields that its form shows: those to begin with, and the others."""
    if draft.form == RECORD:
        return record.fields_of(data, library, draft)
    fields = form_fields(_MODELS[draft.form], record.words_of(data), _choices(data))
    more = tuple(one for one in fields if one.name in _MORE)
    return tuple(one for one in fields if one not in more), more if draft.file else ()


_MORE = ("旧网址", "编辑网址", "标识", "待确认", "另属", "出处")
"""What is seldom changed, and what only a file has that is there already."""


def _choices(data: Data) -> Mapping[str, tuple[Choice, ...]]:
    kinds = [one.name for one in data.kinds.values()]
    return {"条目": tuple(map(Choice, material.item_names(data))), "证据": tuple(map(Choice, [*kinds, "任何公开活动"]))}


def _plain(text: str, file: str) -> Any:
    """The fields of a file as they were typed. Raises DataError."""
    read = text_of(text.encode(), file)
    if file.startswith("data/"):
        return parse_fields(read, file)
    prose = split_front_matter(read, file)
    return parse_fields(prose.front, file, prose.front_line)


def _prose(draft: Draft) -> str:
    """The prose below the fields."""
    return prose_of(text_of(draft.before.encode(), draft.file), draft.file)


def _at(value: Any, place: Path) -> Any:
    """Raises DataError where there is nothing at the place."""
    try:
        for part in place:
            value = value[part]
    except (LookupError, TypeError):
        raise DataError([Problem("", 0, "计划里没有这一项了")]) from None
    return value


def files_of(data: Data, draft: Draft, pictures: Mapping[str, bytes], today: datetime.date) -> dict[str, bytes | None]:
    """The files that a draft changes, with their content, None for one that goes; the one with its text is the first.

    pictures: the photos that came with it. Raises DataError or NotEditableError where it cannot be written.
    """
    if not draft.file:
        return _new_files(data, draft, pictures, today)
    old = opened_values(data, draft)
    change = changes(plain_fields(data, draft), old, {**old, **draft.values})
    body = KEEP if draft.body == _prose(draft) or draft.file.startswith("data/") else draft.body
    text = edit_file(draft.before.encode(), draft.file, _around(draft, change), body)
    if draft.form != RECORD:
        return {draft.file: text}
    return _record_files(data, draft, text, pictures, [one["文件"] for one in old[record.PHOTOS]])


def _new_files(
    data: Data, draft: Draft, pictures: Mapping[str, bytes], today: datetime.date
) -> dict[str, bytes | None]:
    if draft.form == MATERIAL:
        file = material.new_file(data, draft)
        return {file: material.new_content(data, draft, file, today)}
    file = record.new_file(data, draft, today)
    return {file: record.new_content(data, draft, file, today), **_photos(file, draft, pictures, ())}


def stand_ins(data: Data, draft: Draft) -> dict[str, Any]:
    """What a file cannot be read without: until it is filled in, nothing else could be said of a draft."""
    return material.stand_ins(data) if draft.form == MATERIAL else dict(record.STAND_INS)


def _around(draft: Draft, change: Fields) -> Fields:
    """A change of a part of a file as one of the whole."""
    value: Any = _plain(draft.before, draft.file) if draft.place else None
    steps = []
    for part in draft.place:
        steps.append((part, len(value) if isinstance(value, list) else 0))
        value = value[part]
    found: Any = change
    for part, count in reversed(steps):
        if isinstance(part, int):
            found = Items([(at, found if at == part else KEEP) for at in range(count)])
        else:
            found = Fields({part: found}, [part])
    whole: Fields = found
    return whole


def _record_files(
    data: Data, draft: Draft, text: bytes, pictures: Mapping[str, bytes], before: Sequence[str]
) -> dict[str, bytes | None]:
    """A record that is there: with another day it has another name, and its photos go with it."""
    day = str(draft.values.get("活动日期", ""))
    file = draft.file
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) and not file.rpartition("/")[2].startswith(day):
        file = record.moved(file, day)
    found: dict[str, bytes | None] = {file: text, **_photos(file, draft, pictures, before)}
    if file != draft.file:
        folder = draft.file.removesuffix(".yml")
        kept = {one["文件"] for one in draft.values[record.PHOTOS]}
        for name in data.names_in.get(folder, ()):
            if name in kept and name not in pictures:
                found[f"{file.removesuffix('.yml')}/{name}"] = (data.root / folder / name).read_bytes()
            found[f"{folder}/{name}"] = None
        found[draft.file] = None
    return found


def _photos(file: str, draft: Draft, pictures: Mapping[str, bytes], before: Sequence[str]) -> dict[str, bytes | None]:
    """The photos that are new, and those that are gone."""
    folder = file.removesuffix(".yml")
    kept = {one["文件"] for one in draft.values.get(record.PHOTOS, [])}
    found: dict[str, bytes | None] = {f"{folder}/{name}": one for name, one in pictures.items() if name in kept}
    return found | {f"{folder}/{name}": None for name in before if name not in kept}


def mended_values(data: Data, draft: Draft, text: str, file: str) -> dict[str, Any]:
    """What the form shows of a text in which lines were mended, its items known by the places that they had."""
    place = draft.place
    return {
        **draft.values,
        **_known(read_values(plain_fields(data, draft), _at(_plain(text, file), place)), draft.values),
    }


def _known(values: Any, before: Any) -> Any:
    if isinstance(values, dict) and isinstance(before, Mapping):
        found = {name: _known(one, before.get(name)) for name, one in values.items()}
        return {**found, **({ORIGIN: before[ORIGIN]} if ORIGIN in before else {})}
    if isinstance(values, list) and isinstance(before, list):
        return [_known(one, before[at] if at < len(before) else None) for at, one in enumerate(values)]
    return values


def prose_of(text: str, file: str) -> str:
    """The prose below the fields of a Markdown file's text; "" of any other."""
    return "" if file.startswith("data/") else split_front_matter(text, file).body.strip("\n")


def commitments(data: Data) -> Iterator[tuple[str, Path, str]]:
    """Every commitment of every plan: its file, where in it, and its name."""
    for entry in data.plans.values():
        for one, path in entry.model.places():
            yield entry.file, tuple(path), one.short
