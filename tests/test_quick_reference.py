"""docs/handbook/quick.md, 速查, is what the program makes of its commands and fields today."""

import subprocess
import sys

import pytest

from sites import ROOT, SHIPPED


@pytest.mark.slow
def test_the_page_is_as_the_program_has_it() -> None:
    """`make schema` writes it; the handbook of the frozen site has the same."""
    made = subprocess.run([sys.executable, str(ROOT / "tools/quick_reference.py"), "--check"], check=False)
    assert made.returncode == 0, "运行 make schema"
    text = (SHIPPED / "docs/handbook/quick.md").read_text("utf-8")
    assert "`import-plan 文件" in text
    assert "标题*、类别*、活动日期*" in text
