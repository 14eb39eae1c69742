"""What a window has sent: the texts, the photos and the place in a file that are in a form."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from . import form


def text_in(sent: FormData, name: str) -> str:
    """A field's text; "" where there is none."""
    found = sent.get(name)
    return found if isinstance(found, str) else ""


def texts_in(sent: FormData) -> Callable[[str], list[str]]:
    """Gives all texts of a field."""
    return lambda name: [one for one in sent.getlist(name) if isinstance(one, str)]


def photos_in(sent: FormData) -> Iterator[tuple[str, Any]]:
    """The photos that came along."""
    for one in sent.getlist("photos"):
        if isinstance(one, UploadFile) and one.filename and one.size:
            yield one.filename, one.file


def place_in(typed: str) -> form.Path:
    """A path into a file as a form sends it. Raises HTTPException."""
    try:
        found = json.loads(typed) if typed else []
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str | int) for one in found):
        raise HTTPException(404, "没有这一项")
    return tuple(found)
