"""The list of checks is complete."""

import re
import time
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import branchsite.checks
from branchsite.checks import CHECKS, MOST, Check, links, markup, privacy, pupils, run_checks, signs
from branchsite.errors import Problem, Severity
from branchsite.load.data import load
from branchsite.load.entry import Entry
from branchsite.load.text import LONGEST
from branchsite.models.article import Article
from branchsite.private import pupils as names_of_pupils
from edits import A, changed, record
from sites import TINY, TODAY
from soak.scale import times

PER_ENTRY = [rule for check in CHECKS for rule in check.per_entry]
FOLDER = Path(branchsite.checks.__file__).parent


def test_every_module_is_in_the_list() -> None:
    """A check that is not listed is never run."""
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert {check.name for check in CHECKS} == modules
    assert all(one.whole is import_module(f"branchsite.checks.{one.name}").check for one in CHECKS)


def test_every_check_says_what_it_ensures() -> None:
    """The first line of each module reads as a rule."""
    for name in (check.name for check in CHECKS):
        doc = import_module(f"branchsite.checks.{name}").__doc__ or ""
        assert doc.startswith("Ensure that "), name


def test_every_check_has_a_test() -> None:
    """A module of its own beside this one."""
    assert {path.stem for path in Path(__file__).parent.glob("test_*.py")} >= {f"test_{check.name}" for check in CHECKS}


def test_problems_come_sorted_and_once(tmp_path: Path) -> None:
    """Whatever the order of the checks."""
    problems = run_checks(changed(tmp_path, {"docs/A.md": "---\n标题: 一\n摘要: 二\n---\n[a](b.md)\n[a](b.md)"}), TODAY)
    assert problems == sorted(set(problems))
    assert [one.line for one in problems if one.file == "docs/A.md"] == [0, 5, 6]


@pytest.mark.slow
@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@pytest.mark.parametrize("part", ["[", "[a", "[a](", "![a] ", "] (", "（ ", "1 ", "三（2）班", "王", "<img", "`"])
def test_no_line_takes_long(part: str, tmp_path: Path) -> None:
    """The longest line that is read, made of what patterns stumble over, costs no more than seconds."""
    body = "|\n" + f"  {(part * LONGEST)[: LONGEST - 2]}\n" * 3
    started = time.process_time()
    run_checks(changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=body.rstrip("\n"))}), TODAY)
    assert time.process_time() - started < 5


SIGNS = st.one_of(
    *(
        st.sampled_from(row.split(" "))
        for row in (
            "[ ] ( ) 【 ］ （ ） ！[ ](a.md) ![a](b.png) <img <b> </b> ` ＃ • ■ ``` ~~~ > - * 1. | 一 字",
            "三（2）班 六1班 王小明同学 ，李华说 班 三年级 138 1234 5678 · １３８ ⑳ 一三八 零零〇一二三四",
            "&#49; &nbsp; ** 11010119900307 3幢2单元501室 单 元 \u200b ½ x X … /",
        )
    ),
    st.sampled_from([" ", "    ", "\t", "\u3000", "\n", "\n\n", "- ", "> ", "* ", "1. ", "```\n", "<p style"]),
    st.text(max_size=2),
    st.integers(0, 10**12).map(str),
)


@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@pytest.mark.slow
@settings(
    max_examples=times(300, 1500),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.lists(SIGNS, max_size=40).map("".join), times=st.integers(1, 40))
def test_a_glance_misses_nothing(text: str, times: int) -> None:
    """Rules pass at a glance over what they cannot object to: looked at line by line, there is nothing."""
    entry = Entry("a", "docs/a.md", _about(), "标题: 一", 2, text * times, 4)
    quick = [list(found.__wrapped__(entry)) for found in PER_ENTRY]
    with pytest.MonkeyPatch.context() as patch:
        for module, name, always in (
            (links, "_ANY", re.compile("")),
            (signs, "_ANY", re.compile("")),
            (pupils, "HINT", re.compile("")),
            (names_of_pupils, "HINT", re.compile("")),
            (markup, "_is_modest", lambda text: False),
        ):
            patch.setattr(module, name, always)
        assert [list(found.__wrapped__(entry)) for found in PER_ENTRY] == quick


@cache
def _about() -> Article:
    return load(TINY).articles["about"].model


@pytest.mark.parametrize("file", ["data/activities/2024/2024-03-12-zhuti-dangri-12.yml", "docs/study/a-b.md",
    "data/activities/2024/2024-03-12-zhuti/0123.jpg", "data/plans/a.yml"])  # fmt: skip
def test_an_ordinary_path_has_no_number(file: str) -> None:
    """What is passed over at a glance is no number to the long way either."""
    assert privacy._ORDINARY.fullmatch(file)
    assert not privacy.private_numbers(file)


@pytest.mark.slow
@settings(max_examples=times(100, 500), deadline=None, derandomize=True, database=None)
@given(file=st.from_regex(privacy._ORDINARY, fullmatch=True))
def test_no_ordinary_path_has_a_number(file: str) -> None:
    """However its digits fall."""
    assert not privacy.private_numbers(file)


def notice(number: int) -> Problem:
    """A reminder."""
    return Problem("data/a.yml", number, "记得", severity=Severity.NOTICE)


def wrong(number: int) -> Problem:
    """An error."""
    return Problem("data/a.yml", number, "不好")


LISTS = {
    "as many errors as are told": ([wrong(one) for one in range(MOST)], MOST, 0, 0),
    "one error more": ([wrong(one) for one in range(MOST + 1)], MOST, 0, 1),
    "as many reminders as are told": ([notice(one) for one in range(MOST)], 0, MOST, 0),
    "one reminder more, and then an error": ([*(notice(one) for one in range(MOST + 1)), wrong(0)], 1, MOST, 1),
    "many of both": ([*(notice(one) for one in range(700)), *(wrong(one) for one in range(700))], MOST, MOST, 1),
}


@pytest.mark.parametrize("case", LISTS)
def test_how_many_are_told(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly so many of each weight, and one line on those that are left out; reminders hide no error."""
    found, errors, notices, further = LISTS[case]
    monkeypatch.setattr(branchsite.checks, "CHECKS", (Check("one", lambda data, today: iter(found)),))
    told = run_checks(changed(tmp_path, {}), TODAY)
    own = [one for one in told if one.file == "data/a.yml"]
    assert [one.severity for one in own].count(Severity.ERROR) == errors
    assert [one.severity for one in own].count(Severity.NOTICE) == notices
    left = [one for one in told if one.file != "data/a.yml"]
    assert len(left) == further and all(f"超过 {MOST} 处" in one.message for one in left)
