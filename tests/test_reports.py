"""What machines are told: the same problems, in their own forms."""

import json
from pathlib import Path

import pytest

from branchsite.__main__ import main
from branchsite.errors import Problem, Severity
from branchsite.reports import REPORTS, to_json
from sites import TINY, TODAY, copy_site, replace


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())


def checked(root: Path, file: Path) -> tuple[int, dict[str, list[dict[str, str]]]]:
    """How check ends, and the JSON that it writes."""
    status = main(["--root", str(root), "check", "--json", str(file)])
    return status, json.loads(file.read_text(encoding="utf-8"))


def test_json_of_a_site_that_is_right(tmp_path: Path) -> None:
    """Every page with what it was made from; nothing to mend."""
    status, found = checked(TINY, tmp_path / "check.json")
    assert status == 0
    assert not [one for one in found["problems"] if one["severity"] == "错误"]
    titles = {one["url"]: one["title"] for one in found["pages"]}
    source = {one["url"]: one["source"] for one in found["pages"]}
    assert titles[""]
    assert source["news/2024/2024-04-10-dangri/"] == "data/activities/2024/2024-04-10-dangri.yml"


def test_json_of_a_site_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is said on the terminal stands in the file too, and no page."""
    root = copy_site(tmp_path / "site", TINY)
    replace(root / "data/activities/2024/2024-04-10-dangri.yml", "类别: 主题党日", "类别: 主题党曰")
    status, found = checked(root, tmp_path / "check.json")
    assert status == 1
    assert found["pages"] == []
    wrong = found["problems"][0]
    assert wrong["severity"] == "错误"
    assert wrong["file"] == "data/activities/2024/2024-04-10-dangri.yml"
    assert wrong["text"] == "类别: 主题党曰"
    assert wrong["fix"] == "类别: 主题党日"
    assert f"第 {wrong['line']} 行" in capsys.readouterr().err


PHONE = "13800001234"
NOTICE = Problem("b.yml", 0, "还没有", severity=Severity.NOTICE)
TELLING = Problem(f"{PHONE}.yml", 1, f"不写 {PHONE}", PHONE, f"删掉 {PHONE}")


@pytest.mark.parametrize("form", REPORTS)
def test_no_report_repeats_a_long_number(form: str) -> None:
    """It is masked as on the terminal, wherever it stands."""
    said = REPORTS[form].render([TELLING], [])
    assert PHONE not in said
    assert "138…34" in said


def test_json_is_sorted_and_readable() -> None:
    """Each problem once, by file and line; Chinese as Chinese."""
    said = to_json([NOTICE, Problem("a.yml", 10, "甲"), Problem("a.yml", 9, "乙"), NOTICE], [])
    assert [one["message"] for one in json.loads(said)["problems"]] == ["乙", "甲", "还没有"]
    assert "还没有" in said
