"""The facts as of a day: what is in, what is not, what fulfils what, and who stands beside whom."""

import dataclasses
import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from branchsite.cache.fingerprint import plain
from branchsite.library.library import Library, build_library
from branchsite.library.progress import CommitmentProgress, CommitmentState
from branchsite.load.data import load
from edits import PLAN, A, Change, changed, record
from sites import TINY, TODAY

DAY = datetime.date


def library(folder: Path, changes: Mapping[str, Change], today: DAY = TODAY) -> Library:
    """Tiny with changes, as of a day."""
    return build_library(changed(folder, changes), today)


@pytest.fixture(scope="module")
def tiny() -> Library:
    """Tiny as of TODAY."""
    return build_library(load(TINY), TODAY)


def ids(records: object) -> list[str]:
    """Ids without the year."""
    return [one.id.removeprefix("2024-") for one in records]  # type: ignore[attr-defined]


def progress(facts: Library, id: str) -> CommitmentProgress:
    """A commitment's progress in the plan in force."""
    assert facts.schedule is not None
    return next(one for one in facts.schedule.all_progress if one.commitment.id == id)


def test_records(tiny: Library) -> None:
    """The ledger has all that are published; pages only those of public kinds; newest first."""
    assert ids(tiny.ledger) == [
        *("05-20-yugao", "05-08-xuexi", "04-22-hangtian", "04-10-dangri"),
        *("03-14-dahui", "03-08-chengnuo", "03-05-yuanwen", "02-27-dangfei"),
    ]
    assert ids(tiny.records) == [one for one in ids(tiny.ledger) if "dahui" not in one and "dangfei" not in one]
    assert ids(tiny.upcoming) == ["05-20-yugao"]
    assert ids(tiny.held) == ids(tiny.records)[1:]


PUBLISHED = [(DAY(2024, 5, 14), False), (DAY(2024, 5, 15), True), (DAY(2024, 5, 16), True)]


@pytest.mark.parametrize(("today", "there"), PUBLISHED)
def test_records_appear_on_the_day_of_publication(today: DAY, there: bool) -> None:
    """Not in the ledger, not as evidence before."""
    facts = build_library(load(TINY), today)
    assert ("05-09-zicha" in ids(facts.ledger)) is there
    assert progress(facts, "no-tutoring").state is (CommitmentState.DONE if there else CommitmentState.GOING)


def test_samples_are_taken_out_everywhere(tmp_path: Path) -> None:
    """Ledger, evidence and neighbours know only what is real."""
    facts = library(tmp_path, {"data/site.yml": ("示例: 显示", "示例: 隐藏")})
    assert ids(facts.ledger) == ["05-08-xuexi", "03-14-dahui", "03-08-chengnuo", "03-05-yuanwen"]
    assert progress(facts, "party-day").records == ()
    assert progress(facts, "dues").state is CommitmentState.WAITING
    assert ids(filter(None, [facts.newer(facts.records[1]), facts.older(facts.records[1])])) == [
        "05-08-xuexi",
        "03-05-yuanwen",
    ]


STATES = {
    "spirit": (CommitmentState.LATE, "2/5", ["03-05-yuanwen", "05-08-xuexi"]),
    "general-meeting": (CommitmentState.GOING, "1/2", ["03-14-dahui"]),
    "party-day": (CommitmentState.GOING, "1/2", ["04-10-dangri"]),
    "hours": (CommitmentState.DONE, "5.5/4", ["03-05-yuanwen", "03-14-dahui", "05-08-xuexi"]),
    "group-meeting": (CommitmentState.NOT_APPLICABLE, "", []),
    "use": (CommitmentState.CONTINUING, "", ["03-05-yuanwen"]),
    "no-tutoring": (CommitmentState.GOING, "1/2", ["03-08-chengnuo"]),
    "educations": (CommitmentState.GOING, "2/3", ["04-22-hangtian"]),
    "congress": (CommitmentState.LATE, "0/1", []),
    "dues": (CommitmentState.DONE, "1/1", ["02-27-dangfei"]),
    "news": (
        CommitmentState.LATE,
        "3/5",
        ["03-05-yuanwen", "03-08-chengnuo", "04-10-dangri", "04-22-hangtian", "05-08-xuexi"],
    ),
    "heart-talk": (CommitmentState.BY_RULE, "", []),
}


@pytest.mark.parametrize("id", STATES)
def test_every_commitment_of_tiny(id: str, tiny: Library) -> None:
    """State, figure and the records behind it: claims, hours of any kind, and all public news."""
    found = progress(tiny, id)
    assert (found.state, found.figure, ids(found.records)) == STATES[id]


def test_all_commitments_are_in_the_table(tiny: Library) -> None:
    """So that the test above leaves none out."""
    assert tiny.schedule is not None
    assert {one.commitment.id for one in tiny.schedule.all_progress} == set(STATES)


def test_counted_records_are_no_news(tiny: Library) -> None:
    """What has no page does not fill a month of reports."""
    assert progress(tiny, "news").parts[0].records == ()


def test_an_announcement_proves_its_commitment_once_it_was_held(tiny: Library) -> None:
    """And not a day before."""
    assert "05-20-yugao" not in ids(progress(tiny, "party-day").records)
    for today, state in ((DAY(2024, 5, 19), CommitmentState.GOING), (DAY(2024, 5, 20), CommitmentState.DONE)):
        assert progress(build_library(load(TINY), today), "party-day").state is state


def test_what_a_record_fulfils(tiny: Library) -> None:
    """With theme or milestone, in the order of the file, in the plan of its day."""
    by_id = {one.id: one for one in tiny.ledger}
    found = tiny.fulfilments(by_id["2024-04-22-hangtian"])
    assert [(one.progress.commitment.short, one.part) for one in found] == [
        ("三类教育", "动手实践"),
        ("三类教育", "科学素养"),
    ]
    assert found[0].schedule is tiny.schedule
    assert tiny.fulfilments(by_id["2024-03-05-yuanwen"])[1].progress is progress(tiny, "use")


def test_records_outside_a_term_fulfil_nothing(tmp_path: Path) -> None:
    """They are in the ledger all the same."""
    facts = library(tmp_path, {A + "2024-01-05-a.yml": record("2024-01-05")})
    assert facts.fulfilments(facts.ledger[-1]) == ()


def test_neighbours(tiny: Library) -> None:
    """Newest first, announcements included; the ends have none beyond."""
    records = tiny.records
    assert tiny.newer(records[0]) is None
    assert tiny.older(records[-1]) is None
    assert [tiny.older(one) for one in records[:-1]] == list(records[1:])
    assert [tiny.newer(one) for one in records[1:]] == list(records[:-1])


def test_records_of_one_day_keep_an_order(tmp_path: Path) -> None:
    """By name, so that no build differs from another."""
    facts = library(tmp_path, {A + f"2024-04-15-{name}.yml": record() for name in "bca"})
    assert [one for one in ids(facts.records) if one.startswith("04-15")] == ["04-15-c", "04-15-b", "04-15-a"]


def test_materials(tiny: Library) -> None:
    """By month; with the public records that studied them."""
    assert [one.id for one in tiny.materials] == ["sanhui-yike", "weichengnianren"]
    assert ids(tiny.materials[0].studied_in) == ["05-08-xuexi", "03-05-yuanwen"]
    record = next(one for one in tiny.records if one.id.endswith("xuexi"))
    assert [one.id for one in tiny.studied(record)] == ["sanhui-yike", "weichengnianren"]
    assert tiny.topic_neighbours(tiny.materials[0]) == (None, None)
    for url, those in (("1-1", ["sanhui-yike"]), ("2-1", ["weichengnianren"]), ("2", ["weichengnianren"]), ("1", [])):
        assert [one.id for one in tiny.materials_for(f"plan/2023-2024-2/{url}/")] == those


def test_neighbours_within_a_topic(tmp_path: Path) -> None:
    """The shelf, in the order of months."""
    text = (TINY / "docs/study/sanhui-yike.md").read_text(encoding="utf-8")
    later = {
        f"docs/study/{name}.md": text.replace("2024-03", month) for name, month in (("a", "2024-05"), ("b", "2024-02"))
    }
    facts = library(tmp_path, later)
    shelf = {one.id: facts.topic_neighbours(one) for one in facts.materials}
    assert [one and one.id for one in shelf["sanhui-yike"]] == ["b", "a"]
    assert [one and one.id for one in shelf["a"]] == ["sanhui-yike", None]


@pytest.mark.parametrize(("today", "month"), [(DAY(2024, 3, 1), "2024年3月"), (DAY(2025, 1, 1), "2024年5月")])
def test_the_month_of_study(today: DAY, month: str) -> None:
    """Follows the day, also when the plan's term is over."""
    found = build_library(load(TINY), today).study_month
    assert found and found.label == month


def test_no_plan_and_no_material(tmp_path: Path) -> None:
    """A site may begin with neither."""
    facts = library(
        tmp_path,
        {
            name: lambda path: path.unlink()
            for name in (PLAN, "docs/study/sanhui-yike.md", "docs/study/weichengnianren.md")
        },
    )
    assert (facts.schedule, facts.study_month, facts.materials) == (None, None, ())


IN_FORCE = [
    (DAY(2023, 1, 1), "autumn"),
    (DAY(2023, 9, 1), "autumn"),
    (DAY(2024, 2, 18), "autumn"),
    (DAY(2024, 2, 19), "2023-2024-2"),
    (DAY(2024, 8, 31), "2023-2024-2"),
    (DAY(2024, 9, 1), "next"),
    (DAY(2030, 1, 1), "next"),
]


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny with three plans."""
    text = (TINY / PLAN).read_text(encoding="utf-8")
    days = {"autumn": ("2023-09-01", "2024-01-31"), "next": ("2024-09-01", "2025-01-20")}
    files = {
        f"data/plans/{name}.yml": text.replace("开始: 2024-02-19", f"开始: {start}").replace(
            "结束: 2024-06-30", f"结束: {end}"
        )
        for name, (start, end) in days.items()
    }
    return changed(tmp_path_factory.mktemp("terms"), dict(files)).root


@pytest.mark.parametrize(("today", "plan"), IN_FORCE)
def test_the_plan_in_force(today: DAY, plan: str, terms: Path) -> None:
    """The latest that has begun, through the holidays too; before the first, the first."""
    facts = build_library(load(terms), today)
    assert facts.schedule is not None
    assert facts.schedule.id == plan
    assert [one.id for one in facts.schedules] == ["autumn", "2023-2024-2", "next"]


STUDY = "docs/study/sanhui-yike.md"
BOUND = [
    ("[一1]", ["2023-2024-2/1-1"]),
    ("[2023-2024-2/一1]", ["2023-2024-2/1-1"]),
    ("[next/一1, 2023-2024-2/一1, 2023-2024-2/一1]", ["next/1-1", "2023-2024-2/1-1"]),
    ("[next/一, next／二2]", ["next/1", "next/2-2"]),
]


@pytest.mark.parametrize(("typed", "urls"), BOUND)
def test_a_material_serves_the_items_of_its_plan(typed: str, urls: list[str], terms: Path, tmp_path: Path) -> None:
    """Not those of the same number in another plan; without a plan it is the plan that was the only one."""
    plans = (
        {}
        if typed == "[一1]"
        else {
            f"data/plans/{one}.yml": (terms / f"data/plans/{one}.yml").read_text("utf-8") for one in ("autumn", "next")
        }
    )
    facts = library(tmp_path, {**plans, STUDY: ("[2023-2024-2/一1]", typed)})
    material = next(one for one in facts.materials if one.id == "sanhui-yike")
    assert [one.part.url for one in facts.served(material)] == [f"plan/{url}/" for url in urls]
    parts = [part for one in facts.schedules for section in one.sections for part in (section, *section.items)]
    assert {part.url for part in parts if material in facts.materials_for(part.url)} == {f"plan/{url}/" for url in urls}


QUARTER = ("1-1", "支部党员大会")
MEETING = """标题: 大会
类别: 支部党员大会
活动日期: {day}
发布日期: {day}
对象: 党员
兑现: {claim}
"""
CALENDAR = "data/calendar.yml"
AUTUMN = {
    "开始: 2024-02-19": "开始: 2023-09-01",
    "结束: 2024-06-30": "结束: 2024-01-26",
    "截止: 2024-": "截止: 2023-10-10 # ",
}


def autumn(**swaps: str) -> str:
    """Tiny's plan for the autumn before it, with texts replaced."""
    text = (TINY / PLAN).read_text(encoding="utf-8")
    for old, new in {**AUTUMN, **swaps}.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


# The first quarter of 2024 has 20 days in autumn (four weeks of January) and 29 in spring: it is spring's.
OTHER_ID = {"标识: general-meeting": "标识: dahui"}
ACROSS = {
    "of the same name": ({}, "2024-01-10", "支部党员大会", True),
    "of the same 标识, under another name": ({"简称: 支部党员大会": "简称: 党员大会"}, "2024-01-10", "党员大会", True),
    "of the same name, with another 标识": (OTHER_ID, "2024-01-10", "支部党员大会", True),
    "of another name and 标识": ({"简称: 支部党员大会": "简称: 党员大会", **OTHER_ID}, "2024-01-10", "党员大会", False),
    "between the terms": ({}, "2024-02-05", "支部党员大会", True),
    "of the quarter before": ({}, "2023-12-28", "支部党员大会", False),
}  # fmt: skip


@pytest.mark.parametrize("case", ACROSS.values(), ids=ACROSS)
def test_a_quarter_is_judged_by_the_records_of_both_terms(case: tuple, tmp_path: Path) -> None:
    """What autumn held proves the quarter that is spring's, where both plans promise the same."""
    swaps, day, claim, proves = case
    year = day[:4]
    changes: dict[str, Change] = {
        "data/plans/2023-2024-1.yml": autumn(**swaps),
        f"data/activities/{year}/{day}-a.yml": MEETING.format(day=day, claim=claim),
        A + "2024-03-14-dahui.yml": lambda path: path.unlink(),
    }
    facts = library(tmp_path, changes)
    meeting = progress(facts, "general-meeting")
    assert (meeting.figure, meeting.state) == (
        ("1/2", CommitmentState.GOING) if proves else ("0/2", CommitmentState.LATE)
    )
    assert [one.date.isoformat() for one in meeting.records] == ([day] if proves else [])


def test_a_record_shows_the_plan_of_its_day(tmp_path: Path) -> None:
    """Though it proves a period of the next as well; between terms it shows the plan that the period belongs to."""
    changes: dict[str, Change] = {
        "data/plans/2023-2024-1.yml": autumn(),
        **{A + f"{day}-a.yml": MEETING.format(day=day, claim="支部党员大会") for day in ("2024-01-10", "2024-02-05")},
    }
    facts = library(tmp_path, changes)
    shown = {one.id[:10]: [kept.schedule.id for kept in facts.fulfilments(one)] for one in facts.ledger}
    assert (shown["2024-01-10"], shown["2024-02-05"]) == (["2023-2024-1"], ["2023-2024-2"])


def test_a_record_counts_in_its_own_term_only(terms: Path) -> None:
    """Two plans may use the same short names."""
    facts = build_library(load(terms), DAY(2024, 9, 2))
    counts = [sum(len(one.records) for one in schedule.all_progress) for schedule in facts.schedules]
    assert counts[0] == counts[2] == 0
    assert counts[1] > 0


def test_addresses(tiny: Library) -> None:
    """Of articles, and of the places where files are edited."""
    assert [one.url for one in tiny.articles] == ["about/", "handbook/"]
    assert tiny.site.short == "示范支部"
    assert tiny.brand.name == "江心红·生态绿"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://localhost:8000/sub/", True),
        ("http://[::1]:8000/", True),
        ("https://school.example/", False),
        ("https://127.0.0.1.school.example/", False),
        ("https://example.com/", False),
    ],
)
def test_edit_links_are_for_the_preview(tiny: Library, address: str, shown: bool) -> None:
    """The public never sees where files are edited."""
    url = dataclasses.replace(tiny, address=address).edit_url("docs/about.md")
    assert url == ("https://git.example.org/branchsite/edit/main/docs/about.md" if shown else None)


def test_no_edit_links_without_an_address(tmp_path: Path) -> None:
    """A branch without a public repository leaves the line out."""
    old = "编辑网址: https://git.example.org/branchsite/edit/main/\n"
    assert preview(library(tmp_path, {"data/site.yml": (old, "")})).edit_url("docs/about.md") is None


def test_no_edit_links_to_the_sample(tmp_path: Path) -> None:
    """The address that a site comes with leads nowhere."""
    sample = ("https://git.example.org/", "https://example.com/")
    assert preview(library(tmp_path, {"data/site.yml": sample})).edit_url("docs/about.md") is None


def preview(made: Library) -> Library:
    """The same on the writer's own computer."""
    return dataclasses.replace(made, address="http://127.0.0.1:8000/")


def test_pictures(tiny: Library) -> None:
    """Their size is that of the upright photo; they are published beside their record."""
    record = next(one for one in tiny.records if one.id.endswith("yuanwen"))
    [picture] = record.pictures
    assert plain(picture.uri) == "news/2024/2024-03-05-yuanwen/photo-32.jpg" != picture.uri
    assert (picture.width, picture.height) == (32, 48)
    assert picture.original.path.is_file()
    assert picture.alt == "一片绿色"
