"""A drafted plan as the file that people go on with: data/plans/ID.yml."""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from .draft import Draft, DraftItem, DraftSection, names_of
from .proposals import Proposal
from .sentences import without_number

_HEAD = """\
# 由 import-plan 从“{name}”读入，还没有人确认。
# 一条一条看：标题、可见、证据、考核对不对；“出处”是它的来历。确认了一条，就删掉它的“待确认: 是”。
# 程序猜错的直接改，多余的整条删掉，漏了的照样子加；改好运行检查。
"""
_LONGEST_SUMMARY = 300


class _Literal(str):
    """A text of several lines, written as such."""


class _Dumper(yaml.SafeDumper):
    """Writes as people do: lists on one line only where they are short, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never: each value stands where it is used."""
        return True


_Dumper.add_representer(
    _Literal, lambda dumper, data: dumper.represent_scalar("tag:yaml.org,2002:str", str(data), style="|")
)


def _list(dumper: _Dumper, data: list[Any]) -> yaml.Node:
    """A few words on one line, as people type them."""
    short = all(isinstance(one, str) for one in data) and sum(map(len, data)) < 40
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=short)


_Dumper.add_representer(list, _list)
_Dumper.add_representer(
    tuple, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", list(data), flow_style=True)
)


def plan_text(draft: Draft, name: str) -> str:
    """The file. name: of the file that it was read from."""
    return _HEAD.format(name=name) + "\n" + dump(plan_fields(draft))


def dump(fields: dict[str, Any]) -> str:
    """Fields as people write them."""
    return str(yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000))


def plan_fields(draft: Draft) -> dict[str, Any]:
    """The fields of models/plan.py."""
    heading = draft.heading
    shorts = names_of([section.title for section in draft.sections])
    fields: dict[str, Any] = {
        "标题": heading.title,
        "学期": heading.term,
        "开始": heading.days.start,
        "结束": heading.days.end,
        "学期依据": heading.basis,
        "概要": _summary(draft.opening, heading.title),
        **_text("原文", draft.opening),
        **_text("结尾", draft.closing),
    }
    fields["部分"] = [
        _section(section, short, number, draft.proposals)
        for number, (section, short) in enumerate(zip(draft.sections, shorts, strict=True))
    ]
    return fields


def _section(section: DraftSection, short: str, number: int, proposals: Sequence[Proposal]) -> dict[str, Any]:
    shorts = names_of([item.title for item in section.items])
    fields = _part(section, short, (number, None), proposals)
    if section.items:
        fields["条目"] = [
            _part(item, name, (number, index), proposals)
            for index, (item, name) in enumerate(zip(section.items, shorts, strict=True))
        ]
    return fields


def _part(part: DraftItem, short: str, place: tuple[int, int | None], proposals: Sequence[Proposal]) -> dict[str, Any]:
    text = (*part.text, *_tasks_as_text(part))
    fields = {"标题": part.title, "简称": short, "概要": _summary(text, part.title), **_text("原文", text)}
    commitments = [_commitment(one) for one in proposals if one.place == place]
    return {**fields, **({"承诺": commitments} if commitments else {})}


def _tasks_as_text(part: DraftItem) -> Iterator[str]:
    """The rows of a table as lines, where the part's own text does not hold them."""
    held = "\n".join(part.text)
    for task in part.tasks:
        if task.text not in held:
            yield f"{task.label}：{task.text}" if task.label else task.text


def _commitment(proposal: Proposal) -> dict[str, Any]:
    source, certainty = proposal.basis
    return {
        "标识": proposal.id,
        "简称": proposal.short,
        "标题": proposal.title,
        "可见": proposal.visibility,
        "对象": proposal.audience,
        "证据": proposal.evidence,
        "出处": proposal.sentence,
        "待确认": "是",
        "考核": proposal.measure,
        "依据": {"出处": source, "性质": certainty},
    }


def _text(field: str, paragraphs: Sequence[str]) -> dict[str, str]:
    kept = [" ".join(paragraph.split("\t")).strip() for paragraph in paragraphs if paragraph.strip()]
    return {field: _Literal("\n".join(kept) + "\n")} if kept else {}


def _summary(paragraphs: Sequence[str], title: str) -> str:
    """The plan's own first sentence, until somebody writes a better one."""
    first = next((without_number(one.strip()) for one in paragraphs if one.strip()), title)
    end = first.find("。", 12)
    return (first[: end + 1] if 0 < end < _LONGEST_SUMMARY else first[:_LONGEST_SUMMARY]) or title
