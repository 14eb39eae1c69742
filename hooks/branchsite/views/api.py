"""数据接口: the site's public facts as JSON for other programs, and the page that explains them.

Made of what pages show, and of nothing else: records that have pages, commitments as the plan's pages tell them.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..cache.digest import digest
from ..library.disclosure import Matter
from ..library.library import Library
from ..library.material import Material
from ..library.progress import CommitmentProgress
from ..library.record import Record
from ..library.schedule import Schedule
from .api_shape import (
    FILES,
    VERSION,
    ApiCommitment,
    ApiDisclosure,
    ApiItem,
    ApiMaterial,
    ApiMatter,
    ApiPicture,
    ApiPlan,
    ApiProof,
    ApiRecord,
    ApiSection,
    ApiSource,
    Branch,
    BranchPost,
    CommitmentRef,
    Index,
    ListedFile,
    Materials,
    Records,
    Shape,
)
from .listing import grouped
from .page import Asset, Page
from .render import render_later

URL = "api/"
FOLDER = f"{URL}v{VERSION}/"
_EVERY_YEAR = "every-year"


def api_page(library: Library) -> Page:
    """What there is, field by field; carries the files."""
    told = {"folder": FOLDER, "address": library.address}
    # What the files look like follows from the program alone, and takes long to find out.
    html = render_later("api.html", URL, lambda: {**told, "files": _documented()}, lambda: told)
    about = "别的网站和程序可以直接读取的数据：支部、计划和进度、活动、学习资料、党务公开目录。"
    return Page(URL, "数据接口", about, html, "about/", "数据接口", searchable=False, assets=api_files(library))


def api_files(library: Library) -> tuple[Asset, ...]:
    """Every file. A record's change is in the file of its year and in the index, and in no other."""
    years = grouped(library.records, lambda one: (one.date.year,))
    by_year = grouped(library.materials, lambda one: (_EVERY_YEAR if one.study.every_year else one.study.month[:4],))
    studied = dict(sorted(by_year.items(), reverse=True))
    files = [
        _file("branch", lambda: _branch(library), library.address, library.site),
        _file("disclosure", lambda: _disclosure(library), library.address, library.matters),
        *(_plan_file(library, one) for one in library.schedules),
        *(_records_file(library, year, years[year]) for year in years),
        *(_materials_file(library, name, studied[name]) for name in studied),
    ]
    release = digest([(one.uri, one.digest) for one in files])
    listed = {
        name: [_listed(library, one, count) for one, count in those]
        for name, those in (
            ("plans", [(f"plans/{one.id}", len(one.all_progress)) for one in library.schedules]),
            ("records", [(f"records/{year}", len(those)) for year, those in years.items()]),
            ("materials", [(f"materials/{name}", len(studied[name])) for name in studied]),
        )
    }
    index = Index(
        version=VERSION,
        day=library.today,
        release=release,
        site=library.site.name,
        url=library.address,
        schema_url=_address(library, "schema"),
        branch=_address(library, "branch"),
        disclosure=_address(library, "disclosure"),
        **listed,
    )
    return (
        _file("index", lambda: index, index.model_dump_json()),
        Asset(_uri("schema"), _schema, digest(VERSION)),
        *files,
    )


def _file(name: str, make: Callable[[], Shape], *follows_from: object) -> Asset:
    return Asset(_uri(name), lambda: _bytes(make()), digest(VERSION, *follows_from))


def _uri(name: str) -> str:
    return f"{FOLDER}{name}.json"


def _address(library: Library, name: str) -> str:
    return f"{library.address}{_uri(name)}"


def _bytes(shape: Shape) -> bytes:
    return (shape.model_dump_json(indent=1) + "\n").encode()


def _listed(library: Library, name: str, count: int) -> ListedFile:
    return ListedFile(name=name.partition("/")[2], count=count, url=_address(library, name))


def _branch(library: Library) -> Branch:
    site, profile = library.site, library.site.profile
    contact = profile.contact
    return Branch(
        name=site.name,
        short=site.short,
        about=profile.about or site.about,
        url=library.address,
        owner=profile.owner,
        members=profile.members,
        posts=tuple(BranchPost(name=one.name, duties=one.duties) for one in profile.posts),
        phone=contact.phone,
        address=contact.address,
        email=contact.email,
        hours=contact.hours,
    )


def _records_file(library: Library, year: int, records: Sequence[Record]) -> Asset:
    kept = [(one, _fulfilled(library, one)) for one in records]

    def make() -> Records:
        shown = tuple(_record(library, one, fulfils) for one, fulfils in kept)
        return Records(version=VERSION, year=year, records=shown)

    return _file(f"records/{year}", make, library.address, kept)


def _fulfilled(library: Library, record: Record) -> tuple[tuple[str, str], ...]:
    """Plan and commitment of what it is evidence for, as far as that is public."""
    return tuple((one.schedule.id, one.progress.commitment.id) for one in library.fulfilments(record))


def _record(library: Library, record: Record, fulfils: Sequence[tuple[str, str]]) -> ApiRecord:
    activity = record.activity
    return ApiRecord(
        id=record.id,
        url=f"{library.address}{record.url}",
        title=record.title,
        sample=activity.sample,
        announced=record.announced,
        date=record.date,
        published=activity.published,
        updated=activity.updated,
        kind=record.kind.name,
        strand=record.strand.word,
        audience=tuple(activity.audience),
        summary=activity.summary,
        place=activity.place,
        organizer=activity.organizer,
        pictures=tuple(ApiPicture(url=f"{library.address}{one.uri}", alt=one.alt) for one in record.pictures),
        fulfils=tuple(CommitmentRef(plan=plan, id=id) for plan, id in dict.fromkeys(fulfils)),
        studied=tuple(activity.studied),
    )


def _plan_file(library: Library, schedule: Schedule) -> Asset:
    return _file(f"plans/{schedule.id}", lambda: _plan(library, schedule), library.address, schedule)


def _plan(library: Library, schedule: Schedule) -> ApiPlan:
    plan = schedule.plan
    return ApiPlan(
        version=VERSION,
        id=schedule.id,
        url=f"{library.address}{schedule.url}",
        title=plan.title,
        term=plan.term,
        start=plan.start,
        end=plan.end,
        as_of=schedule.term.as_of,
        headline=schedule.headline,
        sections=tuple(
            ApiSection(
                title=section.title,
                url=f"{library.address}{section.url}",
                commitments=_own(library, schedule, section.progress),
                items=tuple(
                    ApiItem(
                        title=item.title,
                        url=f"{library.address}{item.url}",
                        commitments=_own(library, schedule, item.progress[: len(item.item.commitments)]),
                    )
                    for item in section.items
                ),
            )
            for section in schedule.sections
        ),
    )


def _own(library: Library, schedule: Schedule, those: Sequence[CommitmentProgress]) -> tuple[ApiCommitment, ...]:
    return tuple(_commitment(library, schedule, one) for one in those)


def _commitment(library: Library, schedule: Schedule, one: CommitmentProgress) -> ApiCommitment:
    return ApiCommitment(
        id=one.commitment.id,
        url=f"{library.address}{schedule.url_of(one)}",
        title=one.commitment.heading,
        visibility=one.commitment.visibility.value,
        measure=one.measure_label,
        state=schedule.wording.state(one.state),
        done=one.done,
        target=one.target,
        unit=one.unit if one.target else "",
        next_due=one.next_due,
        proofs=tuple(_proofs(library, one)),
    )


def _proofs(library: Library, one: CommitmentProgress) -> Iterator[ApiProof]:
    if one.internal:
        return
    for record in one.records:
        url = f"{library.address}{record.url}" if record.public else None
        yield ApiProof(date=record.date, url=url, sample=record.sample)


def _materials_file(library: Library, name: str, materials: Sequence[Material]) -> Asset:
    year = None if name == _EVERY_YEAR else int(name)
    kept = [(one.id, one.study) for one in materials]

    def make() -> Materials:
        shown = tuple(_material(library, one) for one in materials)
        return Materials(version=VERSION, year=year, materials=shown)

    return _file(f"materials/{name}", make, library.address, kept)


def _material(library: Library, material: Material) -> ApiMaterial:
    study = material.study
    return ApiMaterial(
        id=material.id,
        url=f"{library.address}{material.url}",
        title=study.title,
        summary=study.summary,
        topic=study.topic,
        type=study.type,
        audience=tuple(study.audience),
        minutes=study.minutes,
        month=study.month,
        checked=study.checked,
        sources=tuple(
            ApiSource(title=one.title, issuer=one.issuer, date=one.date, action=one.action, url=str(one.link))
            for one in study.sources
        ),
    )


def _disclosure(library: Library) -> ApiDisclosure:
    return ApiDisclosure(version=VERSION, matters=tuple(_matter(library, one) for one in library.matters))


def _matter(library: Library, one: Matter) -> ApiMatter:
    return ApiMatter(
        id=one.id,
        matter=one.title,
        scope="党内" if one.inner else "社会",
        state=one.state,
        form=one.form or None,
        when=one.when or None,
        post=one.post or None,
        basis=one.basis or None,
        url=f"{library.address}disclosure/#{one.id}",
    )


@cache
def _schema() -> bytes:
    """One JSON Schema for all files: each under its name in $defs."""
    # Here, not at the top: it is made once for each program.
    from pydantic.json_schema import models_json_schema

    _, schema = models_json_schema([(one, "serialization") for one in FILES.values()], title="数据接口")
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True)
class DocumentedShape:
    """A file, or an object in one. fields: their names, each with what it is."""

    name: str
    about: str
    fields: tuple[tuple[str, str], ...]


@cache
def _documented() -> tuple[DocumentedShape, ...]:
    """The files in their order, then the objects within them, as the schema has them."""
    defined = json.loads(_schema())["$defs"]
    names = {shape.__name__: name for name, shape in FILES.items()}
    return tuple(
        DocumentedShape(
            names.get(one, one),
            defined[one]["description"],
            tuple((key, field["description"]) for key, field in defined[one]["properties"].items()),
        )
        for one in (*names, *sorted(defined.keys() - names.keys()))
    )
