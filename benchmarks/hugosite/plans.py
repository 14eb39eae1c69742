"""Plans as data for Hugo: our computed states, numbers and marks, which its templates only loop over."""

from collections.abc import Mapping
from typing import Any

from branchsite.library.library import Library
from branchsite.library.mention import Mention
from branchsite.library.progress import CommitmentProgress
from branchsite.library.schedule import ItemProgress, Schedule, SectionProgress
from branchsite.library.tally import Tally
from branchsite.models.vocabulary import USUAL_WORDING
from branchsite.views.plan import Cell, Timeline, by_month, grid, timeline

Data = dict[str, Any]


def plan_data(library: Library, schedule: Schedule) -> Data:
    """Everything that the pages of a plan, and the records that fulfil it, say of it."""
    tally = schedule.tally
    return {
        "url": f"/{schedule.url}",
        "term": schedule.plan.term,
        "title": schedule.plan.heading,
        "summary": schedule.plan.summary,
        "asOf": schedule.term.as_of_label,
        "ended": schedule.term.ended,
        "measured": tally.measured,
        "done": tally.done,
        "counts": _counts(tally),
        "sections": [_section(one) for one in schedule.sections],
        "timeline": _timeline(timeline(library, schedule)),
        "late": [_listed(schedule, one, one.note) for one in schedule.late],
        "next": [_listed(schedule, one, one.next_due_label) for one in schedule.next[:6]],
        "rows": _rows(schedule),
        "parts": _parts(library, schedule),
        "claims": {one.commitment.short: _claim(schedule, one) for one in schedule.all_progress if not one.internal},
    }


def _state(progress: CommitmentProgress) -> Data:
    return {"slug": progress.state.slug, "label": progress.label(USUAL_WORDING)}


def _counts(tally: Tally) -> list[Data]:
    return [{"label": str(state), "slug": state.slug, "count": count} for state, count in tally.counts]


def _bar(tally: Tally) -> Data:
    pieces = [{"slug": one.state.slug, "x": one.start, "width": one.width} for one in tally.bar]
    return {"label": tally.label(USUAL_WORDING), "pieces": pieces, "counts": _counts(tally)}


def _section(section: SectionProgress) -> Data:
    return {
        "url": f"/{section.url}",
        "key": section.key,
        "short": section.section.short,
        "total": section.tally.total,
        "bar": _bar(section.tally),
        "items": [_item(one) for one in section.items],
    }


def _item(item: ItemProgress) -> Data:
    tally = item.tally
    numbers = {"measured": tally.measured, "done": tally.done, "late": tally.late}
    return {"url": f"/{item.url}", "number": item.number, "short": item.item.short, **numbers}


def _timeline(made: Timeline) -> Data:
    months = [
        {"label": month.label, "x": at, "width": width, "middle": at + width / 2} for month, at, width in made.months
    ]
    dots = [
        {
            "url": f"/{dot.url}",
            "label": dot.label,
            "slug": dot.slug,
            "x": dot.at,
            "y": made.axis - 14 - dot.row * 16,
        }
        for dot in made.dots
    ]
    return {
        "label": made.label,
        "axis": made.axis,
        "now": made.now,
        "nowLabel": made.now_label,
        "nowMonth": made.now_month,
        "months": months,
        "dots": dots,
        "weekly": made.weekly,
        "dues": [{"label": one.label, "x": one.at, "slug": one.slug} for one in made.dues],
    }


def _listed(schedule: Schedule, progress: CommitmentProgress, note: str) -> Data:
    return {
        "url": _home(schedule, progress),
        "title": progress.commitment.heading,
        "state": _state(progress),
        "note": note,
    }


def _home(schedule: Schedule, progress: CommitmentProgress) -> str:
    return f"/{schedule.url_of(progress)}"


def _rows(schedule: Schedule) -> list[Data]:
    return [
        {
            "title": group.title,
            "url": f"/{group.url}",
            "rows": [
                {
                    "url": f"/{row.url}",
                    "title": row.progress.commitment.heading,
                    "basis": row.basis,
                    "loose": not row.progress.state.measured,
                    "state": _state(row.progress),
                    "cells": [_cell(cell) for cell in row.cells],
                }
                for row in group.rows
            ],
        }
        for group in grid(schedule)
    ]


def _cell(cell: Cell) -> Data:
    return {
        "period": cell.period,
        "width": cell.width,
        "now": cell.now,
        "slug": cell.slug,
        "sign": cell.sign,
        "label": cell.label,
        "href": f"/{cell.href}" if cell.href else "",
    }


def _claim(schedule: Schedule, progress: CommitmentProgress) -> Data:
    return {
        "url": _home(schedule, progress),
        "title": progress.commitment.heading,
        "state": _state(progress),
        "place": schedule.place_of(progress),
    }


def _parts(library: Library, schedule: Schedule) -> Mapping[str, Data]:
    parts: list[tuple[SectionProgress, SectionProgress | ItemProgress]] = []
    for section in schedule.sections:
        parts += [(section, section), *((section, item) for item in section.items)]
    found: dict[str, Data] = {}
    for index, (section, part) in enumerate(parts):
        found[slug(part)] = {
            **_part(library, schedule, section, part),
            "before": _link(parts[index - 1][1]) if index else None,
            "after": _link(parts[index + 1][1]) if index + 1 < len(parts) else None,
        }
    return found


def slug(part: SectionProgress | ItemProgress) -> str:
    """The last piece of its address."""
    return part.url.rstrip("/").rsplit("/", 1)[1]


def _link(part: SectionProgress | ItemProgress) -> Data:
    return {"url": f"/{part.url}", "title": part.title}


def _part(library: Library, schedule: Schedule, section: SectionProgress, part: SectionProgress | ItemProgress) -> Data:
    own = f"{section.key}、{section.section.short}"
    data: Data = {
        "title": part.title,
        "summary": part.summary,
        "bar": _bar(part.tally),
        "progress": [_progress(one) for one in part.progress],
        "materials": [one.id for one in library.materials_for(part.url)],
    }
    if isinstance(part, ItemProgress):
        return {**data, "short": part.item.short, "above": [{"url": f"/{section.url}", "title": own}]}
    items = [{**_link(item), "counts": _counts(item.tally)} for item in part.items]
    return {**data, "short": own, "above": [], "items": items}


def _progress(one: CommitmentProgress) -> Data:
    commitment = one.commitment
    known = {
        "id": commitment.id,
        "title": commitment.title,
        "state": _state(one),
        "note": one.note,
        "basis": commitment.basis.source,
    }
    if one.internal:
        return {**known, "internal": True}
    return {
        **known,
        "measure": one.measure_label,
        "certainty": one.certainty_label,
        "audience": "、".join(commitment.audience),
        "counted": one.counted,
        "remark": commitment.note or "",
        "figure": f"{one.figure} {one.unit}" if one.figure else "",
        "parts": [
            {
                "slug": part.mark.slug,
                "sign": part.mark.sign,
                "label": part.label,
                "value": part.mark.value,
                "due": "" if part.records else part.due_label,
            }
            for part in one.parts
        ],
        "counting": one.counting,
        "total": len(one.records),
        "months": [
            {"label": month.label, "count": month.count, "url": f"/{month.url}" if month.url else ""}
            for month in by_month(one.records)
        ],
        "records": [_evidence(record) for record in one.records],
    }


def _evidence(record: Mention) -> Data:
    return {
        "date": f"{record.date}",
        "day": record.day_label,
        "url": f"/{record.url}" if record.public else "",
        "title": record.title if record.public else record.kind,
        "sample": record.sample,
    }
