"""What is being written and is not published: a file for each, whole or as it was before, and its photos beside it."""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from .whole import write_whole

_ID = re.compile(r"[0-9a-f]{16}")
_KEPT = 30 * 24 * 60 * 60
"""Seconds for which a draft is kept that was published."""

_PICTURE = re.compile(r"[0-9]{2,3}\.jpg")


@dataclass(frozen=True)
class Draft:
    """A draft. form: the name of its form. file: what it changes; "" for what is new.

    base: the blob that the file was; None where it is new. before: the file's text, as typed. place: the path of the
    part of the file that it is about. values, body: what the form shows. refusal: what the server said against it,
    as problems. pushed: the commit that it was last sent as. published: the one that it became. rival: what somebody
    else has made of the same thing meanwhile: the id of a draft, or a file's text and its blob. saved: seconds since
    1970.
    """

    id: str
    form: str
    file: str = ""
    base: str | None = None
    before: str = ""
    place: tuple[str | int, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
    refusal: tuple[Mapping[str, Any], ...] = ()
    pushed: str = ""
    published: str = ""
    rival: Mapping[str, Any] | None = None
    saved: float = 0.0

    @property
    def title(self) -> str:
        """What lists call it."""
        return str(self.values.get("标题") or self.values.get("简称") or self.values.get("名称") or "还没有标题")

    @property
    def day(self) -> str:
        """When it was last saved, by this computer's clock."""
        return time.strftime("%m月%d日 %H:%M", time.localtime(self.saved))


@dataclass(frozen=True)
class Drafts:
    """The drafts of one person. folder: where they lie."""

    folder: Path

    def all(self) -> Iterator[Draft]:
        """Every draft that can be read and is not published, the newest first. What was, is forgotten in time."""
        known = (self.get(path.stem) for path in self.folder.glob("*.json") if _ID.fullmatch(path.stem))
        found = [one for one in known if one]
        for one in found:
            if one.published and one.saved < time.time() - _KEPT:
                self.remove(one)
        yield from sorted((one for one in found if not one.published), key=lambda one: -one.saved)

    def get(self, id: str) -> Draft | None:
        """A draft by its id; None where there is none."""
        if not _ID.fullmatch(id):
            return None
        try:
            known = json.loads((self.folder / f"{id}.json").read_text("utf-8"))
            return Draft(**{**known, "place": tuple(known["place"]), "refusal": tuple(known["refusal"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def save(self, draft: Draft) -> Draft:
        """Keep a draft; gives it as it is kept. Raises OSError; then the last one is kept."""
        kept = replace(draft, id=draft.id or secrets.token_hex(8), saved=time.time())
        write_whole(self.folder / f"{kept.id}.json", json.dumps(asdict(kept), ensure_ascii=False).encode())
        return kept

    def remove(self, draft: Draft) -> None:
        """Forget a draft and its photos."""
        (self.folder / f"{draft.id}.json").unlink(missing_ok=True)
        shutil.rmtree(self.folder / draft.id, ignore_errors=True)

    def pictures(self, draft: Draft) -> dict[str, bytes]:
        """The photos that came with it, by their names."""
        folder = self.folder / draft.id
        names = sorted(path.name for path in folder.glob("*.jpg")) if folder.is_dir() else []
        return {name: (folder / name).read_bytes() for name in names if _PICTURE.fullmatch(name)}

    def picture(self, draft: Draft, name: str) -> Path:
        """Where a photo of it lies; also where there is none yet. Raises ValueError for a name that none has."""
        if not _PICTURE.fullmatch(name):
            raise ValueError(name)
        return self.folder / draft.id / name

    def add_picture(self, draft: Draft, content: bytes, taken: Sequence[str]) -> str:
        """Keep a photo of it; gives its name. taken: names that others have."""
        there = {*taken, *self.pictures(draft)}
        name = next(one for one in (f"{number:02}.jpg" for number in range(1, 1000)) if one not in there)
        write_whole(self.picture(draft, name), content)
        return name
