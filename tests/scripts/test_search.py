"""What the search marks, quotes, filters and offers, by hand."""

from typing import Any

from scripts_in_node import in_node

MARKS = ("search/signs", "search/view/marks")
FACETS = ("search/view/facets",)
FIND = ("search/signs", "search/words", "search/worker/find")

SPANS: dict[str, tuple[str, list[str], list[str]]] = {
    "a word": ("春天植树，植树节", ["植树"], ["植树", "植树"]),
    "two words": ("三月植树清明", ["清明", "植树"], ["植树", "清明"]),
    "with a dot": ("纪念五·四青年节", ["五四"], ["五·四"]),
    "with dot and blank": ("江心红 · 生态绿", ["江心红生态绿"], ["江心红 · 生态绿"]),
    "one within another": ("植树节", ["树", "植树节"], ["植树节", "树"]),
    "another within one": ("植树节", ["植树节", "树"], ["植树节", "树"]),
    "a number is whole": ("30人，3人，第3", ["3"], ["3", "3"]),
    "a number within figures": ("3·15晚会", ["315"], ["3·15"]),
    "figures are not parted by a hyphen": ("3-15", ["315"], []),
    "a beginning": ("MkDocs与docs", ["doc"], ["doc"]),
    "its end is open": ("mkdocs", ["mk"], ["mk"]),
    "pairs, where it is nowhere": ("主题与题党", ["主题党日"], ["主题", "题党"]),
    "full width": ("ＹＡＭＬ文件", ["yaml"], ["ＹＡＭＬ"]),
    "one that folds to two": ("第Ⅳ章", ["iv"], ["Ⅳ"]),
    "another plane": ("𠮷老师和𮯰老师", ["𮯰老"], ["𮯰老"]),
    "pasted along": ("主题\u200b党日", ["主题党日"], ["主题\u200b党日"]),
    "nothing": ("春天", ["清明"], []),
}
"""(text, terms, what is marked)."""


def test_spans() -> None:
    """Where terms are."""
    function = "(text, terms) => spansOf(text, terms).map(([start, end]) => text.slice(start, end))"
    answers = in_node(MARKS, function, [[text, terms] for text, terms, _ in SPANS.values()])
    assert dict(zip(SPANS, answers, strict=True)) == {name: wanted for name, (*_, wanted) in SPANS.items()}


def test_quotes() -> None:
    """Around the first of the words, where neither title nor summary have it; with …… where the text goes on."""
    long = "前" * 50 + "植树" + "后" * 50
    cases: list[tuple[dict[str, str], list[str], str]] = [
        ({"title": "植树", "text": long}, ["植树"], ""),
        ({"title": "春", "summary": "去植树", "text": long}, ["植树"], ""),
        ({"title": "春", "text": long}, ["植树"], f"……{'前' * 36}植树{'后' * 36}……"),
        ({"title": "春", "text": "植树\n节"}, ["植树"], "植树 节"),
        ({"title": "春", "text": f"植树{'后' * 36}"}, ["植树"], f"植树{'后' * 36}"),
        ({"title": "春", "text": f"植树{'后' * 37}"}, ["植树"], f"植树{'后' * 36}……"),
        ({"title": "春", "text": f"{'前' * 37}植树"}, ["植树"], f"……{'前' * 36}植树"),
        ({"title": "春", "text": "树植"}, ["植树"], ""),
        ({"title": "春", "text": long}, [], ""),
    ]
    assert in_node(MARKS, "quoteOf", [[card, terms] for card, terms, _ in cases]) == [wanted for *_, wanted in cases]


ROWS = [
    ["a", "2024-03-01", [["kind", "党课"], ["year", "2024"], ["audience", "党员"]]],
    ["b", "2024-04-01", [["kind", "学习"], ["year", "2024"], ["audience", "党员"], ["audience", "教师"]]],
    ["c", "2023-04-01", [["kind", "学习"], ["year", "2023"]]],
]
HITS = [["a", 3], ["b", 2], ["c", 1]]


def facets(function: str, cases: list[list[object]]) -> list[Any]:
    """What a function of the facets gives for the rows, and a case."""
    return in_node(
        FACETS, f"(rows, ...given) => ({function})(readFacets(rows), ...given)", [[ROWS, *one] for one in cases]
    )


def test_the_counts_of_a_filter() -> None:
    """How many each value would leave beside other filters, whatever is chosen in its own; the most first."""
    cases: list[tuple[str, dict[str, list[str]], list[list[object]]]] = [
        ("kind", {}, [["学习", 2], ["党课", 1]]),
        ("kind", {"kind": ["党课"]}, [["学习", 2], ["党课", 1]]),
        ("kind", {"year": ["2024"]}, [["党课", 1], ["学习", 1]]),
        ("kind", {"year": ["2023"], "kind": ["党课"]}, [["学习", 1], ["党课", 0]]),
        ("kind", {"year": ["2023", "2024"]}, [["学习", 2], ["党课", 1]]),
        ("year", {}, [["2024", 2], ["2023", 1]]),
        ("year", {"kind": ["学习"]}, [["2024", 1], ["2023", 1]]),
        ("audience", {"year": ["2023"]}, []),
        ("topic", {}, []),
    ]
    function = "(facets, filter, hits, filters) => valuesOf(filter, hits, filters, facets)"
    answers = facets(function, [[filter_, HITS, filters] for filter_, filters, _ in cases])
    assert answers == [wanted for *_, wanted in cases]


def test_the_newest_first() -> None:
    """By day; of one day in the order they had."""
    function = "(facets, names) => newestFirst(names, facets)"
    assert facets(function, [[["c", "a", "b"]], [["a", "c"]], [[]]]) == [["b", "a", "c"], ["a", "c"], []]


def test_a_value_is_chosen() -> None:
    """Added, taken away, and the filter with its last value."""
    cases: list[tuple[dict[str, list[str]], list[object], dict[str, list[str]]]] = [
        ({}, ["kind", "党课", True], {"kind": ["党课"]}),
        ({"kind": ["党课"]}, ["kind", "学习", True], {"kind": ["党课", "学习"]}),
        ({"kind": ["党课"]}, ["kind", "党课", True], {"kind": ["党课"]}),
        ({"kind": ["党课", "学习"], "year": ["2024"]}, ["kind", "党课", False], {"kind": ["学习"], "year": ["2024"]}),
        ({"kind": ["党课"], "year": ["2024"]}, ["kind", "党课", False], {"year": ["2024"]}),
    ]
    assert in_node(FACETS, "withValue", [[before, *given] for before, given, _ in cases]) == [
        wanted for *_, wanted in cases
    ]


def test_names_that_come_near() -> None:
    """Those that share at least half, the nearest first, five at most."""
    names = ["主题党日", "主题班会", "植树节", "党日", "主题党课"]
    cases: list[tuple[list[object], list[str]]] = [
        (["主提党日", names], ["主题党日", "党日", "主题党课"]),
        (["火锅", names], []),
        (["植数节", names], ["植树节"]),
        (["一二", [f"一{letter}" for letter in "三四五六七八"]], ["一三", "一四", "一五", "一六", "一七"]),
    ]
    assert in_node(FIND, "nearest", [given for given, _ in cases]) == [wanted for _, wanted in cases]


def test_the_longest_common_row() -> None:
    """In order, with gaps."""
    cases: dict[tuple[str, str], int] = {
        ("主题党日", "主提党日"): 3,
        ("ab", "ba"): 1,
        ("", "a"): 0,
        ("abc", "axbxc"): 3,
        ("aa", "a"): 1,
    }
    assert in_node(FIND, "common", [[*pair] for pair in cases]) == [*cases.values()]
