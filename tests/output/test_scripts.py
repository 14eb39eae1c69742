"""The published scripts: what they are joined from, what old browsers can read of them, how large they are."""

import gzip
import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from branchsite.output.scripts import SCRIPTS, WORKER, join_scripts, join_worker
from judges import FOLDER, MISSING, MODULES, NODE
from sites import ROOT

OVERRIDES = ROOT / "overrides"
JS = OVERRIDES / "assets/js"
PUBLISHED = {**SCRIPTS, "sw": WORKER}
FACTS = ROOT / "tests/script_facts.mjs"
INLINE = OVERRIDES / "partials/javascripts/first.html"

ECMASCRIPT = 2020
"""What Chromium 83 reads: neither ??= nor private fields, nor whatever came later."""

NEWER = {
    *("replaceAll", "hasOwn", "structuredClone", "replaceChildren", "findLast", "findLastIndex", "groupBy"),
    *("toSorted", "toReversed", "toSpliced", "withResolvers", "randomUUID", "WeakRef", "checkVisibility"),
    *("AggregateError", "fromAsync", "Segmenter", "isWellFormed", "toWellFormed", "inert", "showPopover"),
    *("startViewTransition", "requestIdleCallback", "scheduler", "navigation", "getHTML", "setHTML", "isSubsetOf"),
    *("role", "ariaLabel", "ariaExpanded", "ariaHidden", "ariaCurrent", "ariaBusy", "ariaChecked", "ariaLive"),
}
"""What a browser that we mean to serve (Chromium 83, Firefox 115, Safari 15) does not have, as member or by itself."""

ATTRIBUTES = {"role"}
"""As keys these are attributes that an element is made with."""

NEWER_CALLS = {"at", "any", "timeout", "with", "union", "try"}
"""Of the same kind, where they are called: as members our own objects may have these names."""

GLOBALS = {
    *("Array", "Boolean", "DOMParser", "Error", "JSON", "Map", "Math", "Number", "Object", "Promise", "RegExp"),
    *("Response", "Set", "String", "URL", "URLSearchParams", "Uint8Array", "WebAssembly", "Worker", "undefined"),
    *("Blob", "Date", "TextEncoder", "IntersectionObserver", "crypto", "getSelection", "indexedDB", "print"),
    *("AbortController", "Headers", "MessageChannel", "RELEASE", "caches", "encodeURIComponent"),
    *("addEventListener", "clearTimeout", "decodeURIComponent", "document", "fetch", "history", "innerHeight"),
    *(
        "localStorage",
        "location",
        "matchMedia",
        "navigator",
        "postMessage",
        "reading",
        "scrollY",
        "self",
        "setTimeout",
        "window",
    ),
}
"""What a script may use that it does not declare; `reading` is the one within the page, RELEASE a line before the
service worker's own."""


def sources() -> dict[str, str]:
    """Every file that scripts are joined from, and the one script within the page."""
    found = {path.relative_to(JS).with_suffix("").as_posix(): path.read_text("utf-8") for path in JS.rglob("*.js")}
    return found | {"within the page": re.sub(r"\{#-.*?-#\}", "", INLINE.read_text("utf-8"), flags=re.DOTALL)}


def joined() -> dict[str, bytes]:
    """The published scripts, by their names."""
    files = {path.relative_to(OVERRIDES).as_posix(): path.read_bytes() for path in JS.rglob("*.js")}
    return {Path(path).stem: content for path, content in join_scripts(files).items()} | {"sw": join_worker(files)}


def facts_of(texts: dict[str, str]) -> dict[str, dict[str, Any]]:
    """What acorn reads in them: see script_facts.mjs."""
    assert (MODULES / "acorn").is_dir(), MISSING
    asked = json.dumps({"version": ECMASCRIPT, "sources": texts})
    ran = subprocess.run(
        [NODE, FACTS, FOLDER / "package.json"], input=asked, capture_output=True, text=True, check=True
    )
    facts: dict[str, dict[str, Any]] = json.loads(ran.stdout)
    return facts


@cache
def facts() -> dict[str, dict[str, Any]]:
    """Of every file."""
    return facts_of(sources())


@cache
def published_facts() -> dict[str, dict[str, Any]]:
    """Of every published script."""
    return facts_of({name: content.decode() for name, content in joined().items()})


@pytest.mark.slow
def test_every_file_belongs_to_a_script() -> None:
    """And every published script is what its parts are, in their order, without comments and indentation."""
    assert {part for parts in PUBLISHED.values() for part in parts} == sources().keys() - {"within the page"}
    assert joined().keys() == PUBLISHED.keys()
    plain = facts_of({name: "\n".join(sources()[part] for part in parts) for name, parts in PUBLISHED.items()})
    assert {name: one["tree"] for name, one in plain.items()} == {
        name: one["tree"] for name, one in published_facts().items()
    }
    assert all(not line.startswith((b"//", b" ")) for one in joined().values() for line in one.splitlines())


def test_a_missing_part_is_an_error() -> None:
    """Not a script that fails in the browser."""
    with pytest.raises(KeyError, match="click"):
        join_scripts({f"assets/js/{name}.js": b"" for name in sources() if name != "common/click"})


def test_other_files_stay() -> None:
    """What is no script is passed on as it is."""
    files = {f"assets/js/{name}.js": b"  x\n// y\n" for name in sources()} | {"assets/css/a.css": b"  a\n"}
    assert join_scripts(files)["assets/css/a.css"] == b"  a\n"
    assert join_scripts(files)["assets/js/search.js"] == b"x\nx\nx\n"


@pytest.mark.slow
def test_old_browsers_read_every_script() -> None:
    """No syntax that is newer than Chromium 83, no regular expression that is an error in Safari 15."""
    assert {name: one["error"] for name, one in {**facts(), **published_facts()}.items() if "error" in one} == {}
    patterns = [(name, one) for name, its in facts().items() for one in its["patterns"]]
    assert len(patterns) > 10
    assert [one for one in patterns if re.search(r"\(\?<[=!]|/[a-z]*[vd][a-z]*$", one[1])] == []


def test_old_browsers_have_what_is_used() -> None:
    """No member, global or method that came later."""
    newer = {
        name: NEWER.intersection(one["members"] + one["globals"]) | (NEWER - ATTRIBUTES).intersection(one["keys"])
        for name, one in facts().items()
    }
    # Whether a browser has it decides whether any other script starts: it is asked for, not called.
    assert newer.pop("within the page") <= {"replaceChildren"}
    calls = {name: NEWER_CALLS.intersection(one["calls"]) for name, one in facts().items()}
    assert {name: found for name, found in newer.items() if found} == {}
    assert {name: found for name, found in calls.items() if found} == {}


NEW = {
    "an assignment": "a ??= b",
    "a private field": "class A { #a = 1 }",
    "a public field": "class A { a = 1 }",
    "await outside of functions": "await a()",
    "a static block": "class A { static { a() } }",
    "a flag": "const a = /[a--b]/v",
    "a number's parts": "const a = 1_000",
}


@pytest.mark.parametrize("case", NEW)
def test_newer_syntax_would_be_noticed(case: str) -> None:
    """In any script."""
    assert "error" in facts_of({case: NEW[case]})[case]


def test_everything_that_is_used_is_declared() -> None:
    """A slip in a way that is seldom gone would only show in a reader's browser. And nothing is declared in vain."""
    for name, one in published_facts().items():
        assert set(one["globals"]) <= GLOBALS, name
        # What a catch or a destructuring has to name need not be used.
        unused = set(one["unused"]) - {"refused", "offline", "unreachable", "malformed", "dropped", "resolve", "start"}
        assert unused == set(), name


def test_functions_are_small() -> None:
    """Below 60 lines, half of them below 6, files below 150."""
    lines = sorted(count for one in facts().values() for _, count in one["functions"])
    assert lines[-1] < 60 and lines[len(lines) // 2] < 6
    assert {name for name, text in sources().items() if text.count("\n") > 150} == set()


def test_no_string_goes_over_several_lines() -> None:
    """Joining takes the indentation away, within strings, too."""
    assert {name: one["long"] for name, one in facts().items() if one["long"]} == {}


ON_DEMAND = {"search-view", "search-worker", "share", "take", "notes", "docx", "quiz", "keep", "offline", "sw"}
"""What is only loaded when a reader asks for it."""


def test_what_is_sent() -> None:
    """Compressed as the server does: 9.5 KB of scripts by themselves, 61 KB with styles and what is asked for.

    What only the pages have that stand alone: 9 KB.
    """
    scripts = {name: len(gzip.compress(content, 6)) for name, content in joined().items()}
    alone = scripts.pop("screen")
    first = sum(size for name, size in scripts.items() if name not in ON_DEMAND)
    sheets = {path.stem: len(gzip.compress(path.read_bytes(), 6)) for path in OVERRIDES.rglob("*.css")}
    alone += sheets.pop("screen") + sheets.pop("poster")
    styles = sum(sheets.values())
    print(scripts, first, sum(scripts.values()) + styles, alone)
    assert 0 < first <= 9_500
    assert sum(scripts.values()) + styles <= 61_000
    assert 0 < alone <= 9_000
