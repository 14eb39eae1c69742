"""One scale: letters have six sizes and gaps six steps, all named in overrides/assets/css/tokens.css."""

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

GAP = re.compile(r"(?:0|normal|[\d.]+em|var\(--gap(?:-[1-6])?\)|4mm)(?: (?!$)|$)")


def values(text: str, name: str) -> list[str]:
    """What a property is set to, in the order of the sheet."""
    return [one.strip() for one in re.findall(rf"(?<![\w-]){name}: ([^;}}]*)", text)]


def test_six_sizes_and_six_steps() -> None:
    """No more are named."""
    screen = TOKENS.partition("@media")[0]
    assert len(re.findall(r"--text-[a-z]+:", screen)) == len(re.findall(r"--gap-\d:", screen)) == 6


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: path.stem)
def test_no_other_size_of_letters(path) -> None:
    """In rules for the screen; paper has its own measure, in points."""
    text = path.read_text("utf-8")
    assert [one for one in values(text, "font-size") if not SIZE.fullmatch(one)] == []
    fonts = [one for one in values(text, "font") if one != "inherit"]
    assert [one for one in fonts if not re.match(r"(?:\d{3} )?(?:var\(--text|calc\(var\(--text)", one)] == []


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: path.stem)
def test_no_other_gap(path) -> None:
    """A step, none, or a share of the letters beside it."""
    found = [one for name in ("gap", "row-gap", "column-gap") for one in values(path.read_text("utf-8"), name)]
    assert [one for one in found if not all(GAP.match(part) for part in one.split())] == []


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: path.stem)
def test_every_token_is_there(path) -> None:
    """A name that is misspelt would be no size at all."""
    used = set(re.findall(r"var\((--(?:text|gap)-[a-z0-9]+)\)", path.read_text("utf-8")))
    assert used <= set(re.findall(r"(--[a-z0-9-]+):", TOKENS))
