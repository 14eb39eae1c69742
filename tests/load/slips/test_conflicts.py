"""What git leaves where two people changed the same lines."""

import pytest

from branchsite.load.slips.conflicts import find_conflicts

BOTH = "<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> origin/main"

FOUND = {
    "at the top": (BOTH, [(1, "第 2 行是一份，第 4 行是另一份")]),
    "further down": (f"一\n二\n{BOTH}\n三", [(3, "第 4 行是一份，第 6 行是另一份")]),
    "two": (f"{BOTH}\n一\n{BOTH}", [(1, "第 2 行"), (7, "第 8 行")]),
    "several lines": (
        "<<<<<<< a\n甲\n乙\n=======\n丙\n丁\n>>>>>>> b",
        [(1, "第 2 到 3 行是一份，第 5 到 6 行是另一份")],
    ),
    "one side deleted": ("<<<<<<< a\n=======\n丙\n>>>>>>> b", [(1, "删掉了内容的是一份，第 3 行是另一份")]),
    "what was there before": (
        "<<<<<<< a\n甲\n||||||| c\n乙\n=======\n丙\n>>>>>>> b",
        [(1, "第 2 到 4 行是一份，第 6 行")],
    ),
    "only the beginning": ("一\n<<<<<<< a\n甲", [(2, "没有删干净")]),
    "only the end": ("一\n>>>>>>> b\n甲", [(2, "没有删干净")]),
    "two beginnings": (f"<<<<<<< a\n{BOTH}", [(1, "没有删干净"), (2, "第 3 行是一份")]),
    "without the middle": ("<<<<<<< a\n甲\n>>>>>>> b", [(3, "没有删干净")]),
    "a blank behind": ("<<<<<<< a \n甲\n======= \n乙\n>>>>>>> b ", [(1, "第 2 行是一份")]),
}


@pytest.mark.parametrize("name", FOUND)
def test_found(name: str) -> None:
    """One problem a place, on its first line; half a cleaning up is told as well."""
    text, wanted = FOUND[name]
    found = find_conflicts(text, "a.yml")
    assert [one.line for one in found] == [line for line, _ in wanted]
    assert all(message in one.message for one, (_, message) in zip(found, wanted, strict=True))
    assert all(one.fix and not one.mended for one in found)
    assert all(one.text.rstrip() == text.split("\n")[one.line - 1].rstrip() for one in found)


@pytest.mark.parametrize("text", ["", "标题\n=======\n", "> > > 引文", "<<< 甲", "  <<<<<<< HEAD", ">>>>>>>>"])
def test_not_found(text: str) -> None:
    """A heading of Markdown, a quotation, and marks that are shown in a text with a blank in front."""
    assert find_conflicts(text, "a.md") == []
