"""What one person does at the form: begin, open, save, check, publish, undo. Pages show it, nothing here is HTML."""

import datetime
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from ..build import read_library
from ..commands.due import DueList, due_list
from ..commands.environment import today
from ..commands.new import kind_of
from ..errors import DataError, Problem, Severity
from ..library.address import EXAMPLE
from ..library.library import Library
from ..load.data import Data
from ..load.tree import walk_states
from ..models.activity import MOST_PHOTOS
from ..models.base import Visibility
from ..photos.image import ImageError
from . import form, material, record
from .draft import Draft, Drafts
from .fields import ORIGIN, FormField
from .finding import Findings, findings
from .photo import sent_photo
from .shadow import Shadow
from .values import Sent, sent_values
from .workspace import Workspace
from .yaml_edit import NotEditableError

STAMP = "saved"
"""The field that says which state of a draft a window shows."""

BODY = "f-body"
"""The field of the prose of a Markdown file."""

NO_CORRECTION = "不用更正"
"""What is ticked where a change needs no word to the reader."""


@dataclass(frozen=True)
class FormShown:
    """A form as it is shown. first, more: its fields. before: what the file says, {} of what is new."""

    draft: Draft
    first: tuple[FormField, ...]
    more: tuple[FormField, ...]
    before: Mapping[str, Any]

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All of them."""
        return (*self.first, *self.more)


def _refused(draft: Draft) -> list[Problem]:
    """What the server said the last time: it stops nobody from asking again."""
    return [
        Problem(one["file"], one["line"], f"服务器说：{one['message']}", "", one["fix"], Severity.NOTICE)
        for one in draft.refusal
    ]


class RivalError(Exception):
    """A draft was changed in another window. draft: a new one that keeps what was typed in this one."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.id)
        self.draft = draft


@dataclass
class Editor:
    """Works for one person. workspace: hers. shadow, drafts: belong to it."""

    workspace: Workspace
    _known: dict[str, tuple[Any, Any]] = field(default_factory=dict, repr=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @cached_property
    def drafts(self) -> Drafts:
        """What is not published yet."""
        return Drafts(self.workspace.drafts)

    @cached_property
    def shadow(self) -> Shadow:
        """Where it is tried."""
        return Shadow(self.workspace.root, self.workspace.scratch / "copy")

    @property
    def today(self) -> datetime.date:
        """The day that the site stands for."""
        return today()

    def data(self) -> Data:
        """What the working copy says. Raises DataError."""
        found: Data = self._once("data", self.workspace.data)
        return found

    def library(self) -> tuple[Library | None, tuple[Problem, ...]]:
        """The linked data, None where anything stops it, and what is to be said of it."""
        found: tuple[Library | None, tuple[Problem, ...]] = self._once("library", self._read_library)
        return found

    def _read_library(self) -> tuple[Library | None, tuple[Problem, ...]]:
        try:
            library, problems = read_library(self.workspace.root, today(), self.workspace.address or EXAMPLE)
            return library, tuple(problems)
        except DataError as error:
            return None, tuple(error.problems)

    def _once(self, name: str, find: Callable[[], Any]) -> Any:
        """What was found out before, as long as no file and no day is another."""
        with self._lock:
            now = today(), walk_states(self.workspace.root)
            known = self._known.get(name)
            if known is None or known[0] != now:
                known = self._known[name] = (now, find())
            return known[1]

    def due(self) -> tuple[DueList | None, tuple[Problem, ...]]:
        """What is due, and what is wrong."""
        library, problems = self.library()
        return (due_list(library, problems) if library else None), problems

    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of record that one may write, each with a word on it."""
        kinds = self.data().kinds.values()
        return [(one.name, one.about) for one in kinds if one.visibility is not Visibility.INTERNAL]

    def begin_record(self, kind_name: str, day: str, proved: str) -> Draft:
        """Begin a record. Raises DataError where there is no such kind."""
        data = self.data()
        kind = kind_of(data, kind_name)
        when = record.day_of(day, self.today)
        return self.drafts.save(Draft("", form.RECORD, values=record.new_values(kind, when, self.today, proved)))

    def begin_material(self) -> Draft:
        """Begin a study material."""
        return self.drafts.save(Draft("", form.MATERIAL, values=material.new_values(self.today)))

    def open(self, file: str, place: form.Path) -> Draft:
        """A draft that changes a file: the one that is begun already, or a new one. Raises DataError."""
        begun = next((one for one in self.drafts.all() if one.file == file and one.place == place), None)
        return begun or self.drafts.save(form.open_file(self.workspace, self.data(), file, place))

    def form(self, draft: Draft) -> FormShown:
        """The form of a draft. Raises DataError."""
        data = self.data()
        library = self.library()[0] if draft.form == form.RECORD else None
        first, more = form.fields_of(data, library, draft)
        return FormShown(draft, first, more, form.opened_values(data, draft))

    def with_sent(self, draft: Draft, sent: Sent) -> Draft:
        """A draft with what a window has sent. Raises DataError."""
        shown = self.form(draft)
        values = {**draft.values, **sent_values(shown.fields, sent)}
        if draft.form == form.RECORD:
            values[record.PHOTOS] = self._own_photos(draft, values.get(record.PHOTOS, []))
        marked = {**values, NO_CORRECTION: "是" if sent(f"f/{NO_CORRECTION}") else ""}
        typed = sent(BODY)
        body = typed[0].replace("\r\n", "\n").strip("\n") if typed else draft.body
        return replace(draft, values=marked, body=body)

    def _own_photos(self, draft: Draft, photos: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Those of the sent photos that this draft has: no other file can be named."""
        known = set(self.drafts.pictures(draft)) | {one["文件"] for one in draft.values.get(record.PHOTOS, [])}
        return list({one["文件"]: one for one in photos if one["文件"] in known}.values())

    def save(self, draft: Draft, sent: Sent) -> Draft:
        """Keep what a window has sent. Raises RivalError where another window was there first, DataError."""
        with self._lock:
            now = self.drafts.get(draft.id)
            typed = self.with_sent(now or draft, sent)
            if now and sent(STAMP) and sent(STAMP)[0] != repr(now.saved) and typed.values != now.values:
                rival = {"draft": now.id, "text": "", "blob": None}
                raise RivalError(self.drafts.save(replace(typed, id="", rival=rival)))
            return self.drafts.save(typed)

    def add_photos(self, draft: Draft, files: Iterable[tuple[str, BinaryIO]]) -> tuple[Draft, list[str]]:
        """Take photos in; gives the draft with them, and why some were not."""
        refused = []
        for name, file in files:
            try:
                content = sent_photo(file, self.workspace.scratch)
            except ImageError as error:
                refused.append(f"{name}：照片{error.message}。{error.fix}")
                continue
            with self._lock:
                draft = self.drafts.get(draft.id) or draft
                photos = draft.values.get(record.PHOTOS, [])
                if len(photos) >= MOST_PHOTOS:
                    refused.append(f"{name}：最多 {MOST_PHOTOS} 张照片，这一张没有收下")
                    continue
                kept = self.drafts.add_picture(draft, content, self._photo_names(draft))
                new = {"文件": kept, "替代文字": "", "说明": "", ORIGIN: ""}
                draft = self.drafts.save(replace(draft, values={**draft.values, record.PHOTOS: [*photos, new]}))
        return draft, refused

    def _photo_names(self, draft: Draft) -> list[str]:
        listed = [one["文件"] for one in draft.values.get(record.PHOTOS, [])]
        folder = draft.file.removesuffix(".yml")
        there = self.data().names_in.get(folder, ()) if draft.file else ()
        return [*listed, *there]

    def photo(self, draft: Draft, name: str) -> Path | None:
        """Where a photo of a draft lies; None where it has none of that name."""
        with suppress(ValueError):
            path = self.drafts.picture(draft, name)
            if path.is_file():
                return path
        listed = {one["文件"] for one in draft.values.get(record.PHOTOS, [])}
        path = self.workspace.root / draft.file.removesuffix(".yml") / name
        known = draft.file and name in listed and "/" not in name and "\\" not in name
        return path if known and path.is_file() and not path.is_symlink() else None

    def files(self, draft: Draft) -> dict[str, bytes | None]:
        """What a draft becomes. Raises DataError where its file cannot be written."""
        try:
            return form.files_of(self.data(), self.dated(draft), self.drafts.pictures(draft), self.today)
        except NotEditableError:
            raise DataError([Problem(draft.file, 0, "这个文件的写法比较特别，这里改不了；请用编辑器改")]) from None

    def check(self, draft: Draft) -> Findings:
        """What is wrong with a draft, all at once: what has no title yet is looked at as if it had one."""
        shown = self.form(draft)
        found = self._looked_at(draft, shown.fields)
        stand_ins = form.stand_ins(self.data(), draft)
        if not draft.file and not all(draft.values.get(name) for name in stand_ins):
            filled = {name: draft.values.get(name) or value for name, value in stand_ins.items()}
            more = self._looked_at(replace(draft, values={**draft.values, **filled}), shown.fields)
            known = {(one.place, one.message) for one in found.all}
            others = (one for one in more.all if (one.place, one.message) not in known)
            found = replace(found, all=(*found.all, *others))
        return found

    def _looked_at(self, draft: Draft, fields: Sequence[FormField]) -> Findings:
        files = self.files(draft)
        with self._lock:
            problems = self.shadow.problems(files, self.workspace.address)
        return findings(draft, fields, files, [*problems, *_refused(draft)])

    def mend(self, draft: Draft, key: str) -> Draft:
        """A draft with one mistake mended, where there is only one way."""
        found = self.check(draft)
        text = found.mended(key)
        if text == found.text:
            return draft
        data = self.data()
        values = form.mended_values(data, draft, text, found.file)
        return self.drafts.save(replace(draft, values=values, body=form.prose_of(text, found.file)))

    def needs_correction(self, draft: Draft) -> bool:
        """Whether it changes what was published, and does not say what: 更正."""
        if draft.form != form.RECORD or not draft.file or draft.values.get(NO_CORRECTION):
            return False
        before = form.opened_values(self.data(), draft)
        if draft.values.get("更正") != before.get("更正"):
            return False
        return any(draft.values.get(name) != before.get(name) for name in record.FACTS if name in draft.values)

    def dated(self, draft: Draft) -> Draft:
        """A draft of a record that is there, with the day of this change, unless somebody wrote one."""
        if draft.form != form.RECORD or not draft.file:
            return draft
        before = form.opened_values(self.data(), draft)
        same = draft.values.get("更新日期") == before.get("更新日期")
        if not same or all(draft.values.get(name) == before.get(name) for name in (*record.FACTS, "更正")):
            return draft
        return replace(draft, values={**draft.values, "更新日期": str(self.today)})

    def url(self, file: str) -> str:
        """The address of the page that shows a file; "" where the site's is not known."""
        return f"{self.workspace.address}{form.page_of(file)}" if self.workspace.address else ""
