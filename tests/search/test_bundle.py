"""Pagefind's files, cut finer: nothing is lost, and each word is in the file that a browser takes for it."""

import cbor2
import pytest

from branchsite.search.bundle import finer, pack, unpack

NAME = "p0"


def posting(page: int) -> list[object]:
    """As Pagefind writes that a word is on a page: in its title, far down."""
    return [page, [-25, 168], []]


def files(*chunks: dict[str, int]) -> dict[str, bytes]:
    """An index as Pagefind writes it. chunks: words, and on how many pages each is."""
    made = {"pagefind-entry.json": b"{}"}
    spans = []
    for number, chunk in enumerate(chunks):
        words = [[word, [posting(1 + page % 3) for page in range(count)], []] for word, count in chunk.items()]
        made[f"index/old{number}.pf_index"] = pack(cbor2.dumps([words]))
        spans.append([min(chunk), max(chunk), f"old{number}"])
    pages = [["p0_aaaaaaa", 12], ["p0_bbbbbbb", 300]]
    made |= {f"fragment/{name}.pf_fragment": name.encode() for name, _ in pages}
    made["pagefind.p0.pf_meta"] = pack(cbor2.dumps(["1.5.2", pages, spans, [], [], ["title"]]))
    return made


LETTERS = {f"g{letter}_": 40 for letter in "abcdefghijklmnopqrstuvwxyz"}
CHINESE = {
    f"{one}{other}": count for one in "一丁七" for other, count in (("_", 30), ("万", 1), ("丈", 90), ("三", 300))
}
MIXED = {
    "3_": 2,
    "30_": 2,
    "3月": 4,
    "党_": 1,
    "党a": 1,
    "党ab": 60,
    "党员": 3,
    "六a": 2,
    "拼zt_": 9,
    "拼ztdr_": 9,
    "拼zz_": 9,
}
ODD = {"僃a": 3, "僃bw": 3, "x" * 24 + "_": 2, "y" * 60: 2}
"""Last bytes that look like the beginning of a word, and words so long that their length takes a byte of its own."""

TABLE = {
    "letters": (LETTERS,),
    "Chinese": (CHINESE,),
    "several files": (dict(sorted(LETTERS.items())), dict(sorted(CHINESE.items()))),
    "mixed": (dict(sorted(MIXED.items())),),
    "odd": (dict(sorted(ODD.items())),),
    "one word": ({"党员": 1},),
}


def read(made: dict[str, bytes]) -> tuple[list[list[str]], dict[str, list[list[object]]]]:
    """Spans, and by file the words."""
    (meta,) = [raw for uri, raw in made.items() if uri.endswith(".pf_meta")]
    spans = cbor2.loads(unpack(meta))[2]
    return spans, {name: cbor2.loads(unpack(made[f"index/{name}.pf_index"]))[0] for _, _, name in spans}


@pytest.mark.parametrize("chunks", TABLE.values(), ids=TABLE)
def test_every_word_is_kept_as_it_was(chunks: tuple[dict[str, int], ...]) -> None:
    """In the same order, with the same pages."""
    before, after = read(files(*chunks)), read(finer(files(*chunks), NAME))
    assert [word for words in after[1].values() for word in words] == [
        word for words in before[1].values() for word in words
    ]


@pytest.mark.parametrize("chunks", TABLE.values(), ids=TABLE)
def test_a_browser_takes_the_right_file(chunks: tuple[dict[str, int], ...]) -> None:
    """The first whose span a word lies in has it; for the beginning of a word, it has all that begin so."""
    spans, pieces = read(finer(files(*chunks), NAME))
    every = [word for words in pieces.values() for word, *_ in words]
    typed = {*every, *(word[:-1] for word in every if word[0] < "{" and word[0] > "`" and len(word) > 1)}
    typed |= {word[:cut] for word in every if word.startswith("拼") for cut in range(3, len(word))}
    for one in typed:
        wanted = [word for word in every if word.startswith(one)]
        name = next(name for first, last, name in spans if first.encode() <= one.encode() <= last.encode())
        assert [word for word, *_ in pieces[name] if str(word).startswith(one)] == wanted, one


def test_files_are_small() -> None:
    """Of a large index; what a word needs by itself stays in one piece."""
    words = {f"{chr(0x4E00 + number)}{chr(0x4E00 + number)}": 5 for number in range(20_000)}
    spans, _ = read(finer(files(words), NAME))
    assert 100 < len(spans) < 1000


def test_pages_are_named_shortly() -> None:
    """In the list of pages, and their files with them; everything else stays."""
    made = finer(files(CHINESE), NAME)
    version, pages, _, *rest = cbor2.loads(unpack(made["pagefind.p0.pf_meta"]))
    assert (version, rest) == ("1.5.2", [[], [], ["title"]])
    assert pages == [["p00", 12], ["p01", 300]]
    assert made["fragment/p00.pf_fragment"] == b"p0_aaaaaaa" and made["fragment/p01.pf_fragment"] == b"p0_bbbbbbb"
    assert made["pagefind-entry.json"] == b"{}"
    assert not [uri for uri in made if "old" in uri or "_aaaaaaa" in uri]
