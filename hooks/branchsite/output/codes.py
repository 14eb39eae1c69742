"""What QR codes are made of, kept between builds."""

import json
from functools import cache as once
from pathlib import Path

from .. import cache
from ..views import qr_code
from ..views.qr_code import drawn_parts, learn_parts

FOLDER = "codes"


def recall_codes(store: Path) -> None:
    """Take what was drawn before from the cache. store: its folder for that."""
    if kept := cache.read(store / _version()):
        learn_parts(*json.loads(kept))


def keep_codes(store: Path) -> None:
    """Keep what this process has drawn. store: as recall_codes has it."""
    new, *parts = drawn_parts()
    if new or not (store / _version()).exists():
        cache.write(store / _version(), json.dumps(parts).encode())


@once
def _version() -> str:
    return cache.version([Path(qr_code.__file__)], ["segno"])
