"""A record in the form: which of its fields a kind has, what they may hold, and the files that it becomes."""

import datetime
import re
from collections.abc import Container, Mapping
from typing import Any

from ..checks.completeness import PLACEHOLDER
from ..commands.new import claims_of, record_text
from ..commands.new_activity import OPEN_FIRST
from ..library.library import Library
from ..load.album import album
from ..load.data import Data, drawings
from ..load.slips.untaken import untaken
from ..models.activity import Activity
from ..models.base import Visibility
from ..models.kind import Kind
from ..models.words import Words
from ..office.words import slug_of
from .draft import Draft
from .fields import ORIGIN, Choice, FormField, form_fields, read_values
from .file_edit import edit_file, parse_fields
from .values import changes

PHOTOS = "照片"

_FIRST = (
    *("兑现", "活动日期", "时间", "地点", "开始", "截止", "标题", "对象", "参加", "正文", "摘要", PHOTOS),
    *("涉及学生", "监护人同意"),
)
"""What everybody fills in, in the order in which one knows it; all else is below."""

_PUBLIC = ("时间", "地点", "组织", "参加", "摘要", PHOTOS, "正文", "审核", "学习资料", "颜色", "插图")
_NOTICE = ("开始", "截止")
_LATER = ("发布日期", "更新日期", "更正", "旧网址", "示例")
"""What only a record that is there already has."""

FACTS = (
    *("标题", "活动日期", "时间", "地点", "组织", "对象", "参加", "摘要", "正文", "兑现", "学时", "开始", "截止"),
    "学习资料",
)
"""What a reader may have read and relied on."""


STAND_INS: Mapping[str, Any] = {"标题": "还没有标题", "对象": ["党员"]}
"""What a record's file cannot be read without."""


def day_of(typed: str, today: datetime.date) -> datetime.date:
    """The day that was typed; today where that is none: the check speaks of it."""
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:
        return today


def new_values(kind: Kind, day: datetime.date, today: datetime.date, proved: str) -> dict[str, Any]:
    """What the form of a new record shows at first."""
    found = read_values(_all(), _typed(_text(kind, day, today)))
    return {**found, "正文": "", "兑现": [proved] if proved else []}


def _all() -> tuple[FormField, ...]:
    return form_fields(Activity, Words(), {})


def _text(kind: Kind, day: datetime.date, today: datetime.date) -> str:
    """The file of a new record as `new activity` writes it, without its remarks on how to fill it in."""
    lines = record_text(kind, day, today).split("\n")
    head = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join([*lines[:head], *(line for line in lines[head:] if not line.startswith("#"))])


def _typed(text: str) -> Any:
    return parse_fields(text, "data/activities/2024/a.yml")


def fields_of(data: Data, library: Library | None, draft: Draft) -> tuple[tuple[FormField, ...], tuple[FormField, ...]]:
    """The fields that a record of its kind has: those to begin with, and the others."""
    kind = data.kinds_by_name.get(str(draft.values.get("类别")))
    fields = form_fields(Activity, words_of(data), _choices(data, library, draft, kind))
    shown = {one.name: one for one in fields if _is_shown(one, kind, draft)}
    first = tuple(shown.pop(name) for name in _FIRST if name in shown)
    return first, tuple(shown.values())


def words_of(data: Data) -> Any:
    """What the site's lists allow."""
    return data.vocabulary.words(tuple(one.name for one in data.brand.model.strands))


def _is_shown(field: FormField, kind: Kind | None, draft: Draft) -> bool:
    if kind is None or (draft.values.get(field.name) not in (None, field.empty) and draft.file):
        return True
    if field.name in _LATER:
        return bool(draft.file)
    if field.name in _NOTICE:
        return kind.notice
    return field.name not in _PUBLIC or kind.visibility is Visibility.PUBLIC


def _choices(data: Data, library: Library | None, draft: Draft, kind: Kind | None) -> Mapping[str, tuple[Choice, ...]]:
    """What the site knows, for the fields that name it."""
    kinds = [one.name for one in data.kinds.values() if one.visibility is not Visibility.INTERNAL]
    try:
        day = datetime.date.fromisoformat(str(draft.values.get("活动日期")))
        claims = claims_of(data, day, kind) if kind else []
    except ValueError:
        claims = []
    states = states_of(library)
    claims.sort(key=lambda one: states.get(one, ("", len(OPEN_FIRST)))[1])
    own = [one for one in draft.values.get("兑现", []) if one not in claims]
    studies = sorted(data.studies.values(), key=lambda one: one.model.title)
    return {
        "类别": tuple(map(Choice, kinds)),
        "兑现": tuple(Choice(one, one, states.get(one, ("", 0))[0]) for one in (*claims, *own)),
        "学习资料": tuple(Choice(one.id, one.model.title) for one in studies),
        "插图": tuple(map(Choice, drawings())),
    }


def states_of(library: Library | None) -> dict[str, tuple[str, int]]:
    """Of each line of 兑现 how it stands, in a word, and how open it is: the less the more."""
    found: dict[str, tuple[str, int]] = {}
    for schedule in library.schedules if library else ():
        for one in schedule.all_progress:
            rank = OPEN_FIRST.index(one.state)
            found[one.commitment.short] = (str(one.state), rank)
            for part in one.parts:
                open_one = ("还没有记录", rank) if not part.records else ("有记录了", len(OPEN_FIRST))
                found[f"{one.commitment.short}/{part.label}"] = open_one
    return found


def new_file(data: Data, draft: Draft, today: datetime.date) -> str:
    """The path of a new record's file, by its day and its title; one that no other has."""
    day = str(draft.values.get("活动日期") or today)
    day = day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else str(today)
    name = f"{day}-{slug_of(str(draft.values.get('标题') or ''))}"
    taken: Container[str] = {one.rpartition("/")[2].removesuffix(".yml") for one in data.files if "/activities/" in one}
    return f"data/activities/{day[:4]}/{untaken(name, taken)}.yml"


def new_content(data: Data, draft: Draft, file: str, today: datetime.date) -> bytes:
    """The file of a new record: begun as `new activity` does, then filled in."""
    # Of a kind that there is not the check speaks.
    kind = data.kinds_by_name.get(str(draft.values["类别"])) or next(iter(data.kinds.values()))
    day = day_of(str(draft.values.get("活动日期")), today)
    text = _text(kind, day, today).replace(PLACEHOLDER, "")
    fields = form_fields(Activity, words_of(data), {})
    values = {**{one.name: one.empty for one in fields}, **draft.values}
    made = edit_file(text.encode(), file, changes(fields, read_values(fields, _typed(text)), values)).decode()
    return without_empty(made).encode()


def without_empty(text: str) -> str:
    """The fields of a file without those that nothing was filled in for."""
    return re.sub(r"^[^\s#:]+:(?: \|)? *\n(?! )", "", text, flags=re.MULTILINE)


def with_unlisted(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Values with the photos, too, that lie in the folder and are not listed."""
    listed = values[PHOTOS]
    known = {one["文件"] for one in listed}
    others = [one.name for one in album((), names).items if one.name not in known]
    return {**values, PHOTOS: [*listed, *({"文件": one, "替代文字": "", "说明": "", ORIGIN: ""} for one in others)]}


def moved(file: str, day: str) -> str:
    """The path of a record that another day is written in."""
    name = file.rpartition("/")[2]
    return f"data/activities/{day[:4]}/{day}{name[10:]}"
