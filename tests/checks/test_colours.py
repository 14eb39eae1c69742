"""Text can be read on its ground."""

from pathlib import Path

import pytest

from branchsite.checks.colours import check, contrast
from edits import changed, found

# Measured on white (domain.md §4), and the pairs named there.
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


CASES = [
    ('墨: "#1f2421"', '墨: "#9aa09b"', ["浅色里“墨”写在“卡片”上", "浅色里“墨”写在“江”上", "浅色里“墨”写在“纸”上"]),
    (
        '琥珀: "#8a5a00"',
        '琥珀: "#d99a1c"',
        ["浅色里“琥珀”写在“卡片”上", "浅色里“琥珀”写在“浅琥珀”上", "浅色里“琥珀”写在“纸”上"],
    ),
    ('页眉: "#7d0c15"', '页眉: "#ff8a80"', ["深色的页眉太浅", "深色里“金”写在“页眉”上"]),
    ('红: "#ff8a80"', '红: "#a80f1a"', ["深色里“红”写在“卡片”上", "深色里“红”写在“浅红”上", "深色里“红”写在“纸”上"]),
    ('画红: "#a80f1a"', '画红: "#ffffff"', []),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "messages"), CASES)
def test_palettes(old: str, new: str, messages: list[str], tmp_path: Path) -> None:
    """Every text on every ground of both appearances; colours of drawings are free."""
    problems = found(check, changed(tmp_path, {"data/brand.yml": (old, new)}))
    assert len(problems) == len(messages)
    assert all(any(one.message.startswith(said) for one in problems) for said in messages)
    assert all("至少要 4.5" in one.message for one in problems)
