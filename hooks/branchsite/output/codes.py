"""What QR codes are made of, kept between builds."""

import json
from functools import cache as once
from pathlib import Path

from .. import cache
from ..views import qr_code
from ..views.qr_code import drawn_rows, learn_rows

FOLDER = "codes"


def recall_codes(store: Path) -> None:
    """Take what was drawn before from the cache. store: its folder for that."""
    if kept := cache.read(store / _version()):
        learn_rows(json.loads(kept))


def keep_codes(store: Path) -> None:
    """Keep what this process has drawn. store: as recall_codes has it."""
    new, rows = drawn_rows()
    if new or not (store / _version()).exists():
        cache.write(store / _version(), json.dumps(rows).encode())


@once
def _version() -> str:
    return cache.version([Path(qr_code.__file__)], ["segno"])
