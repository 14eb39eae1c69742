"""The invented site that builds are measured with is a site that could be published."""

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from branchsite.build import build_pages
from branchsite.checks import run_checks
from branchsite.errors import errors
from branchsite.load.data import Data, load
from sites import ROOT, SHIPPED, tree

pytestmark = pytest.mark.slow

PROGRAM = ROOT / "benchmarks" / "generate.py"
RECORDS = 60
MATERIALS = 12
TODAY = datetime.date(2024, 6, 30)


def generate(folder: Path, seed: int) -> Path:
    command = [sys.executable, PROGRAM, folder, "--records", str(RECORDS), "--seed", str(seed), "--photos", "1"]
    command += ["--materials", str(MATERIALS)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("world"), seed=7)


@pytest.fixture(scope="module")
def data(world: Path) -> Data:
    return load(world)


def test_passes_every_check(data: Data) -> None:
    assert errors(run_checks(data, TODAY)) == []


def test_has_what_was_asked_for(data: Data) -> None:
    assert len(data.activities) == RECORDS
    assert len(data.studies) == len(list((SHIPPED / "docs/study").glob("*.md"))) + MATERIALS
    assert len({entry.model.title for entry in data.studies.values()}) == len(data.studies)
    assert all(
        any(plan.model.start <= entry.model.date <= plan.model.end for plan in data.plans.values())
        for entry in data.activities.values()
    )
    assert any(entry.model.photos for entry in data.activities.values())
    assert any(entry.model.claims for entry in data.activities.values())


def test_every_public_record_becomes_a_page(world: Path, data: Data) -> None:
    urls = {page.url for page in build_pages(world, TODAY)}
    public = [
        entry for entry in data.activities.values() if data.kinds_by_name[entry.model.kind].visibility.value == "公"
    ]
    assert 0 < len(public) < RECORDS
    assert {f"news/{entry.model.date.year}/{entry.id}/" for entry in public} <= urls


def test_one_seed_gives_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    world = generate(tmp_path / "world", seed=7)
    assert tree(generate(tmp_path / "again", seed=7)) == tree(world)
    assert tree(generate(tmp_path / "other", seed=8)) != tree(world)


def test_leaves_a_folder_with_content_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    with pytest.raises(subprocess.CalledProcessError):
        generate(tmp_path, seed=7)
    assert tree(tmp_path) == {"kept.txt": b"kept"}
