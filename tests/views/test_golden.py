"""Every page of the small world against what somebody has looked at and accepted."""

import difflib
import os
import re
from pathlib import Path

from branchsite.build import build_pages
from sites import TINY, TODAY

GOLDEN = Path(__file__).parents[1] / "golden" / "tiny"
DRAWN = re.compile(r'(<svg class="(?:pic|scene|wordmark)"[^>]*>).*?(</svg>)', re.DOTALL)
MARK = re.compile(r"\.[0-9a-f]{8}(?=\.(?:jpg|avif|json|png|svg)\b)")


def normal(html: str) -> str:
    """A page without fingerprints, and without what is inside its drawings, which are judged by eye."""
    return MARK.sub("", DRAWN.sub(r"\1…\2", html)).strip() + "\n"


def test_pages_are_as_accepted() -> None:
    """Our HTML of every page (not the theme's), none missing, none too many. Look, then make bless."""
    given = {f"{page.url}index.html": normal(page.html) for page in build_pages(TINY, TODAY)}
    if os.environ.get("BLESS"):
        _accept(given)
    accepted = {path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8") for path in GOLDEN.rglob("*.html")}
    changes = [_change(name, accepted.get(name, ""), given.get(name, "")) for name in sorted(given | accepted)]
    said = "\n".join(filter(None, changes))
    assert not said, f"{said}\n\n页面和 tests/golden/tiny 不同。看过上面的差别，确实要改，就运行 make bless。"


def _change(name: str, old: str, new: str) -> str:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), f"golden/tiny/{name}", name, "", "", 0, "")
    return "\n".join(line[:400] for line in lines)


def _accept(given: dict[str, str]) -> None:
    for path in list(GOLDEN.rglob("*.html")):
        if path.relative_to(GOLDEN).as_posix() not in given:
            path.unlink()
    for name, html in given.items():
        path = GOLDEN / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8", newline="\n")
