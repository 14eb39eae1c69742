"""deploy/check and deploy/as-text, as the workflows of each host call them."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from checkout import checkout, script
from sites import parse, replace

pytestmark = pytest.mark.slow

GITHUB = {"GITHUB_ACTIONS": "true"}
GITEA = {"GITHUB_ACTIONS": "true", "GITEA_ACTIONS": "true"}
FORGEJO = {"GITHUB_ACTIONS": "true", "FORGEJO_ACTIONS": "true"}
GITLAB = {"GITLAB_CI": "true"}

RECORD = "data/activities/2024/2024-04-10-dangri.yml"
HOSTILE = "::add-mask::党 ##[error]x <img src=x onerror=alert(1)> | `code` </td></table> [a](javascript:b)"


@pytest.fixture
def right(tmp_path: Path) -> Path:
    """A checkout that can be published."""
    return checkout(tmp_path / "site")


@pytest.fixture
def wrong(right: Path) -> Path:
    """One with an unknown kind, spelt to be taken for a command or for HTML."""
    replace(right / RECORD, "类别: 主题党日", f"类别: '{HOSTILE}'")
    return right


def commands(log: str) -> list[str]:
    """The lines of a log that GitHub's runner would obey: between stop-commands and its word, none."""
    found = []
    word = ""
    for line in log.splitlines():
        text = line.strip()
        if word:
            word = "" if text == f"::{word}::" else word
        elif text.startswith("::stop-commands::"):
            word = text.removeprefix("::stop-commands::")
        elif text.startswith("::") or "##[" in text:
            found.append(text)
    assert not word, "the runner would stay deaf"
    return found


def test_the_problem_is_marked_on_its_line(wrong: Path, tmp_path: Path) -> None:
    """On GitHub: as an annotation, in the summary and in the log, and the run fails. What was typed stays text."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    ran = script(wrong, "check", **GITHUB, GITHUB_STEP_SUMMARY=str(summary))
    assert ran.returncode == 1
    assert "第 2 行" in ran.stdout and HOSTILE in ran.stdout
    obeyed = commands(ran.stdout)
    assert all(re.match(r"::(error|warning) file=data/", one) for one in obeyed)
    assert any(one.startswith(f"::error file={RECORD},line=2,title=") for one in obeyed)
    text = summary.read_text(encoding="utf-8")
    assert re.match(r"before\n## ✖ 有 \d+ 处错误，没有发布\n", text)
    assert f"类别: '{HOSTILE}'" in [one.text for one in parse(text).all("code")]


def test_all_is_well(right: Path, tmp_path: Path) -> None:
    """The run goes on, and its summary says how many pages there will be."""
    summary = tmp_path / "summary.md"
    ran = script(right, "check", **GITHUB, GITHUB_STEP_SUMMARY=str(summary))
    assert ran.returncode == 0, ran.stdout
    assert re.search(r"✔ 没有错误，可以发布 \d+ 页", summary.read_text(encoding="utf-8"))
    assert not [one for one in commands(ran.stdout) if one.startswith("::error")]


@pytest.mark.parametrize("host", [GITEA, FORGEJO, GITLAB, {}], ids=["gitea", "forgejo", "gitlab", "none"])
def test_other_hosts_are_shown_text_alone(wrong: Path, host: dict[str, str]) -> None:
    """They have no annotations: such lines would only repeat what the log says."""
    ran = script(wrong, "check", **host)
    assert ran.returncode == 1
    assert "第 2 行" in ran.stdout
    assert "::error" not in ran.stdout


def test_gitlab_finds_its_reports(wrong: Path) -> None:
    """Where .gitlab-ci.yml says they are, after a check that failed too."""
    script(wrong, "check", **GITLAB)
    quality = json.loads((wrong / "build/check/gitlab.json").read_text(encoding="utf-8"))
    assert {one["location"]["path"] for one in quality if one["severity"] == "major"} == {RECORD}
    assert ElementTree.parse(wrong / "build/check/junit.xml").find("testcase/failure") is not None


def test_a_program_that_breaks_leaves_no_old_report(wrong: Path) -> None:
    """What the check before said is not shown for this one."""
    script(wrong, "check", **GITHUB)
    (wrong / "hooks").unlink()
    (wrong / "data/site.yml").unlink()
    ran = script(wrong, "check", **GITHUB, SITE_TODAY="nonsense")
    assert ran.returncode != 0
    assert not any(RECORD in one for one in commands(ran.stdout))


@pytest.mark.parametrize("status", [0, 3])
def test_as_text(tmp_path: Path, right: Path, status: int) -> None:
    """A command's own status; its output as text, errors in their place among it."""
    said = "echo ::error::a; echo ::warning::b >&2; echo '##[error]c'"
    ran = script(right, "as-text", "bash", "-c", f"{said}; exit {status}", **GITHUB)
    assert ran.returncode == status
    assert commands(ran.stdout) == []
    assert ran.stdout.splitlines()[1:4] == ["::error::a", "::warning::b", "##[error]c"]
    assert script(right, "as-text", "echo", "a").stdout == "a\n"
