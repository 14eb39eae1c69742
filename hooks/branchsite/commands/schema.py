"""JSON Schema of every kind of file, so that an editor completes and checks while one types."""

import argparse
import json
import sys
from pathlib import Path

from pydantic import BaseModel

from ..models.activity import Activity
from ..models.article import Article
from ..models.brand import Brand
from ..models.calendar import Calendar
from ..models.disclosure import Disclosure
from ..models.kind import Kinds
from ..models.plan import Plan
from ..models.site import Site
from ..models.study import Study
from ..models.vocabulary import Vocabulary
from ..system.terminal import command

SCHEMAS: dict[str, type[BaseModel]] = {
    "activity.json": Activity,
    "article.json": Article,
    "brand.json": Brand,
    "calendar.json": Calendar,
    "gongkai.json": Disclosure,
    "kinds.json": Kinds,
    "plan.json": Plan,
    "site.json": Site,
    "study.json": Study,
    "vocabulary.json": Vocabulary,
}


def schema_text(model: type[BaseModel]) -> str:
    """The schema of a model, under the names that the files use."""
    return json.dumps(model.model_json_schema(by_alias=True), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write_schemas(folder: Path) -> None:
    """Write all schemas into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in SCHEMAS.items():
        (folder / name).write_text(schema_text(model), encoding="utf-8", newline="\n")


def stale_schemas(folder: Path) -> list[str]:
    """The names of schemas that are missing, differ from the models, or belong to no model."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    wanted = {name: schema_text(model) for name, model in SCHEMAS.items()}
    return sorted(name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name))


def run_schema(options: argparse.Namespace) -> int:
    """Write the schemas, or say which are stale. options: root, check."""
    folder = options.root / "data" / "_schema"
    if options.check:
        stale = stale_schemas(folder)
        for name in stale:
            print(f"data/_schema/{name} 不是最新的，请运行 {command('schema')}", file=sys.stderr)
        return 1 if stale else 0
    write_schemas(folder)
    return 0
