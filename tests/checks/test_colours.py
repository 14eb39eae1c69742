"""Text can be read on its ground."""

from pathlib import Path

import pytest

from branchsite.checks.colours import check
from edits import changed, found

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
