"""The interface for other programs: what is in it, what is not, and that version 1 stays readable."""

import datetime
import json
import os
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from branchsite.library.library import Library
from branchsite.views.api import api_files, api_page
from branchsite.views.api_shape import FILES, Index, Records, Shape
from edits import A, record
from sites import parse

FROZEN = Path(__file__).parent / "api-v1.json"
"""The schema as it was when the interface was first published; BLESS=1 writes it where there is none."""

STATIC = ("schema.json",)


def read(library: Library) -> dict[str, bytes]:
    """Every file by its name below api/v1/."""
    return {one.uri.removeprefix("api/v1/"): one.read() for one in api_files(library)}


def shape_of(name: str) -> type[Shape]:
    """What a file is to hold."""
    folder, slash, _ = name.partition("/")
    return next(
        shape for pattern, shape in FILES.items() if pattern == name or (slash and pattern.startswith(f"{folder}/"))
    )


def test_every_file_is_what_the_schema_says(tiny: Library) -> None:
    """All that the index leads to is there, nothing else is, and each can be read by its shape."""
    files = read(tiny)
    index = Index.model_validate_json(files["index.json"])
    listed = [index.branch, index.disclosure, index.schema_url]
    listed += [one.url for one in (*index.plans, *index.records, *index.materials)]
    assert {one.partition("/api/v1/")[2] for one in listed} | {"index.json"} == set(files)
    assert index.day == datetime.date(2024, 5, 10) and index.version == 1
    defined = json.loads(files["schema.json"])["$defs"]
    for name, content in files.items():
        if name not in STATIC:
            shape = shape_of(name)
            assert shape.model_validate_json(content)
            assert set(json.loads(content)) == set(defined[shape.__name__]["properties"])
    assert {one.name: one.count for one in index.records} == {"2024": len(tiny.records)}


def test_what_is_said_of_a_record(tiny: Library) -> None:
    """Its own facts, with whole addresses; what it proves, and what it studied."""
    shown = {one.id: one for one in Records.model_validate_json(read(tiny)["records/2024.json"]).records}
    assert list(shown) == [one.id for one in tiny.records]
    study = shown["2024-05-08-xuexi"]
    assert study.url == f"{tiny.address}news/2024/2024-05-08-xuexi/"
    assert {one.plan for one in study.fulfils} == {"2023-2024-2"} and study.studied
    assert [one.announced for one in shown.values()].count(True) == 1


def test_nothing_private(tiny: Library) -> None:
    """Of a meeting only its day is there, without an address; of an inside commitment that there is one."""
    files = read(tiny)
    assert [one.id for one in tiny.ledger if not one.public and one.title.startswith("机密")]
    assert {name for name, content in files.items() if "机密" in content.decode()} == set()
    plan = json.loads(files["plans/2023-2024-2.json"])
    parts = [part for section in plan["sections"] for part in (section, *section["items"])]
    commitments = [one for part in parts for one in part["commitments"]]
    assert len(commitments) == len({one["id"] for one in commitments}) == len(tiny.schedules[0].all_progress)
    days = {proof["date"] for one in commitments for proof in one["proofs"] if proof["url"] is None}
    assert "2024-03-14" in days
    inner = [one for one in commitments if one["visibility"] == "内"]
    assert inner and all(one["proofs"] == [] and not one["target"] for one in inner)
    assert not {"reviewer", "attendance", "body", "correction"} & set(FILES_FIELDS)


FILES_FIELDS = sorted({field for shape in Shape.__subclasses__() for field in shape.model_fields})


def test_planted_words(world) -> None:
    """Whatever a page does not show is in no file: texts of what is only counted, what is hidden or still to come."""
    secret = "不能出现"
    inner = {"标题": secret, "地点": secret, "组织": secret, "时间": secret, "摘要": "", "正文": "", "审核": ""}
    files = {
        f"{A}2024-04-12-dahui.yml": record("2024-04-12", "支部党员大会", **inner),
        f"{A}2024-04-13-shili.yml": record("2024-04-13", 标题=secret, 摘要=secret, 示例="是"),
        f"{A}2024-04-14-jianglai.yml": record("2024-04-14", 标题=secret, 发布日期="2024-12-01"),
        f"{A}2024-04-15-dushu.yml": record(参加=secret, 审核=secret, 正文=secret, 更正=secret, 更新日期="2024-05-01"),
    }
    made = read(world(files, swaps={"示例: 显示": "示例: 隐藏"}))
    assert "2024-04-15-dushu" in made["records/2024.json"].decode()
    assert {name for name, content in made.items() if secret in content.decode()} == set()


def test_only_the_year_of_a_record_changes(world, tiny: Library) -> None:
    """And the index, which says so: nobody fetches ten years again for a word. Files follow from their digests."""
    changed = world({f"{A.replace('2024', '2023')}2023-12-05-dushu.yml": record("2023-12-05")})
    before = {one.uri: one for one in api_files(tiny)}
    after = {one.uri: one for one in api_files(changed)}
    there = before.keys() & after.keys()
    differing = {uri for uri in there if before[uri].read() != after[uri].read()}
    assert differing == {"api/v1/index.json"}
    assert after.keys() - before.keys() == {"api/v1/records/2023.json"} and not before.keys() - after.keys()
    assert all(before[uri].read() == after[uri].read() for uri in there if before[uri].digest == after[uri].digest)


def test_every_field_is_explained(tiny: Library) -> None:
    """On the page, in words."""
    page = parse(api_page(tiny).html)
    cells = [[cell.text for cell in row.all("td")] for row in page.all("tr") if row.all("td")]
    assert {name for name, _ in cells} == set(FILES_FIELDS)
    assert all(said for _, said in cells)


def broken(frozen: Any, now: Any, where: str = "") -> list[str]:
    """What a reader of the frozen schema would miss in the one of now."""
    found = []
    for name, shape in frozen["$defs"].items():
        mine = now["$defs"].get(name, {"properties": {}, "required": []})
        for field, kind in shape["properties"].items():
            if _type(mine["properties"].get(field)) != _type(kind):
                found.append(f"{name}.{field}")
            elif field in shape["required"] and field not in mine["required"]:
                found.append(f"{name}.{field} may be missing")
    return found


def _type(field: dict[str, Any] | None) -> str:
    kept = {key: value for key, value in (field or {}).items() if key not in ("description", "title")}
    return json.dumps(kept, sort_keys=True)


def test_version_1_stays_readable(tiny: Library) -> None:
    """Fields may be added; none is removed, retyped or left out where it was always there."""
    now = json.loads(read(tiny)["schema.json"])
    if os.environ.get("BLESS") and not FROZEN.exists():
        FROZEN.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert broken(json.loads(FROZEN.read_text("utf-8")), now) == []


@pytest.mark.parametrize("change", ["removed", "retyped", "renamed", "optional", "gone"])
def test_a_break_would_be_noticed(tiny: Library, change: str) -> None:
    """Of each kind."""
    frozen = json.loads(FROZEN.read_text("utf-8"))
    now = json.loads(FROZEN.read_text("utf-8"))
    shape = now["$defs"]["ApiRecord"]
    match change:
        case "removed":
            del shape["properties"]["title"]
        case "retyped":
            shape["properties"]["title"] = {"type": "integer"}
        case "renamed":
            shape["properties"]["name"] = shape["properties"].pop("title")
        case "optional":
            shape["required"].remove("title")
        case "gone":
            del now["$defs"]["ApiRecord"]
    assert "ApiRecord.title" in " ".join(broken(frozen, now))
    now = json.loads(FROZEN.read_text("utf-8"))
    now["$defs"]["ApiRecord"]["properties"]["added"] = {"type": "string"}
    assert broken(frozen, now) == []


def test_dates_and_addresses_are_plain(tiny: Library) -> None:
    """Days as 2024-05-08, addresses with https."""
    record = json.loads(read(tiny)["records/2024.json"])["records"][0]
    assert TypeAdapter(datetime.date).validate_python(record["date"])
    assert record["url"].startswith("https://")
