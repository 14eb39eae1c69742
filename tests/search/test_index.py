"""The index as files: what is made, what is made again, and what is never in it."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cbor2
import pytest

from branchsite.build import read_library
from branchsite.cache.folder import CacheFolder
from branchsite.library.library import Library
from branchsite.search import engine
from branchsite.search.bundle import unpack
from branchsite.search.engine import fields_of, index_part, runtime, weight_of
from branchsite.search.entry import entries_of
from branchsite.search.index import make_index
from branchsite.search.initials import read_initials
from branchsite.search.words import words_of
from sites import LATER, ROOT, SHIPPED, TINY, TODAY, copy_site, hide_samples

World = Callable[[dict[str, str]], Library]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> CacheFolder:
    """Keeps folders for all of these tests."""
    return CacheFolder(tmp_path_factory.mktemp("search"))


def plan(files: dict[str, bytes]) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(files["search/parts.json"])
    return found


def unpacked(files: dict[str, bytes], ending: str) -> bytes:
    """The content of all files with that ending."""
    return b"".join(gzip.decompress(raw) for name, raw in files.items() if name.endswith(ending))


def words_in(files: dict[str, bytes]) -> set[str]:
    """Every word that can be looked up."""
    pieces = [cbor2.loads(unpack(raw)) for name, raw in files.items() if name.endswith(".pf_index")]
    return {word for (words,) in pieces for word, *_ in words}


def shown(files: dict[str, bytes]) -> list[dict[str, object]]:
    """What results show."""
    raw = unpacked(files, ".pf_fragment").split(b"pagefind_dcd")
    return [json.loads(one) for one in raw if one]


def index_files(library: Library, store: CacheFolder) -> dict[str, bytes]:
    """The files of the index, read."""
    return {one.uri: one.read() for one in make_index(library, store).assets}


def test_every_entry_is_in_one_part(tiny: Library, store: CacheFolder) -> None:
    """With what it shows, and a row to filter it by, under a name that no other part uses."""
    files = index_files(tiny, store)
    entries = {one.url: one for one in entries_of(tiny)}
    cards = {str(one["url"]): one for one in shown(files)}
    assert cards.keys() == entries.keys()
    for url, card in cards.items():
        assert card["meta"]["title"] == entries[url].title  # type: ignore[index]
        assert str(entries[url].text).startswith(str(card["content"]))
    rows = [
        row for part in plan(files)["parts"] for row in json.loads(files[f"search/{part['at']}facets.json"])["rows"]
    ]
    names = {Path(name).stem for name in files if name.endswith(".pf_fragment")}
    assert {row[0] for row in rows} == names and len(rows) == len(names) == len(entries)


def test_every_word_can_be_looked_up(tiny: Library, store: CacheFolder) -> None:
    """Of title, summary, text and the rest."""
    found = words_in(index_files(tiny, store))
    for entry in entries_of(tiny):
        wanted = words_of(f"{entry.title}\n{entry.summary}\n{entry.text}\n{entry.words}")
        assert wanted <= found, wanted - found


def test_an_unchanged_part_is_not_made_again(world: World, store: CacheFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new record of the running term makes its part anew, and nothing else; without a change nothing is made."""
    monkeypatch.setenv("BRANCHSITE_WORKERS", "1")
    made: list[int] = []
    monkeypatch.setattr(
        "branchsite.search.index.index_part", lambda *given: made.append(len(given[0])) or index_part(*given)
    )
    before = index_files(world({}), store)
    made.clear()
    assert index_files(world({}), store) == before and made == []
    record = (TINY / "data/activities/2024/2024-05-08-xuexi.yml").read_text("utf-8")
    text = record.replace("2024-05-08", "2024-05-07").replace("标题: ", "标题: 又一次")
    after = index_files(world({"data/activities/2024/2024-05-07-xuexi.yml": text}), store)
    olds, news = plan(before)["parts"], plan(after)["parts"]
    assert len(made) == 1 and olds[:-1] == news[:-1] and olds[-1] != news[-1]


def test_another_program_makes_every_part_again(tiny: Library, tmp_path: Path) -> None:
    """Whatever of searching or its libraries is changed: each folder has a new name, so no browser has the old one."""
    stores = CacheFolder(tmp_path, lambda: "one"), CacheFolder(tmp_path, lambda: "another")
    before, after = (plan(index_files(tiny, store)) for store in stores)
    assert len(before["parts"]) == len(after["parts"])
    assert not {one["at"] for one in before["parts"]} & {one["at"] for one in after["parts"]}
    assert before["runtime"] != after["runtime"] and before["help"] != after["help"]


def test_a_broken_cache_is_a_miss(tiny: Library, tmp_path: Path) -> None:
    """Cut short, changed, or a folder that cannot be written: the same index."""
    whole = index_files(tiny, CacheFolder(tmp_path / "search"))
    for number, path in enumerate(sorted((tmp_path / "search").iterdir())):
        raw = path.read_bytes()
        path.write_bytes(raw[: len(raw) // 2] if number % 2 else raw[:-1] + b"x")
    assert index_files(tiny, CacheFolder(tmp_path / "search")) == whole
    (tmp_path / "file").write_text("no folder")
    assert index_files(tiny, CacheFolder(tmp_path / "file")) == whole


def test_the_same_bytes_from_nothing(tiny: Library, store: CacheFolder, tmp_path: Path) -> None:
    """On another day's cache."""
    files = index_files(tiny, store)
    assert index_files(tiny, CacheFolder(tmp_path / "caches")) == files


@pytest.mark.slow
def test_two_builds_at_once(tmp_path: Path) -> None:
    """On one empty cache: both give the whole index."""
    code = (
        "import sys, datetime, hashlib; from pathlib import Path; from branchsite.build import read_library;"
        "from branchsite.cache.folder import CacheFolder; from branchsite.search.index import make_index;"
        f"library = read_library(Path({str(TINY)!r}), datetime.date.fromisoformat({TODAY.isoformat()!r}))[0];"
        "files = {one.uri: one.read() for one in make_index(library, CacheFolder(Path(sys.argv[1]))).assets};"
        "print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT / "hooks") for _ in range(2)]
    said = [one.communicate(timeout=120)[0] for one in both]
    assert said[0] == said[1] != ""


@pytest.mark.slow
def test_nothing_private_is_in_any_file(store: CacheFolder) -> None:
    """Of records that are only counted: no title, no name of a file, and no word that nobody else uses."""
    library = read_library(SHIPPED, TODAY)[0]
    files = index_files(library, store)
    hidden = [one for one in library.ledger if not one.public]
    said = b"".join(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw for raw in files.values()).decode(
        "utf-8", "replace"
    )
    assert not [one.id for one in hidden if one.id in said]
    texts = " ".join(f"{one.title} {one.activity.summary or ''} {one.activity.body or ''}" for one in hidden)
    public = {
        word for one in entries_of(library) for word in words_of(f"{one.title} {one.summary} {one.text} {one.words}")
    }
    assert not (words_of(texts) - public) & words_in(files)


@pytest.mark.slow
def test_hidden_samples_are_not_in_it(tmp_path: Path, store: CacheFolder) -> None:
    """The switch in site.yml takes them out of the index too."""
    root = copy_site(tmp_path / "site")
    titles = [one.title for one in read_library(root, LATER)[0].records if one.activity.sample]
    hide_samples(root)
    found = {one["meta"]["title"] for one in shown(index_files(read_library(root, LATER)[0], store))}  # type: ignore[index]
    assert titles and found and not found & set(titles)


def test_pagefind_failing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A build without its search must not pass for one with it."""
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho no room >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(engine.pagefind_bin, "get_executable", lambda: broken)
    with pytest.raises(subprocess.CalledProcessError) as caught:
        runtime()
    assert b"no room" in caught.value.stderr


def test_long_entries_count_as_much_as_short_ones(tiny: Library) -> None:
    """Pagefind divides scores by the mean length of a part; its weight gives that back."""
    letters_of = read_initials().of
    shortest = sorted(sum(len(words) for _, words in fields_of(one, letters_of)) for one in entries_of(tiny))
    assert weight_of(shortest[-5:]) > weight_of(shortest[:5]) > 0
