"""What a copy has beyond the site, from the templates beside this file. They are no part of the site."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..load.data import OVERRIDES

_HERE = Path(__file__).parent


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader([_HERE / "pages", OVERRIDES]),
        autoescape=lambda name: (name or "").endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(template: str, **context: Any) -> str:
    """A template filled; what ends in .html is escaped."""
    return _environment().get_template(template).render(context)


def reader() -> bytes:
    """The script by which a browser reads the copy."""
    return (_HERE / "assets" / "reader.js").read_bytes()
