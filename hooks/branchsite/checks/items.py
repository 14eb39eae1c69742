"""Ensure that every 条目 of a material is one item of one plan: two plans number theirs alike."""

import datetime
import re
from collections.abc import Collection, Iterator, Mapping

from ..errors import Problem
from ..load.data import Data, Entry
from ..load.slips.nearest import nearest
from ..models.plan import NUMERALS
from ..models.study import ItemName, Study

_Keys = Mapping[str, Collection[str]]
"""The keys of the sections and items of each plan, by the plan's file."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """条目 of every material; nothing while a plan cannot be read. One problem a line, with the whole line mended."""
    if not data.plans_known:
        return
    ordered = sorted(data.plans, key=lambda id: data.plans[id].model.start)
    keys = {id: data.plans[id].model.item_keys for id in ordered}
    for entry in data.studies.values():
        yield from _entry(data, entry, keys)


def _entry(data: Data, entry: Entry[Study], keys: _Keys) -> Iterator[Problem]:
    wrong: dict[int, list[tuple[str, str, str | None]]] = {}
    for index, (typed, name) in enumerate(zip(entry.model.items, entry.model.served, strict=True)):
        if message := _objection(name, keys):
            line = entry.document.line("条目", index)
            wrong.setdefault(line, []).append((message, typed, _meant(data, entry.model, name, keys)))
    for line, those in wrong.items():
        text = mended = entry.document.text(line)
        for _, typed, meant in those:
            mended = _put(mended, typed, meant) if meant else mended
        message = "；".join(message for message, _, _ in those)
        yield Problem(entry.file, line, message, text, mended if mended != text else _choice(keys))


def _objection(name: ItemName, keys: _Keys) -> str:
    """The problem of a name; None where it is one item of one plan."""
    if name.plan is not None:
        if name.plan not in keys:
            return f"没有叫“{name.plan}”的计划"
        return "" if name.key in keys[name.plan] else f"计划 {name.plan} 里没有条目“{name.key}”"
    plans = [id for id in keys if name.key in keys[id]]
    if not plans:
        return f"没有叫“{name.key}”的条目"
    return "" if len(plans) == 1 else f"“{name.key}”在 {'、'.join(plans)} 这几个计划里都有，要写明是哪一个"


def _meant(data: Data, study: Study, name: ItemName, keys: _Keys) -> str | None:
    """The likely correction of a name; None where nothing shows it.

    Of a key that several plans have it is that of the plan of the material's month, or else of the oldest: there was
    no other when it was written.
    """
    plan = nearest(name.plan, keys) if name.plan is not None and name.plan not in keys else name.plan
    plans = [plan] if plan else list(keys)
    key = next((key for key in _readings(name.key) if any(key in keys[id] for id in plans)), None)
    key = key or nearest(name.key, {key for id in plans for key in keys[id]})
    having = [id for id in plans if key in keys[id]]
    if key is None or (name.plan is not None and plan is None):
        return None
    if plan is None and len(having) == 1:
        return key
    return f"{next((id for id in having if _has(data, id, study.month)), having[0])}/{key}"


def _readings(key: str) -> Iterator[str]:
    """The keys that a typed key may be: itself, 一1 for 一.1 or 一、1, and for 1-1 as its page's address has it."""
    yield key
    yield re.sub(r"[\s.．、，,-]|部分", "", key).removeprefix("第")
    section, _, item = key.partition("-")
    if re.fullmatch("[1-9]|10", section):
        yield f"{NUMERALS[int(section) - 1]}{item}"


def _has(data: Data, plan: str, month: str) -> bool:
    term = data.plans[plan].model
    return f"{term.start:%Y-%m}" <= month <= f"{term.end:%Y-%m}"


def _put(line: str, typed: str, meant: str) -> str:
    """The line with one name corrected, as a whole word and not within a longer one."""
    return re.sub(rf"(?<![\w/／-]){re.escape(typed)}(?![\w/／-])", lambda _: meant, line, count=1)


def _choice(keys: _Keys) -> str:
    """The cure: the names that can be written."""
    names = [f"{id}/{key}" for id in keys for key in keys[id]]
    return "可以写：" + "、".join(names[-20:]) if names else "先在 data/plans/ 里写一个计划，条目从它来"
