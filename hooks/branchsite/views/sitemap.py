"""sitemap.xml, with the same packed beside it: every page but those that stand alone, with the day of its last change.

What stands alone, for a screen or a wall, says what other pages say.
"""

import datetime
import gzip
import io
from collections.abc import Sequence

from ..cache.digest import digest
from .page import Asset, Page
from .render import render_xml

_URI = "sitemap.xml"


def sitemap(pages: Sequence[Page], address: str, today: datetime.date) -> tuple[Asset, Asset]:
    """The site map of these pages; without an address of the site it is empty. today: for pages that have no day."""
    those = [one for one in pages if not one.alone] if address else []
    listed = [(f"{address}{one.url}", (one.updated or today).isoformat()) for one in those]
    newest = max((one.updated for one in pages if one.updated), default=today)
    midnight = datetime.datetime.combine(max(newest, today), datetime.time(), datetime.UTC)
    key = digest(listed, midnight)

    def write() -> bytes:
        return render_xml("sitemap.xml.html", listed=listed).encode()

    def pack() -> bytes:
        packed = io.BytesIO()
        with gzip.GzipFile(f"{_URI}.gz", "wb", fileobj=packed, mtime=int(midnight.timestamp())) as out:
            out.write(write())
        return packed.getvalue()

    return Asset(_URI, write, key), Asset(f"{_URI}.gz", pack, key)
