"""Pages of the form, from the templates beside it. They are no part of the site, and none of its files."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

_HERE = Path(__file__).parent


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html(template: str, base: str, **context: Any) -> str:
    """A template filled. base: the path that the form lies under, without a slash at its end."""
    return _environment().get_template(template).render(base=base, **context)


def pieces(template: str, base: str, **context: Any) -> Iterator[str]:
    """A template piece by piece, as what it is given comes."""
    # Some are markup, which would escape what a plain text is added to.
    yield from map(str.__str__, _environment().get_template(template).generate(base=base, **context))


def page(template: str, base: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A template as an answer."""
    return HTMLResponse(html(template, base, **context), status)


def asset(name: str) -> bytes | None:
    """A style sheet or script of the form; None where there is none of that name."""
    names = {path.name: path for path in (_HERE / "assets").iterdir()}
    return names[name].read_bytes() if name in names else None
