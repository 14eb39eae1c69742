"""A new study material in the form: begun as `new material` does, then filled in."""

import datetime
from collections.abc import Container
from typing import Any

from ..commands.new_material import material_text
from ..load.data import Data
from ..load.frontmatter import split_front_matter
from ..load.slips.untaken import untaken
from ..models.study import Study
from ..models.words import Words
from ..office.words import slug_of
from ..system.filenames import usable
from .draft import Draft
from .fields import form_fields, read_values
from .file_edit import edit_file, parse_fields
from .record import without_empty, words_of
from .values import changes

_FOLDER = "docs/study/"


def new_values(today: datetime.date) -> dict[str, Any]:
    """What the form of a new material shows at first."""
    return read_values(form_fields(Study, Words(), {}), _typed(_front(today)))


def _front(today: datetime.date) -> str:
    """The fields of a new material, without the remarks on how to fill them in."""
    text = split_front_matter(material_text("", "", "", today, ()), f"{_FOLDER}a.md").front
    return "\n".join(line for line in text.split("\n") if not line.startswith("#"))


def _typed(front: str) -> Any:
    return parse_fields(front, f"{_FOLDER}a.md")


def item_names(data: Data) -> list[str]:
    """The items of every plan, as 条目 names them: 2023-2024-2/一1."""
    return [f"{name}/{key}" for name, entry in data.plans.items() for key in entry.model.item_keys]


def stand_ins(data: Data) -> dict[str, Any]:
    """What a material's file cannot be read without."""
    return {
        "标题": "还没有标题",
        "摘要": "还没有摘要",
        "主题": next(iter(data.vocabulary.topic_names)),
        "类型": next(iter(data.vocabulary.type_names)),
        "对象": ["党员"],
        "分钟": "5",
        "月份": "1月",
        "条目": item_names(data)[:1],
    }


def new_file(data: Data, draft: Draft) -> str:
    """The path of a new material's file, by its title; one that no other has."""
    taken: Container[str] = {
        "index",  # The list of all of them.
        *(one.removeprefix(_FOLDER).removesuffix(".md") for one in data.files if one.startswith(_FOLDER)),
    }
    name = usable(slug_of(str(draft.values.get("标题") or "")))
    return f"{_FOLDER}{untaken(name, taken)}.md"


def new_content(data: Data, draft: Draft, file: str, today: datetime.date) -> bytes:
    """The file of a new material."""
    fields = form_fields(Study, words_of(data), {})
    front = _front(today)
    values = {**{one.name: one.empty for one in fields}, **draft.values}
    change = changes(fields, read_values(fields, _typed(front)), values)
    text = edit_file(f"---\n{front}\n---\n".encode(), file, change).decode()
    filled = without_empty(split_front_matter(text, file).front + "\n")
    return f"---\n{filled}---\n\n{draft.body.strip(chr(10))}\n".encode()
