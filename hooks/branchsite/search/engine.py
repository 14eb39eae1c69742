"""Pagefind: one part of the entries in, the files of its index out.

Measured with Pagefind 1.5.2 on 1,000 and 10,000 invented records:

- Every word of a page is listed once: that makes the files a sixth smaller than with each place it stands at.
- The files are ours, in its forms (bundle.py); of its command only what a browser runs is used.
- Its filters and sorts are not used. It writes filters in the order of a hash map, so that no two builds are
  alike, and both are a list of all pages that every first query would fetch, 2.4 KB and 5.7 KB for 1,000
  records. Our own, facets.json, is fetched when a reader opens the filters.
- A result is one small file, as Pagefind has it: what of its own is shown is what we put there.
- The plain command does, 5 MB instead of 52: cutting Chinese into words is our own.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pagefind_bin  # type: ignore[import-untyped]

from .bundle import ENTRY, Fields, bundle, pack, page_name
from .entry import SearchEntry
from .words import initials_of, words_of

_QUOTED = 1500
"""Characters of a text that are kept to quote from."""

_USUAL = (10, 4, 2, 1)
"""What a word weighs in the title, among the words that one is found by, in the summary and in the text."""

_PLAN_LINE = (2, 1, 1, 1)
"""The same of a line of the plan. It has few words, so that each would outweigh those of a material or a record."""

_RUNTIME = re.compile(r"pagefind\.js|wasm\.unknown\.pagefind")


PART = "part.json"
"""What a browser is told of a part before it asks for any of its files: not one of them."""


def index_part(entries: Sequence[SearchEntry], name: str, letters_of: Callable[[str], str]) -> dict[str, bytes]:
    """The index of these entries, by the files' names, and PART.

    name: letters and digits; begins the name of every entry in the index, so that no two parts share one.
    letters_of: gives the pinyin initials of Chinese characters.
    """
    lengths: list[int] = []

    def pages() -> Iterator[Fields]:
        for one in entries:
            fields = fields_of(one, letters_of)
            lengths.append(sum(len(words) for _, words in fields))
            yield fields

    files = bundle(pages(), name)
    # Pagefind's own word on it comes along, which spares a request.
    files[PART] = _json({"weight": weight_of(lengths), "entry": json.loads(files.pop(ENTRY))})
    owners = {page_name(name, number): entry for number, entry in enumerate(entries)}
    files |= {f"fragment/{page}.pf_fragment": pack(_json(_shown(entry))) for page, entry in owners.items()}
    files["facets.json"] = _json(_facets(owners))
    return files


def runtime() -> dict[str, bytes]:
    """What a browser needs whatever is in the parts: script and WebAssembly.

    Raises subprocess.CalledProcessError, with what Pagefind said, where it fails.
    """
    made = run_pagefind(["<p>0</p>"], "none")
    return {uri: content for uri, content in made.items() if _RUNTIME.fullmatch(uri)}


def weight_of(lengths: Sequence[int]) -> float:
    """What the scores of a part are multiplied by: Pagefind divides them by the part's mean number of words.

    lengths: the number of words of each entry; of many a few are counted.
    """
    counted = lengths[:: max(1, len(lengths) // 50)]
    return round(sum(counted) / max(1, len(counted)) / 100, 2)


def fields_of(entry: SearchEntry, letters_of: Callable[[str], str]) -> list[tuple[int, list[str]]]:
    """The words by how much they tell, each where it tells most; sorted, so that near places are near words.

    letters_of: as index_part has it.
    """
    seen: set[str] = set()
    found = []
    fields = (
        words_of(entry.title),
        words_of(entry.words) | initials_of([entry.title, entry.kind, entry.topic], letters_of),
        words_of(entry.summary),
        words_of(entry.text),
    )
    for weight, words in zip(_PLAN_LINE if entry.plan_line else _USUAL, fields, strict=True):
        found.append((weight, sorted(words - seen)))
        seen |= words
    return found


def run_pagefind(pages: Iterable[str], name: str) -> dict[str, bytes]:
    """What the command makes of the bodies of pages, by the files' names. The n-th page's address is /n.html."""
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        site, out = Path(folder, "site"), Path(folder, "out")
        site.mkdir()
        for number, page in enumerate(pages):
            (site / f"{number:06}.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
        command = [pagefind_bin.get_executable(), "--site", site, "--output-path", out, "--force-language", name]
        subprocess.run([*command, "--silent"], check=True, capture_output=True)
        return {
            path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()
        }


def _shown(entry: SearchEntry) -> Mapping[str, object]:
    """What a result shows, in the form of Pagefind's fragments."""
    meta = {
        "title": entry.title,
        "summary": entry.summary,
        "area": entry.area,
        "kind": entry.kind,
        "date": entry.date,
        "strand": entry.strand_slug,
        "sample": "1" * entry.sample,
        "announced": "1" * entry.announced,
    }
    said = {key: value for key, value in meta.items() if value}
    return {
        "url": entry.url,
        "content": entry.text[:_QUOTED],
        "word_count": 0,
        "filters": {},
        "meta": said,
        "anchors": [],
    }


def _facets(owners: Mapping[str, SearchEntry]) -> Mapping[str, object]:
    """By what entries are filtered and sorted. values: each once; rows: name, day, places in values."""
    values: dict[tuple[str, str], int] = {}
    rows = []
    for name, entry in sorted(owners.items()):
        its = [
            ("area", entry.area),
            ("kind", entry.kind),
            ("strand", entry.strand),
            ("year", entry.year),
            ("topic", entry.topic),
            *(("audience", one) for one in entry.audience),
        ]
        rows.append([name, entry.date, [values.setdefault(one, len(values)) for one in its if one[1]]])
    return {"values": list(values), "rows": rows}


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
