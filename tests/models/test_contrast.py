"""Contrast as others measure it, and colours that are drawn towards black or white to reach it."""

import pytest

from branchsite.models.contrast import contrast, strengthened

# As a contrast checker measures them.
MEASURED = [
    ("#C8102E", "#FFFFFF", 5.88),
    ("#A80F1A", "#FFFFFF", 7.64),
    ("#DE2910", "#FFFFFF", 4.74),
    ("#DE2910", "#FBF8F3", 4.47),
    ("#2E7D32", "#FFFFFF", 5.13),
    ("#1B5E20", "#FFFFFF", 7.87),
    ("#FFD700", "#FFFFFF", 1.40),
    ("#FFD700", "#A80F1A", 5.45),
    ("#FF8A80", "#1F2129", 7.03),
    ("#81C784", "#1F2129", 7.98),
    ("#000000", "#FFFFFF", 21.0),
    ("#777777", "#777777", 1.0),
]


@pytest.mark.parametrize(("one", "other", "ratio"), MEASURED)
def test_contrast(one: str, other: str, ratio: float) -> None:
    """As others measure it, whichever of the two is named first, in either case of letters."""
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other.lower(), one.lower())


@pytest.mark.parametrize("colour", ["#43A047", "#4CAF50", "#E53935"])
def test_for_decoration_only(colour: str) -> None:
    """Under 4.5 on white."""
    assert contrast(colour, "#ffffff") < 4.5


@pytest.mark.parametrize(
    ("colour", "towards", "ground", "ratio"),
    [
        ("#777777", "#000000", "#ffffff", 7.0),
        ("#c8102e", "#000000", "#f8e9e6", 9.0),
        ("#368239", "#ffffff", "#000000", 9.0),
    ],
)
def test_strengthened(colour: str, towards: str, ground: str, ratio: float) -> None:
    """Reaches the ratio, and is no further from the colour than a step or two beyond it."""
    made = strengthened(colour, towards, [ground], ratio)
    assert ratio <= contrast(made, ground) < ratio + 0.6


def test_what_is_strong_stays() -> None:
    """A colour that has the ratio already is given back."""
    assert strengthened("#1b5e20", "#000000", ["#ffffff", "#f8e9e6"], 4.5) == "#1b5e20"


def test_out_of_reach() -> None:
    """On a grey ground no colour has 21:1: then the end."""
    assert strengthened("#1b5e20", "#000000", ["#808080"], 21) == "#000000"
