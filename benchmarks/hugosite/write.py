"""Write the whole Hugo site: content, data, templates and what is copied as it is."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from generate import write_text

from branchsite.library.library import Library

from . import content
from .plans import plan_data
from .shell import parted, write_shell

TEMPLATES = Path(__file__).resolve().parent / "templates"
DRAWINGS = "overrides/drawings"
_FEW = re.compile(r"plan/(?:terms|[^/]+/text)/")
"""Pages of plans that are one a term, or one in all."""

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def write_site(library: Library, built: Path, program: Path, folder: Path) -> None:
    """Write a Hugo site into a new folder.

    built: our own site of the same facts, whose shell, front page and few pages of prose Hugo takes over as they
    are. program: the checkout whose drawings are used.
    """
    shutil.copytree(TEMPLATES, folder)
    partials = folder / "layouts/_partials"
    write_shell(built, _areas(library, built), partials / "shell")
    for drawing in sorted((program / DRAWINGS).glob("*.html")):
        without_comment = _COMMENT.sub("", drawing.read_text(encoding="utf-8")).strip()
        write_text(partials / "drawings" / drawing.name, without_comment)
    for path, text in (*_written(library), *_taken(library, built)):
        write_text(folder / "content" / path, text)
    for path, data in _data(library):
        write_text(folder / "data" / path, json.dumps(data, ensure_ascii=False, indent=1))
    _write_settings(library, built, folder)
    for name in ("assets", *_prose(built)):
        shutil.copytree(built / name, folder / "static" / name, ignore=shutil.ignore_patterns("*.html"))


def _written(library: Library) -> Iterator[content.File]:
    for files in (content.records, content.lists, content.materials, content.shelves, content.plans):
        yield from files(library)


def _taken(library: Library, built: Path) -> Iterator[content.File]:
    """The front page, the brand, the handbook, texts of plans: few pages at any size, given as finished HTML."""
    yield content.sheet("_index.html", {"title": library.site.name, "area": "home"}, parted(built, "")[1])
    for path in sorted(built.rglob("index.html")):
        url = f"{path.parent.relative_to(built).as_posix()}/"
        if url.split("/")[0] in _prose(built) or _FEW.fullmatch(url):
            front = {"title": _title(path), "url": f"/{url}", "area": url.split("/")[0]}
            yield content.sheet(f"{url.strip('/').replace('/', '-')}.html", front, parted(built, url)[1])


def _title(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("<title>")[1].split(" - ")[0]


def _prose(built: Path) -> list[str]:
    """The parts of the site besides those that Hugo makes from records, materials and plans."""
    made = ("news", "study", "plan", "assets")
    return sorted(path.parent.name for path in built.glob("*/index.html") if path.parent.name not in made)


def _areas(library: Library, built: Path) -> dict[str, str]:
    """A page of each part of the site."""
    records, shelves = library.records[0].url, library.materials[0].url
    plan = library.schedules[0].sections[0].url
    prose = {area: f"{area}/" for area in _prose(built)}
    lists = {f"{hub}-list": f"{hub}/" for hub in ("news", "study")}
    return {"home": "", "news": records, "study": shelves, "plan": plan, **lists, **prose}


def _data(library: Library) -> Iterator[tuple[str, Any]]:
    kinds = library.data.kinds.items()
    yield (
        "kinds.json",
        {slug: {"name": kind.name, "url": f"/news/kind/{slug}/", "drawing": kind.drawing} for slug, kind in kinds},
    )
    strands = library.brand.strands
    yield "strands.json", {one.slug: {"word": one.word, "url": f"/news/strand/{one.slug}/"} for one in strands}
    topics = {(one.topic_slug, one.study.topic) for one in library.materials}
    yield "topics.json", {slug: {"name": name, "url": f"/study/topic/{slug}/"} for slug, name in topics}
    for schedule in library.schedules:
        yield f"plans/{schedule.id}.json", plan_data(library, schedule)


def _write_settings(library: Library, built: Path, folder: Path) -> None:
    settings = yaml.safe_load((TEMPLATES / "hugo.yml").read_text(encoding="utf-8"))
    site = library.site
    own = {
        "about": site.about,
        "short": site.short,
        "edit": library.edit_url("") or "",
        "branch": {"@type": "Organization", "name": site.name, "url": library.address},
        "weekdays": list("日一二三四五六"),
        "newest": {
            "news": f"{library.records[0].date.year}",
            "study": max(one.study.month for one in library.materials)[:4],
        },
        "sprite": next(f"/assets/{path.name}" for path in built.glob("assets/drawings.*.svg")),
    }
    settings |= {"baseURL": library.address, "title": site.name, "params": own}
    write_text(folder / "hugo.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))
