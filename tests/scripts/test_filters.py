"""Choices, addresses and counts of the filters, by hand."""

from typing import Any

from branchsite.views.listing import PAGE_SIZE, sheets
from scripts_in_node import in_node

PARTS = ("filters/choices", "filters/table", "filters/cards")
TABLE = {
    "months": [["2024-04", 2], ["2023-12", 1]],
    "columns": {
        "kind": {"values": [["lecture"], ["study"]], "codes": "010"},
        "audience": {"values": [["staff", "pupils"], [], ["pupils"]], "codes": "012"},
    },
}
"""Of three items, the second for nobody."""

SETUP = """
    const facet = (key, value, url) => ({ key, value, url, label: `<${value}>` })
    const facets = [facet("", undefined, "/news/"), facet("month", "2024-04", "/news/2024/04/"),
        facet("year", "2024", "/news/2024/"), facet("kind", "lecture", "/news/kind/lecture/"),
        facet("kind", "study", "/news/kind/study/"), facet("audience", "pupils", "/news/audience/pupils/")]
    const keys = [["month", "year"], ["kind"], ["audience"]]
    const page = (here = "/news/", list = here, own = {}) => ({
        here, list, own, hub: "/news/", facets,
        groups: keys.map(names => ({ keys: new Set(names), facets: facets.filter(one => names.includes(one.key)) })),
    })
"""


def asked(function: str, cases: list[list[object]]) -> list[Any]:
    """What a function gives, with `page` in its scope: of the hub, or of another place."""
    return in_node(PARTS, f"(...given) => {{ {SETUP} return ({function})(...given) }}", cases)


def test_a_click_on_a_facet() -> None:
    """Chooses, chooses another of its group instead, takes back; the one for everything clears."""
    cases: dict[str, tuple[dict[str, str], list[str], dict[str, str]]] = {
        "the first": ({}, ["kind", "study"], {"kind": "study"}),
        "another of the group": ({"kind": "study"}, ["kind", "lecture"], {"kind": "lecture"}),
        "the same": ({"kind": "study", "year": "2024"}, ["kind", "study"], {"year": "2024"}),
        "a month for a year": (
            {"year": "2024", "kind": "study"},
            ["month", "2024-04"],
            {"kind": "study", "month": "2024-04"},
        ),
        "everything": ({"kind": "study", "year": "2024"}, ["", ""], {}),
    }
    function = "(chosen, [key, value]) => toggled(page().groups, chosen, { key, value })"
    assert asked(function, [[chosen, facet] for chosen, facet, _ in cases.values()]) == [
        wanted for *_, wanted in cases.values()
    ]


def test_what_an_address_asks_for() -> None:
    """What is known, the last of a group; what the page lists by itself always counts."""
    known = ["kind=study", "kind=lecture", "year=2024", "month=2024-04"]
    cases: list[tuple[str, dict[str, str], dict[str, str]]] = [
        ("?kind=study&year=2024", {}, {"kind": "study", "year": "2024"}),
        ("?kind=study&kind=lecture", {}, {"kind": "lecture"}),
        ("?year=2024&month=2024-04", {}, {"month": "2024-04"}),
        ("?kind=none&x=1&kind", {}, {}),
        ("?kind=study", {"kind": "lecture"}, {"kind": "lecture"}),
        ("", {"month": "2024-04"}, {"month": "2024-04"}),
    ]
    function = "(query, own, known) => choicesIn(query, page('/a/', '/a/', own), new Set(known))"
    assert asked(function, [[query, own, known] for query, own, _ in cases]) == [wanted for *_, wanted in cases]


def test_the_address_of_choices() -> None:
    """On the hub in its address; on a plain list there while its own are among them, else where a plain page is."""
    hub, list_ = ["/news/", "/news/", {}], ["/news/kind/study/", "/news/kind/study/", {"kind": "study"}]
    second = ["/news/kind/study/page-1/", "/news/kind/study/", {"kind": "study"}]
    cases: list[tuple[list[object], dict[str, str], str]] = [
        (hub, {}, "/news/"),
        (hub, {"kind": "study"}, "/news/?kind=study"),
        (hub, {"kind": "study", "month": "2024-04"}, "/news/?kind=study&month=2024-04"),
        (list_, {"kind": "study"}, "/news/kind/study/"),
        (list_, {"kind": "study", "year": "2024"}, "/news/kind/study/?year=2024"),
        (list_, {"kind": "lecture"}, "/news/kind/lecture/"),
        (list_, {"kind": "lecture", "year": "2024"}, "/news/?kind=lecture&year=2024"),
        (list_, {"kind": "lecture", "month": "2024-04"}, "/news/2024/04/?kind=lecture"),
        (list_, {"kind": "lecture", "month": "2023-12"}, "/news/?kind=lecture&month=2023-12"),
        (list_, {}, "/news/"),
        (second, {"kind": "study"}, "/news/kind/study/"),
        (second, {"kind": "study", "year": "2024"}, "/news/?kind=study&year=2024"),
    ]
    function = "(where, chosen) => addressOf(page(...where), chosen)"
    assert asked(function, [[where, chosen] for where, chosen, _ in cases]) == [wanted for *_, wanted in cases]


def test_labels() -> None:
    """As the facet says it; of a month or a year that no facet offers, its date."""
    cases = {
        ("kind", "study"): "<study>",
        ("month", "2023-12"): "2023年12月",
        ("month", "2023-02"): "2023年2月",
        ("year", "2020"): "2020年",
    }
    assert asked("(...choice) => labelOf(page(), choice)", [[*choice] for choice in cases]) == [*cases.values()]


def test_what_fits() -> None:
    """Items that have all that is chosen, in order."""
    cases: list[tuple[dict[str, str], list[int]]] = [
        ({}, [0, 1, 2]),
        ({"kind": "lecture"}, [0, 2]),
        ({"kind": "lecture", "audience": "staff"}, [0]),
        ({"audience": "pupils"}, [0, 2]),
        ({"month": "2024-04"}, [0, 1]),
        ({"year": "2023"}, [2]),
        ({"year": "2023", "kind": "study"}, []),
    ]
    function = "(table, chosen) => members(readTable(table), chosen)"
    assert asked(function, [[TABLE, chosen] for chosen, _ in cases]) == [wanted for _, wanted in cases]
    known = asked("table => [...readTable(table).known].sort()", [[TABLE]])[0]
    dates = ["month=2023-12", "month=2024-04", "year=2023", "year=2024"]
    assert known == ["audience=pupils", "audience=staff", "kind=lecture", "kind=study", *dates]


def test_counts_within_a_group() -> None:
    """What a value would give in the place of its group's choice, beside those of the others."""
    function = """(table, nth, chosen) =>
        Object.fromEntries(countsOf(readTable(table), page().groups, page().groups[nth], chosen))"""
    cases: list[tuple[int, dict[str, str], dict[str, int]]] = [
        (1, {}, {"kind=lecture": 2, "kind=study": 1}),
        (1, {"kind": "study"}, {"kind=lecture": 2, "kind=study": 1}),
        (1, {"year": "2024"}, {"kind=lecture": 1, "kind=study": 1}),
        (2, {"kind": "study"}, {}),
        (2, {"kind": "lecture", "audience": "staff"}, {"audience=staff": 1, "audience=pupils": 2}),
        (0, {"month": "2024-04"}, {"month=2024-04": 2, "year=2024": 2, "month=2023-12": 1, "year=2023": 1}),
    ]
    assert asked(function, [[TABLE, nth, chosen] for nth, chosen, _ in cases]) == [wanted for *_, wanted in cases]


def test_where_a_card_stands() -> None:
    """As the lists are laid out: each rank of lists of many lengths on the page that has it."""
    counts = [0, 1, PAGE_SIZE, 2 * PAGE_SIZE - 1, 2 * PAGE_SIZE, 5 * PAGE_SIZE + 3]
    cases = [[rank, count, PAGE_SIZE] for count in counts for rank in range(count)]
    wanted = [
        {"number": sheet.number or 0, "nth": nth}
        for count in counts
        for sheet in sheets(range(count), "")
        for nth in range(len(sheet.items))
    ]
    assert asked("placeOf", cases) == wanted
