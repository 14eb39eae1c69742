"""What helps where nothing was found: the words that are in use, and Simplified for Traditional characters."""

from collections.abc import Collection, Iterable, Sequence

from .entry import NEWS, SearchEntry

_IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))


def words_in_use(entries: Sequence[SearchEntry]) -> list[str]:
    """Names that lead somewhere, each once: kinds, topics, colours, and the titles of all but the activities."""
    found = {word for one in entries for word in (one.kind, one.topic, one.strand)}
    found |= {one.title for one in entries if one.area != NEWS}
    return sorted(word for word in found if word)


def letters_in(entries: Iterable[SearchEntry]) -> str:
    """Every character that the entries have, once, in order."""
    found: set[str] = set()
    for one in entries:
        found.update(one.title, one.summary, one.words, one.text)
    return "".join(sorted(found))


def traditional(letters: Collection[str]) -> tuple[str, str]:
    """Traditional characters, and at the same places those of the given letters that are Simplified for them."""
    from opencc import OpenCC  # only when the table is made anew

    candidates = [chr(number) for block in _IDEOGRAPHS for number in block]
    simple = OpenCC("t2s").convert("\n".join(candidates)).split("\n")
    pairs = [(old, new) for old, new in zip(candidates, simple, strict=True) if old != new and new in letters]
    return "".join(old for old, _ in pairs), "".join(new for _, new in pairs)
