"""Our records, materials and lists as Hugo content: one file each, as people write them."""

import datetime
import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from branchsite.library.library import Library
from branchsite.library.material import Material
from branchsite.library.record import Record
from branchsite.models.date import spoken_month
from branchsite.views.plan import HUB as PLAN

from .plans import slug

Front = Mapping[str, Any]
File = tuple[str, str]
"""Where it lies under content/, and what it says."""

_LINK = re.compile(r"\]\(([^)#:\s]+)\.md(#[^)]*)?\)")


def sheet(path: str, front: Front, body: str = "") -> File:
    """A content file. What has no value is left out of its front matter."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items() if value]
    return path, "\n".join(["---", *lines, "---", "", body.strip(), ""])


def records(library: Library) -> Iterator[File]:
    """A file a public record. Seconds of the day keep Hugo's order where a day has several."""
    days = _moments([(one.date, one.id) for one in library.records])
    changes = _moments([(one.changed, f"{one.date}{one.id}") for one in library.records])
    for index, record in enumerate(library.records):
        yield _record(library, record, days[index], changes[index])


def _moments(keys: Sequence[tuple[datetime.date, str]]) -> list[str]:
    """A moment for each key, in the order of the keys."""
    seen: dict[datetime.date, int] = {}
    moments: dict[tuple[datetime.date, str], str] = {}
    for day, name in sorted(keys):
        seen[day] = seen.get(day, -1) + 1
        noon = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        moments[day, name] = (noon + datetime.timedelta(seconds=seen[day])).strftime("%Y-%m-%dT%H:%M:%SZ")
    return [moments[key] for key in keys]


def _record(library: Library, record: Record, day: str, changed: str) -> File:
    activity = record.activity
    fulfilments = library.fulfilments(record)
    front = {
        "title": record.title,
        "date": day,
        "lastmod": changed,
        "publishDate": f"{activity.published}T04:00:00Z",
        "description": activity.summary or record.title,
        "kinds": [record.kind_slug],
        "strands": [record.strand.slug],
        "years": [f"{record.date:%Y}"],
        "months": [f"{record.date:%Y-%m}"],
        "hearers": list(library.vocabulary.audience_slugs(activity.audience)),
        "audience": list(activity.audience),
        "time": activity.time,
        "place": activity.place,
        "organizer": activity.organizer,
        "attendance": activity.attendance,
        "hours": f"{activity.hours:g}" if activity.hours else None,
        "pupils": activity.pupils,
        "reviewer": activity.reviewer,
        "updated": bool(activity.updated),
        "correction": activity.correction,
        "plan": fulfilments[0].schedule.id if fulfilments else None,
        "claims": [{"short": one.progress.commitment.short, "part": one.part} for one in fulfilments],
        "studied": list(activity.studied),
        "sample": activity.sample,
    }
    return sheet(f"news/{record.id}.md", front, _linked(activity.body or "", ""))


def _linked(body: str, folder: str) -> str:
    """Links between files as addresses."""
    return _LINK.sub(lambda link: f"](/{posixpath.normpath(posixpath.join(folder, link[1]))}/{link[2] or ''})", body)


def materials(library: Library) -> Iterator[File]:
    """A file a study material. Weights keep our order."""
    newest_first = sorted(library.materials, key=lambda one: one.study.month, reverse=True)
    for weight, one in enumerate(newest_first, 1):
        yield _material(library, one, weight)


def _material(library: Library, one: Material, weight: int) -> File:
    study = one.study
    before, after = library.topic_neighbours(one)
    served = library.served(one)
    own = all(part.schedule is library.schedule for part in served)
    front = {
        "title": one.title,
        "date": f"{study.checked}T04:00:00Z",
        "weight": weight,
        "description": study.summary,
        "topics": [one.topic_slug],
        "topicname": study.topic,
        "types": [one.type_slug],
        "typename": study.type,
        "readers": list(library.vocabulary.audience_slugs(study.audience)),
        "audience": list(study.audience),
        "studymonths": [study.month],
        "studyyears": [study.month[:4]],
        "monthname": one.month_label,
        "minutes": study.minutes,
        "strand": one.strand.slug,
        "items": [
            {"url": f"/{one.part.url}", "title": one.part.title, "term": "" if own else one.schedule.plan.term}
            for one in served
        ],
        "sources": [source.model_dump() for source in study.sources],
        "before": before.id if before else None,
        "after": after.id if after else None,
    }
    return sheet(f"study/{one.id}.md", front, _linked(one.body, "study"))


def lists(library: Library) -> Iterator[File]:
    """The hub and every list of records, each with its title, sentence and address."""
    subscribed = ["html", "atom", "jsonfeed"]
    about = "支部和学校的活动，最新的在前。"
    outputs = [*subscribed, "calendar", "table"]
    yield sheet("news/_index.md", {"title": "活动动态", "description": about, **_listing("news"), "outputs": outputs})
    for year in sorted({one.date.year for one in library.records}):
        label = f"{year}年"
        about = f"{label}的全部活动，按月排列。"
        yield _list("years", f"{year}", f"news/{year}/", f"{label}的活动", about, label=label, year=f"{year}")
    for year, month in sorted({(one.date.year, one.date.month) for one in library.records}):
        label = f"{year}年{month}月"
        title = f"{label}的活动"
        address = f"news/{year}/{month:02}/"
        yield _list(
            "months", f"{year}-{month:02}", address, title, f"{title}，最新的在前。", label=label, year=f"{year}"
        )
    shown = {one.kind_slug for one in library.records}
    for term, kind in library.data.kinds.items():
        if term in shown:
            yield _list("kinds", term, f"news/kind/{term}/", kind.name, kind.about, outputs=subscribed)
    for one in library.brand.strands:
        yield _list("strands", one.slug, f"news/strand/{one.slug}/", one.word, f"{one.motto}：{one.about}")
    for audience in {audience for one in library.records for audience in one.activity.audience}:
        term, label = library.vocabulary.audience_names[audience], audience
        about = f"对象里有{label}的活动，最新的在前。"
        yield _list("hearers", term, f"news/audience/{term}/", f"{label}的活动", about, label=label)


def _listing(hub: str) -> Front:
    """What all lists of a hub have in common."""
    return {"area": f"{hub}-list", "paged": True}


def _list(taxonomy: str, term: str, url: str, title: str, about: str, **more: Any) -> File:
    front = {"title": title, "description": about, "url": f"/{url}", **_listing(url.split("/")[0]), **more}
    return sheet(f"{taxonomy}/{term}/_index.md", front)


def shelves(library: Library) -> Iterator[File]:
    """The hub of the materials and their lists."""
    about = "党章党规、组织生活、师德师风和育人工作，按主题、对象、类型和月份查找。"
    outputs = ["html", "table"]
    yield sheet("study/_index.md", {"title": "学习资料", "description": about, **_listing("study"), "outputs": outputs})
    for shelf, topic in {(one.topic_slug, one.study.topic) for one in library.materials}:
        yield _shelf("topics", "topic", shelf, "主题", topic, f"主题是{topic}的资料。")
    for audience in {audience for one in library.materials for audience in one.study.audience}:
        term = library.vocabulary.audience_names[audience]
        yield _shelf("readers", "audience", term, "对象", audience, f"适合{audience}读的资料。")
    for shelf, kind in {(one.type_slug, one.study.type) for one in library.materials}:
        yield _shelf("types", "type", shelf, "类型", kind, f"类型是{kind}的资料。")
    for month in {one.study.month for one in library.materials}:
        label = spoken_month(month)
        yield _shelf("studymonths", "month", month, "月份", label, f"安排在{label}学习的资料。", year=month[:4])
    for year in {one.study.month[:4] for one in library.materials}:
        about = f"安排在{year}年学习的资料。"
        yield _shelf("studyyears", "year", year, "年份", f"{year}年", about, year=year)


def _shelf(taxonomy: str, folder: str, term: str, group: str, label: str, about: str, **more: Any) -> File:
    return _list(taxonomy, term, f"study/{folder}/{term}/", f"{group}：{label}", about, label=label, **more)


def plans(library: Library) -> Iterator[File]:
    """The pages of the plans: which plan, which part; the rest is data."""
    current = library.schedule
    if current is None:
        return
    yield sheet("plan/_index.md", _overview(current.id, "计划进展", "/plan/"))
    for schedule in library.schedules:
        front = _overview(schedule.id, f"{schedule.plan.term}计划进展", f"/{schedule.url}")
        yield sheet(f"plan/{schedule.id}/_index.md", front)
        for section in schedule.sections:
            for part in (section, *section.items):
                front = {"title": part.title, "description": part.summary, "url": f"/{part.url}", "layout": "part"}
                name = slug(part)
                yield sheet(f"plan/{schedule.id}/{name}.md", {**front, "plan": schedule.id, "part": name})


def _overview(plan: str, title: str, url: str) -> Front:
    return {
        "title": title,
        "description": title,
        "url": url,
        "layout": "overview",
        "plan": plan,
        "area": PLAN.strip("/"),
    }
