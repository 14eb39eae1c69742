"""Style sheets and scripts ask for nothing that a promised browser lacks, but what docs/dev/browsers.md answers for."""

import datetime
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from branchsite.build import read_library
from branchsite.load.tree import PROGRAM_DOCS
from branchsite.views.brand import stylesheet
from judges import MISSING, MODULES, NODE
from sites import ROOT, TINY

DOCUMENT = ROOT / PROGRAM_DOCS / "browsers.md"
ASSETS = ROOT / "overrides" / "assets"
BROWSERS = ("chrome", "firefox", "safari")
ANYWHERE = "不限"


def rows(heading: str) -> list[list[str]]:
    """The cells of the document's table whose first column has this heading."""
    text = DOCUMENT.read_text("utf-8")
    table = text[text.index(f"| {heading} |") :].partition("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


READ, CHOOSE, SEARCH = (dict(zip(BROWSERS, map(float, row[1:]), strict=True)) for row in rows("做得到什么"))
"""The first versions that can read every page; that run the scripts; that can search."""


def uses(promised: dict[str, float], files: Iterable[Path]) -> list[dict[str, Any]]:
    """Each use of a feature that one of these versions lacks, without an answer beside it."""
    assert (MODULES / "css-tree").is_dir(), MISSING
    command = [NODE, ROOT / "tools/node/features.mjs", json.dumps(promised), *files]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def first_script(folder: Path) -> Path:
    """The script within each page, without what Jinja takes out, as a file."""
    source = (ROOT / "overrides/partials/javascripts/first.html").read_text("utf-8")
    path = folder / "first.js"
    path.write_text(re.sub(r"\{#-.*?-#\}", "", source, flags=re.DOTALL), "utf-8")
    return path


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """All uses in the program, each file held to what is promised of it."""
    folder = tmp_path_factory.mktemp("features")
    brand = folder / "brand.css"
    brand.write_text(stylesheet(read_library(TINY, datetime.date(2024, 6, 1))[0].brand), "utf-8")
    scripts = sorted((ASSETS / "js").rglob("*.js"))
    worker = [path for path in scripts if "worker" in str(path.relative_to(ASSETS))]
    return [
        *uses(READ, [*sorted((ASSETS / "css").rglob("*.css")), brand, first_script(folder)]),
        *uses(
            {**CHOOSE, "firefox": READ["firefox"], "safari": READ["safari"]},
            [one for one in scripts if one not in worker],
        ),
        *uses(SEARCH, worker),
    ]


def version(number: float | None) -> str:
    """As the document writes it."""
    return "—" if number is None else f"{number:g}"


@pytest.mark.slow
def test_every_newer_feature_is_answered_for(found: list[dict[str, Any]]) -> None:
    """Each is in the table, with the right versions and as often as the table says; the table has no other."""
    table = {name.strip("`"): cells for name, *cells in rows("功能")}
    where = {one["feature"]: f"{one['file']}:{one['line']}" for one in found}
    unanswered = {name: place for name, place in where.items() if name not in table}
    assert unanswered == {}, "没有它的浏览器会怎样？先给旧浏览器写一条，写不成再加进 docs/dev/browsers.md 的表"
    assert set(table) == set(where), "用不着的，从 docs/dev/browsers.md 的表里去掉"
    versions = {one["feature"]: [version(one[browser]) for browser in BROWSERS] for one in found}
    assert {name: cells[:3] for name, cells in table.items()} == versions
    counts = Counter(one["feature"] for one in found)
    wrong = {name: counts[name] for name, cells in table.items() if cells[3] not in (ANYWHERE, str(counts[name]))}
    assert wrong == {}, "多了一处，就再想一想没有它会怎样，然后改表里的数"
    assert all(cells[4] for cells in table.values())


STYLES = {
    ".a { inset: 0 }": "inset",
    ".a { height: 100dvh }": "dvh",
    ".a { width: 50cqw }": "cqw",
    ".a:is(b, c) { color: red }": ":is()",
    ":where(.a) b { color: red }": ":where()",
    ".a:not(b, c) { color: red }": ":not(a, b)",
    ".a:not(b c) { color: red }": ":not(a, b)",
    ".a:has(b) { color: red }": ":has()",
    ".a::marker { color: red }": "::marker",
    ".a:nth-child(2 of .b) { color: red }": ":nth-child(… of a)",
    ".a { & b { color: red } }": "nesting",
    ".a { display: flex; gap: 1em }": "gap (flex)",
    ".a { display: inline-flex; row-gap: 1em }": "gap (flex)",
    ".a { display: flex; align-content: end }": "align-content: end",
    ".a { aspect-ratio: 1 }": "aspect-ratio",
    ".a { overflow: clip }": "overflow: clip",
    ".a { margin-inline: 1em }": "margin-inline",
    ".a { inset-inline-start: 0 }": "inset-inline-start",
    ".a { accent-color: red }": "accent-color",
    ".a { scrollbar-gutter: stable }": "scrollbar-gutter",
    ".a { translate: 1em }": "translate",
    ".a { color: color-mix(in srgb, red, blue) }": "color-mix()",
    ".a { color: oklch(50% .1 20) }": "oklch()",
    ".a { color: rgb(from red r g b) }": "rgb(from …)",
    ".a { color: light-dark(red, blue) }": "light-dark()",
    ".a { grid-template-rows: subgrid }": "grid-template-rows: subgrid",
    ".a { text-emphasis: dot }": "text-emphasis",
    ".a { backdrop-filter: blur(1px) }": "backdrop-filter",
    "@layer a { .a { color: red } }": "@layer",
    "@container (width: 1em) { .a { color: red } }": "@container",
    "@scope (.a) { b { color: red } }": "@scope",
    "@property --a { syntax: '*'; inherits: false }": "@property",
    "@media (width > 30em) { .a { color: red } }": "@media range",
    "@media (prefers-contrast: more) { .a { color: red } }": "@media prefers-contrast",
    ".a:has(b), .c { color: red }": ":has() in a list",
    ".a::-webkit-scrollbar, .c { color: red }": "::-webkit-scrollbar in a list",
    ".a { color: red; color: color-mix(in srgb, var(--a), blue) }": "color-mix() with var()",
    "@supports (color: red) { .a { inset: 0 } }": "inset",
    "@supports not (inset: 0) { .a { inset: 0 } }": "inset",
    ".a { colour: red }": "colour (unknown)",
    ".a:hovered { color: red }": ":hovered (unknown)",
    ".a { color red }": "syntax: Colon is expected",
}
"""What a style sheet may come to hold, and what is to be said of it."""

SCRIPTS = {
    "let a = 1; a ??= 2": "syntax after ECMAScript 2020",
    "class A { #b = 1 }": "syntax after ECMAScript 2020",
    "const a = 1_000": "syntax after ECMAScript 2020",
    "[1].at(-1)": ".at",
    "'a'.replaceAll('a', 'b')": ".replaceAll",
    "Object.hasOwn({}, 'a')": ".hasOwn",
    "structuredClone({})": "structuredClone()",
    "new WeakRef({})": "WeakRef",
    "document.body.replaceChildren()": ".replaceChildren",
    "document.body.ariaLabel = 'a'": ".ariaLabel",
    "document.body.checkVisibility()": ".checkVisibility",
    "document.startViewTransition()": ".startViewTransition",
    "Promise.any([])": ".any",
    "[1].findLast(Boolean)": ".findLast",
    "[1].toSorted()": ".toSorted",
    "URL.canParse('a')": ".canParse",
    "/(?<=a)b/.test('')": "(?<=…)",
}

ORDINARY = {
    ".css": """
        :root { --a: color-mix(in srgb, red, blue); --inset: 0 }
        /* .a:has(b) { inset: 0 } */
        .inset, [data-a=":is(b)"], .a:not(.b):not(:first-child)::before { content: ":has(a)"; top: 0 }
        .a { display: grid; gap: 1em; transform: rotate(45deg); width: min(1em, 2vw); color: rgb(0 0 0 / .5) }
        .a { content: "a"; content: "a" / ""; color: red; color: color-mix(in srgb, red, blue) }
        .a { -webkit-text-emphasis: dot; text-emphasis: dot; -webkit-appearance: none; appearance: none }
        .a { display: grid; align-content: start; justify-self: end; clip: rect(0 0 0 0) }
        @supports (inset: 0) { .a { inset: 0 } }
        @supports (color: color-mix(in srgb, red, red)) { .a { color: color-mix(in srgb, var(--a), blue) } }
        @supports selector(:has(a)) { .a:has(b) { color: red } }
        .a::-webkit-details-marker { display: none }
        @media screen and (min-width: 30em) and (prefers-color-scheme: dark) { .a { overflow-x: auto } }
    """,
    ".js": """
        const state = { at: 0, turn: 1, query: "" }, { entry, loading } = state
        state.at = state.turn + entry?.b ?? loading.size
        const restore = () => state.query.padStart(2).split("a").flatMap(one => one), keep = new Map([[restore(), 1]])
        document.querySelector("a")?.closest("b").append("c"); Object.fromEntries(keep); Promise.allSettled([])
        const named = /(?<a>b)/u; matchMedia("d").matches; fetch("e").then(({ ok }) => ok).finally(() => {})
    """,
}
"""What every promised browser has, or has an answer for beside it."""


@pytest.mark.slow
def test_what_is_newer_is_noticed(tmp_path: Path) -> None:
    """A table of planted features: each is found by its name."""
    planted = {
        tmp_path / f"{number:02}{suffix}": (text, feature)
        for suffix, table in ((".css", STYLES), (".js", SCRIPTS))
        for number, (text, feature) in enumerate(table.items())
    }
    for path, (text, _) in planted.items():
        path.write_text(text, "utf-8")
    noticed = {(one["file"], one["feature"]) for one in uses(READ, planted)}
    assert [text for path, (text, feature) in planted.items() if (path.name, feature) not in noticed] == []


@pytest.mark.slow
def test_an_own_name_is_no_method(tmp_path: Path) -> None:
    """A script that has a property of its own called like a newer method does not hide a call of that."""
    path = tmp_path / "own.js"
    path.write_text("const state = { at: 1 }\nstate.at += 1;\n[1].at(-1)", "utf-8")
    assert [(one["line"], one["feature"]) for one in uses(READ, [path])] == [(3, ".at")]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ORDINARY)
def test_no_false_alarm(tmp_path: Path, suffix: str) -> None:
    """Names within strings, comments and variables, own names of scripts, and what has its answer beside it."""
    path = tmp_path / f"ordinary{suffix}"
    path.write_text(ORDINARY[suffix], "utf-8")
    assert uses(READ, [path]) == []
