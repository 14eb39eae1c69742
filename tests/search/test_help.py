"""What helps where nothing was found."""

from branchsite.library.library import Library
from branchsite.search.entry import NEWS, entries_of
from branchsite.search.help import letters_in, traditional, words_in_use


def test_words_in_use(library: Library) -> None:
    """Kinds and topics that have something, titles of what stays; no title of an activity, nothing twice."""
    entries = entries_of(library)
    words = words_in_use(entries)
    assert {"主题党日", "组织生活", "生态绿", "三会一课：各是什么，多久一次"} <= set(words)
    assert len(words) == len(set(words)) and "" not in words
    assert not set(words) & {one.title for one in entries if one.area == NEWS} - {one.kind for one in entries}


def test_traditional(library: Library) -> None:
    """Only for characters that the site has, and only where there is another form."""
    old, new = traditional(letters_in(entries_of(library)))
    table = dict(zip(old, new, strict=True))
    assert [table[letter] for letter in "黨樹師廉學"[:3]] == list("党树师")
    assert "廉" not in table and "党" not in table
    assert traditional("树") == ("樹", "树")
    assert traditional("") == ("", "")
