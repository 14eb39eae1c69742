"""The files of an index in the forms that Pagefind's script in a browser reads, made without its command.

Its command takes 2 milliseconds and a quarter of a megabyte for each page, most of it for cutting HTML that we
have cut already; and it writes few large files, where a query should fetch little: it closes a file of words
at 20,000 places, some 15 KB, and names each page with seven digits of a hash. The forms are those of 1.5.2, to
which requirements.in pins it; that both write the same is tested against the command itself. Each file is a
signature and CBOR, packed.

    pf_index   [[[word, [[page, [weight, place], []], …], []], …]], by word; a page as its distance from the last
    pf_meta    [version, [[page's name, words], …], [[first word, last word, file's name], …], [], [], []]

A browser takes one file for a word, that whose span it lies in, and finds what begins with it. So words that a
query may be the beginning of stay together.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from math import isqrt

import cbor2

SIGNATURE = b"pagefind_dcd"
"""What stands before the content of each file."""

VERSION = "1.5.2"
ENTRY = "pagefind-entry.json"
"""The file in which Pagefind says what an index has."""

Fields = Sequence[tuple[int, Sequence[str]]]
"""The words of a page, each once, by their weight from 1 to 10."""

_CONNECTORS = list("_‿⁀⁔︳︴﹍﹎﹏＿")
"""Signs that Pagefind leaves in words, as its command says."""

_STEPS = 24
"""Pagefind's steps to a weight of 1."""

_SPAN = 12
"""Bytes that a file more adds to the list of files."""

_OPEN = re.compile(r"[a-z]|拼..|[0-9]+[a-z]|.[a-z]")
"""How words begin that a query may break off within: letters, and pinyin initials from the second on."""

_LAST = "\U0010ffff"


def bundle(pages: Iterable[Fields], name: str) -> dict[str, bytes]:
    """The index of these pages but for their fragments, by the files' names.

    name: letters and digits; begins the names of pages (`page_name`) and files.
    """
    words, lengths = _postings(pages)
    files = {}
    cut = []
    for number, (first, last, content) in enumerate(_pieces(words)):
        cut.append([first, last, f"{name}{number:x}"])
        files[f"index/{name}{number:x}.pf_index"] = pack(content)
    listed = [[page_name(name, number), length] for number, length in enumerate(lengths)]
    files[f"pagefind.{name}.pf_meta"] = pack(cbor2.dumps([VERSION, listed, cut, [], [], []]))
    entry = {"hash": name, "wasm": None, "page_count": len(lengths)}
    said = {"version": VERSION, "languages": {name: entry}, "include_characters": _CONNECTORS}
    files[ENTRY] = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return files


def page_name(name: str, number: int) -> str:
    """Of the n-th page, counted from 0."""
    return f"{name}{number:x}"


def pack(content: bytes) -> bytes:
    """As a file has it."""
    return gzip.compress(SIGNATURE + content, 6, mtime=0)


def unpack(raw: bytes) -> bytes:
    """The content of a file."""
    return gzip.decompress(raw).removeprefix(SIGNATURE)


def _postings(pages: Iterable[Fields]) -> tuple[list[tuple[str, bytes]], list[int]]:
    """Each word with all that is said of it, by word; and how many words each page has."""
    found: dict[str, list[bytes]] = {}
    last: dict[str, int] = {}
    lengths = []
    for number, fields in enumerate(pages):
        place = 0
        for weight, words in fields:
            for word in words:
                there = b"\x83" + _number(number - last.get(word, 0)) + _standing(weight, place)
                found.setdefault(word, []).append(there)
                last[word] = number
                place += 1
        lengths.append(place)
    return [(word, _item(word, found[word])) for word in sorted(found)], lengths


# Both are asked half a thousand times a page, mostly for the same.
@cache
def _number(value: int) -> bytes:
    return cbor2.dumps(value)


@cache
def _standing(weight: int, place: int) -> bytes:
    """Where a word stands on a page, and nothing else of it."""
    return cbor2.dumps([-_STEPS * weight - 1, place]) + cbor2.dumps([])


def _item(word: str, pages: Sequence[bytes]) -> bytes:
    return b"\x83" + cbor2.dumps(word) + _array(len(pages)) + b"".join(pages) + b"\x80"


def _array(length: int) -> bytes:
    """The beginning of a list: as a number's, but for the three bits that say what it is."""
    head = _number(length)
    return bytes([head[0] | 0x80]) + head[1:]


def _pieces(words: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    """Files of such a size that list and files together cost a reader least: first, last and content of each."""
    enough = isqrt(_SPAN * sum(len(item) for _, item in words))
    inside: list[tuple[str, list[bytes]]] = []
    size = 0
    for key, those in groupby(words, key=lambda word: _beginning(word[0])):
        items = [item for _, item in those]
        inside.append((key, items))
        size += sum(map(len, items))
        if size >= enough:
            yield _piece(inside)
            inside, size = [], 0
    if inside:
        yield _piece(inside)


def _beginning(word: str) -> str:
    """What words that stay together have in common: a word by itself is its own."""
    match = _OPEN.match(word)
    return match.group() if match else word


def _piece(inside: Sequence[tuple[str, Sequence[bytes]]]) -> tuple[str, str, bytes]:
    items = [item for _, those in inside for item in those]
    last = inside[-1][0]
    content = b"\x81" + _array(len(items)) + b"".join(items)
    return inside[0][0], f"{last}{_LAST}" if _OPEN.fullmatch(last) else last, content
