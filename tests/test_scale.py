"""One scale: letters have six sizes and spaces seven steps, all named in overrides/assets/css/tokens.css."""

import re

import pytest

from sites import ROOT

STYLES = ROOT / "overrides/assets/css"
TOKENS = (STYLES / "tokens.css").read_text("utf-8")
SCREEN = sorted(path for path in STYLES.glob("*.css") if path.name not in ("tokens.css", "print.css", "paper.css"))

SIZE = re.compile(
    r"inherit|var\(--text-[a-z]+\)(?: !important)?|min\(var\(--text-[a-z]+\), \d+px\)"
    r"|calc\(var\(--text-top\) \* [\d.]+\)|1(?:25|45|72)%"
)
"""A token; one with an upper limit, in the bar; the wordmark where it is no outline; what the reader has set."""

GAP = re.compile(r"0|normal|[\d.]+em|var\(--gap(?:-[1-7])?\)|4mm")
SPACE = re.compile(
    r"0|auto|inherit|-?[\d.]*\d(?:em|rem)|-?[1-3]px|var\(--gap(?:-[1-7])?\)|calc\(-1 \* var\(--gap-[1-7]\)\)"
    r"|4vh|env\([a-z-]+\)|max\([^,()]+, [^,()]+(?:\([^()]*\))?\)|1(?:40|58)px|!important"
)
"""A step, a hairline, or a share of the letters; and the room that the drawing of a page's head takes."""


def values(text: str, name: str) -> list[str]:
    """What a property is set to, in the order of the sheet."""
    return [one.strip() for one in re.findall(rf"(?<![\w-]){name}: ([^;}}]*)", text)]


def test_six_sizes_and_seven_steps() -> None:
    """No more are named."""
    screen = TOKENS.partition("@media")[0]
    assert len(re.findall(r"--text-[a-z]+:", screen)) == 6
    assert len(re.findall(r"--gap-\d:", screen)) == 7


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: path.stem)
def test_no_other_size_of_letters(path) -> None:
    """In rules for the screen; paper has its own measure, in points."""
    text = path.read_text("utf-8")
    assert [one for one in values(text, "font-size") if not SIZE.fullmatch(one)] == []
    fonts = [one for one in values(text, "font") if one != "inherit"]
    assert [one for one in fonts if not re.match(r"(?:\d{3} )?(?:var\(--text|calc\(var\(--text)", one)] == []


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: path.stem)
def test_no_other_space(path) -> None:
    """A step, none, or a share of the letters beside it."""
    text = path.read_text("utf-8")
    gaps = [one for name in ("gap", "row-gap", "column-gap") for one in values(text, name)]
    assert [one for one in gaps if not all(map(GAP.fullmatch, parts(one)))] == []
    spaces = [one for name in ("margin", "padding") for one in values(text, rf"{name}(?:-[a-z]+)*")]
    assert spaces or path.stem not in ("page", "shell")
    assert [one for one in spaces if not all(map(SPACE.fullmatch, parts(one)))] == []


def parts(value: str) -> list[str]:
    """The values of a shorthand; what stands in brackets is one."""
    return re.findall(r"(?:[^\s()]+|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+", value)


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: path.stem)
def test_every_token_is_there(path) -> None:
    """A name that is misspelt would be no size at all."""
    used = set(re.findall(r"var\((--(?:text|gap)-[a-z0-9]+)\)", path.read_text("utf-8")))
    assert used <= set(re.findall(r"(--[a-z0-9-]+):", TOKENS))
