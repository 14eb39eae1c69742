"""Two spoilt sites against the complete list of what is said to them; tiny against silence.

`make bless` (BLESS=1) rewrites the lists; read the difference before you commit it.
"""

import os
import re
from pathlib import Path

import pytest

from branchsite.build import build_pages
from branchsite.checks import CHECKS, Check, run_checks
from branchsite.errors import DataError, Severity, report
from branchsite.load.data import load
from sites import TINY, TODAY
from rows import over

WORLDS = Path(__file__).parent
BROKEN = WORLDS / "broken"
TYPING = WORLDS / "broken-typing"


def hold(name: str, said: str) -> None:
    """Compare with the accepted text, or accept."""
    accepted = WORLDS / f"{name}.expected.txt"
    if os.environ.get("BLESS"):
        accepted.write_text(said + "\n", encoding="utf-8", newline="\n")
    expected = accepted.read_text(encoding="utf-8") if accepted.exists() else ""
    assert said + "\n" == expected, f"{accepted.name} 变了。看过以后，运行 make bless 认可新的提示。"


def loading(root: Path) -> DataError:
    """What reading a site objects to."""
    with pytest.raises(DataError) as caught:
        load(root)
    return caught.value


def test_every_message_about_typing() -> None:
    """Slips, encodings, syntax and fields: the complete list."""
    hold("broken-typing", str(loading(TYPING)))


def test_every_message_of_the_checks() -> None:
    """Everything the checks object to: the complete list."""
    hold("broken", report(run_checks(load(BROKEN), TODAY)))


@pytest.mark.slow
@over("check", CHECKS)
def test_every_check_has_a_bad_entry(check: Check) -> None:
    """A check that objects to nothing here is untested: add a bad record to tests/worlds/broken."""
    assert list(check.whole(load(BROKEN), TODAY))


def test_every_file_of_broken_typing_is_objected_to() -> None:
    """A file that passes unnoticed there is either right or a hole."""
    named = {problem.file for problem in loading(TYPING).problems}
    there = {path.relative_to(TYPING).as_posix() for path in TYPING.rglob("*") if path.is_file()}
    assert named == there


@pytest.mark.parametrize("name", ["broken", "broken-typing"])
def test_messages_are_for_people(name: str) -> None:
    """Every problem says what happened and what to do, without Python, YAML or a whole private number."""
    said = (WORLDS / f"{name}.expected.txt").read_text(encoding="utf-8")
    assert not re.search(r"Traceback|Error|None|\[key\]|expected|\d{11}", said)
    for problem in said.split("\n\n")[:-1]:
        assert "  改法：" in problem, problem


def test_a_broken_site_gives_no_page() -> None:
    """Nothing is published from data that failed."""
    for root in (BROKEN, TYPING):
        with pytest.raises(DataError):
            build_pages(root, TODAY)


def test_tiny_is_right() -> None:
    """The smallest whole site passes every check, and shows nothing that is only counted.

    Its one notice is meant: its photo has a position, which the tests of the pages look for.
    """
    [notice] = run_checks(load(TINY), TODAY)
    assert notice.severity is Severity.NOTICE and "带着拍摄地点" in notice.message
    pages = build_pages(TINY, TODAY)
    assert len(pages) > 30
    assert not [page.url for page in pages if "机密" in page.markdown]
