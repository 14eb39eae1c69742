"""What QR codes are made of, kept between builds."""

import json

from ..cache.folder import CacheFolder
from ..views.qr_code import drawn_rows, learn_rows


def recall_codes(store: CacheFolder) -> None:
    """Take what was drawn before. store: keeps it."""
    if kept := store.read(store.key()):
        learn_rows(json.loads(kept))


def keep_codes(store: CacheFolder) -> None:
    """Keep what this process has drawn. store: as recall_codes has it."""
    new, rows = drawn_rows()
    if new or not store.touch(store.key()):
        store.write(store.key(), json.dumps(rows).encode())
