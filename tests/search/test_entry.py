"""What can be found."""

from collections.abc import Callable

from branchsite.library.library import Library
from branchsite.search.engine import fields_of
from branchsite.search.entry import entries_of
from branchsite.search.initials import read_initials
from branchsite.views.page import Page
from sites import TINY


def test_every_entry_leads_to_a_page(library: Library, pages: dict[str, Page]) -> None:
    """Each once; what stands behind # is on the page."""
    entries = entries_of(library)
    assert len({one.url for one in entries}) == len(entries)
    for one in entries:
        page, _, name = one.url.partition("#")
        assert page in pages, one.url
        assert not name or f'id="{name}"' in pages[page].html, one.url


def test_every_page_of_its_own_is_found(library: Library, pages: dict[str, Page]) -> None:
    """All but the front page, lists and the search itself."""
    found = {one.url.partition("#")[0] for one in entries_of(library)}
    lists = {url for url, page in pages.items() if not page.searchable}
    assert set(pages) - found <= lists


def test_nothing_private(library: Library) -> None:
    """No record that is only counted, no commitment that is internal, whatever its words."""
    said = "\n".join(f"{one.url} {one.title} {one.words} {one.text}" for one in entries_of(library))
    hidden = [one for one in library.ledger if not one.public]
    assert len(hidden) > 5
    assert not [one.id for one in hidden if one.id in said]
    assert library.schedule
    internal = [one for one in library.schedule.all_progress if one.internal]
    assert internal
    assert not [one for one in internal if one.commitment.title in said or library.schedule.url_of(one) in said]


def test_a_record(tiny: Library) -> None:
    """What it says, and by what it is filtered."""
    (entry,) = [one for one in entries_of(tiny) if one.url.endswith("hangtian/")]
    (record,) = [one for one in tiny.records if one.url == entry.url]
    assert (entry.title, entry.date, entry.year) == (record.title, "2024-04-22", "2024")
    assert (entry.kind, entry.area, entry.strand) == (record.kind.name, "活动动态", "生态绿")
    assert "2024年4月22日" in entry.words and record.kind.name in entry.words
    assert not entry.announced
    assert [one.announced for one in entries_of(tiny) if "yugao" in one.url] == [True]
    assert all("yugao" in one.url for one in entries_of(tiny) if one.announced)


def test_the_branch_is_found_by_what_one_asks_of_it(tiny: Library, library: Library) -> None:
    """By 联系电话 also where it is not known: the page says so."""
    for those in (tiny, library):
        (entry,) = [one for one in entries_of(those) if one.url == "about/"]
        assert all(word in entry.words for word in ("联系电话", "地址", "接待时间", "主办单位"))
    (entry,) = [one for one in entries_of(tiny) if one.url == "about/"]
    assert "0519-00000000" in entry.text and "支部书记：主持支部全面工作。" in entry.text


def test_only_the_running_plan_is_found_in_pieces(world: Callable[..., Library]) -> None:
    """Of an earlier one the overview is, which names its items."""
    older = (TINY / "data/plans/2023-2024-2.yml").read_text("utf-8").replace("2024-", "2023-")
    library = world({"data/plans/2022-2023-2.yml": older})
    urls = [one.url for one in entries_of(library)]
    assert [url for url in urls if url.startswith("plan/2022-2023-2/")] == ["plan/2022-2023-2/"]
    assert len([url for url in urls if url.startswith("plan/2023-2024-2/")]) > 5


def test_lines_of_the_plan_stand_behind(tiny: Library) -> None:
    """Its items and commitments, not its overview: each word weighs less than in a material or a record."""
    entries = entries_of(tiny)
    lines = {one.url for one in entries if one.plan_line}
    assert lines and all(url.startswith("plan/2023-2024-2/") and url != "plan/2023-2024-2/" for url in lines)
    letters_of = read_initials().of
    heaviest = {one.plan_line: max(weight for weight, words in fields_of(one, letters_of) if words) for one in entries}
    assert heaviest[True] < heaviest[False]
