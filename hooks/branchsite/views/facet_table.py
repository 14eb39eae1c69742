"""What filters choose by: of every item of a hub its month and its facets, as one small file."""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby

from ..cache.fingerprint import fingerprint
from .page import Asset

_FIRST = 48
"""The character code for the first combination of values: "0"."""


def facet_table(hub: str, months: Iterable[str], columns: Mapping[str, Iterable[tuple[str, ...]]]) -> Asset:
    """A file beside a hub, named by its content.

    months: of each item of the hub's list, in the list's order, such as 2024-03; equal ones are consecutive.
    columns: for each key of the facets the values of each item, in the same order.

    The file is JSON. months: [month, how many items in a row]. columns, each: values, the combinations that
    occur, and codes, a character an item, whose code less 48 is the place of its combination among the values.
    10,000 items come to 30 KB, 10 compressed.
    """
    table = {
        "months": [[month, len(list(those))] for month, those in groupby(months)],
        "columns": {key: _column(values) for key, values in columns.items()},
    }
    content = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    return Asset(fingerprint(f"{hub}facets.json", content), lambda: content)


def _column(items: Iterable[tuple[str, ...]]) -> dict[str, object]:
    places: dict[tuple[str, ...], int] = {}
    codes = [chr(_FIRST + places.setdefault(values, len(places))) for values in items]
    return {"values": [list(values) for values in places], "codes": "".join(codes)}
