"""JSON Schemas for editors: made from the models, and current."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from branchsite.commands.schema import SCHEMAS, schema_text, stale_schemas, write_schemas
from sites import SHIPPED, run


def test_those_in_the_repository_are_current() -> None:
    """Those of the frozen data are what the models give now. Mend: make schema."""
    ran = run("branchsite", "--root", SHIPPED, "schema", "--check", root=SHIPPED)
    assert (ran.returncode, ran.stdout) == (0, "")


@pytest.mark.parametrize("name", SCHEMAS)
def test_speaks_chinese(name: str) -> None:
    """An editor offers the names that stand in the files, each with its description, and refuses others."""
    schema = json.loads(schema_text(SCHEMAS[name]))
    objects = [one for one in [schema, *schema.get("$defs", {}).values()] if "properties" in one]
    assert objects
    for one in objects:
        assert one["additionalProperties"] is False
        assert all(not key.isascii() or key == "ICP" for key in one["properties"]), one["properties"].keys()


def spoken(schema: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Every description and title, with the path that leads to it."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in ("description", "title") and isinstance(value, str):
                yield f"{at}/{key}", value
            yield from spoken(value, f"{at}/{key}")
    elif isinstance(schema, list):
        for number, one in enumerate(schema):
            yield from spoken(one, f"{at}/{number}")


ICP = "/$defs/Filing/properties/ICP/title"
"""As pydantic spells the one field whose name is no Chinese word."""

ENGLISH = re.compile(r"[A-Za-z]{2,}[,;:]?[ \n]+[A-Za-z]{2,}")
"""Two words side by side: a name such as data/kinds.yml or SVG stands among Chinese by itself."""


@pytest.mark.parametrize("name", SCHEMAS)
def test_describes_in_chinese(name: str) -> None:
    """What an editor shows beside a field, a model or a choice is written for who fills it in, not for programmers."""
    schema = json.loads(schema_text(SCHEMAS[name]))
    found = dict(spoken(schema))
    assert "/description" in found
    for at, text in found.items():
        assert re.search(r"[一-鿿]", text) or (at, text) == (ICP, "Icp"), f"{at}: {text}"
        assert not ENGLISH.search(text), f"{at}: {text}"
        assert ".md §" not in text, f"{at}: {text}"
    for model, one in schema.get("$defs", {}).items():
        assert "description" in one, model
    for one in [schema, *schema.get("$defs", {}).values()]:
        for field, about in one.get("properties", {}).items():
            assert "description" in about, field


@pytest.mark.parametrize(
    "text", ["A page of prose.", "照片: a picture in the folder", "红 or 绿: one strand of a brand"]
)
def test_knows_english_when_it_sees_it(text: str) -> None:
    """What once stood there."""
    assert ENGLISH.search(text)


def test_written_ones_are_not_stale(tmp_path: Path) -> None:
    """What write_schemas writes is what stale_schemas wants, twice the same, ending in a newline."""
    write_schemas(tmp_path / "new")
    first = {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()}
    write_schemas(tmp_path / "new")
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == first
    assert first.keys() == SCHEMAS.keys()
    assert all(text.endswith(b"}\n") and b"\r" not in text for text in first.values())
    assert stale_schemas(tmp_path / "new") == []


def test_names_what_is_stale(tmp_path: Path) -> None:
    """Missing, changed, and left over from a model that is gone."""
    write_schemas(tmp_path)
    (tmp_path / "site.json").unlink()
    (tmp_path / "plan.json").write_text("{}\n")
    (tmp_path / "gone.json").write_text("{}\n")
    assert stale_schemas(tmp_path) == ["gone.json", "plan.json", "site.json"]


def test_shipped_files_use_only_names_of_their_schema() -> None:
    """The editor must not underline in red what the program accepts."""
    wanted = json.loads(schema_text(SCHEMAS["activity.json"]))["properties"].keys()
    for path in sorted((SHIPPED / "data" / "activities").rglob("*.yml")):
        assert yaml.safe_load(path.read_text(encoding="utf-8")).keys() <= wanted, path.name
