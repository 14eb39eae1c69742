"""旧网址: the addresses that a page had before, which still lead to it."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from .base import Listed


def from_top(value: Any) -> Any:
    """An address as it is copied from a browser's bar, as the path from the site's top; anything else as it is.

    A later page of a list redirects with the list: all its pages lead on together.
    """
    if not isinstance(value, str):
        return value
    path = re.sub(r"^https?://[^/]+", "", value.strip()).split("#")[0].split("?")[0]
    path = path.removesuffix("index.html").strip("/")
    path = re.sub(r"^((?:news|study)(?:/.*)?)/page-\d+$", r"\1", path)
    return f"{path}/" if path else value


FormerAddress = Annotated[
    str,
    BeforeValidator(from_top),
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*/$", max_length=200),
]
"""The path of a page from the site's top, with its closing slash."""

MOST = 100
"""Former addresses of one page: a page that explains what was withdrawn may replace a whole list of it."""

FormerAddresses = Annotated[
    Listed[FormerAddress],
    Field(
        max_length=MOST,
        description="以前的网址，最早的在前，如 news/2024/2024-03-05-zhishu/；打开它会转到这里",
    ),
]
