"""What is indexed together."""

from branchsite.library.library import Library
from branchsite.search.entry import NEWS, PLAN, SearchEntry, entries_of
from branchsite.search.part import parts_of


def activities(day: str, count: int) -> list[SearchEntry]:
    return [SearchEntry(f"news/{day}-{number}/", "题", "", "", NEWS, date=day, year=day[:4]) for number in range(count)]


PAGES = [SearchEntry(f"plan/{number}/", "题", "", "", PLAN) for number in range(3)]


def sizes(entries: list[SearchEntry], largest: int) -> list[int]:
    return [len(part) for part in parts_of(entries, largest)]


def test_the_running_term_is_a_part() -> None:
    """With what is said of the plan. The rest makes one more, until it is too large."""
    terms = [*activities("2023-03-01", 4), *activities("2023-09-01", 5), *activities("2024-01-02", 1)]
    terms += activities("2024-03-01", 6)
    assert sizes([*PAGES, *terms], 100) == [9, 10]
    assert sizes([*PAGES, *terms], 10) == [9, 10]
    assert sizes([*PAGES, *terms], 9) == [9, 10]
    assert sizes([*PAGES, *terms], 8) == [4, 5, 10]
    assert sizes([*PAGES, *terms], 7) == [4, 5, 10]
    assert sizes([*PAGES, *terms], 1) == [4, 5, 10]


def test_little() -> None:
    """A new site, or one without activities."""
    assert sizes([], 100) == []
    assert sizes(PAGES, 100) == [3]
    assert sizes(activities("2024-03-01", 2), 100) == [2]


def test_a_new_record_changes_one_part(library: Library) -> None:
    """On the shipped data."""
    entries = entries_of(library)
    before, after = parts_of(entries), parts_of([*entries, *activities("2024-06-01", 1)])
    assert before[:-1] == after[:-1] and before[-1] != after[-1]
    assert sum(map(len, before)) == len(entries)
