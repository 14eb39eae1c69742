"""The files that Pagefind has written, cut finer and named shorter: what they say stays the same.

Pagefind closes a file of words at 20,000 places, some 15 KB, and a query fetches one for each bigram; its list of
pages gives each seven digits of a hash, 70 KB for 10,000 pages, which every first query fetches. Both follow
from constants in its program. The forms are its own (1.5.2, to which requirements.in pins it, and which a browser
proves in the tests): each file a signature and CBOR, packed.

    pf_index   [[[word, pages, others], …]], by word
    pf_meta    [version, [[page's name, words], …], [[first word, last word, file's name], …], …]

A browser takes one file for a word, that whose span it lies in, and finds what begins with it. So words that a
query may be the beginning of stay together.
"""

import gzip
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from math import isqrt
from typing import Any

import cbor2

SIGNATURE = b"pagefind_dcd"
"""What stands before the content of each file."""

_META = ".pf_meta"
_INDEX = "index/"
_INDEX_ENDING = ".pf_index"
_FRAGMENT = "fragment/"
_FRAGMENT_ENDING = ".pf_fragment"

_SPAN = 12
"""Bytes that a file more adds to the list of files."""

_WORD = re.compile(rb"\x83[\x61-\x78]")
"""Where a word begins: three values, of which the first is a text. Between words there are but numbers and lists."""

_OPEN = re.compile(r"[a-z]|拼..|[0-9]+[a-z]|.[a-z]")
"""How words begin that a query may break off within: letters, and pinyin initials from the second on."""

_LAST = "\U0010ffff"


def finer(files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The same index in smaller files. name: begins the name of each page and file."""
    kept = {uri: raw for uri, raw in files.items() if not uri.startswith((_INDEX, _FRAGMENT))}
    (meta_uri,) = [uri for uri in files if uri.endswith(_META)]
    version, pages, spans, *rest = cbor2.loads(unpack(files[meta_uri]))
    for number, page in enumerate(pages):
        short = f"{name}{number:x}"
        kept[f"{_FRAGMENT}{short}{_FRAGMENT_ENDING}"] = files[f"{_FRAGMENT}{page[0]}{_FRAGMENT_ENDING}"]
        page[0] = short
    words = [word for *_, old in spans for word in _words(unpack(files[f"{_INDEX}{old}{_INDEX_ENDING}"]))]
    cut = []
    for number, (first, last, content) in enumerate(_pieces(words)):
        cut.append([first, last, f"{name}{number:x}"])
        kept[f"{_INDEX}{name}{number:x}{_INDEX_ENDING}"] = pack(content)
    kept[meta_uri] = pack(cbor2.dumps([version, pages, cut, *rest]))
    return kept


def pack(content: bytes) -> bytes:
    """As a file has it."""
    return gzip.compress(SIGNATURE + content, 6, mtime=0)


def unpack(raw: bytes) -> bytes:
    """The content of a file."""
    return gzip.decompress(raw).removeprefix(SIGNATURE)


def _words(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Each word of a file of words, and all that is said of it, as it stands."""
    start = _WORD.search(content)
    while start:
        at = start.start()
        # A text's length is in its first byte, or from 24 on in the second.
        length, text = content[at + 1] & 31, at + 2
        if length == 24:
            length, text = content[at + 2], at + 3
        start = _WORD.search(content, text + length)
        yield content[text : text + length].decode(), content[at : start.start() if start else None]


def _pieces(words: list[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
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


def _piece(inside: list[tuple[str, list[bytes]]]) -> tuple[str, str, bytes]:
    items = [item for _, those in inside for item in those]
    last = inside[-1][0]
    head: Any = cbor2.dumps([None] * len(items))[: -len(items)]
    return inside[0][0], f"{last}{_LAST}" if _OPEN.fullmatch(last) else last, b"\x81" + head + b"".join(items)
