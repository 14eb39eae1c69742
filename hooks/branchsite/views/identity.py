"""The brand as pictures: the icon of a tab, and the picture of a page where it is shared."""

import re
from functools import partial

from ..cache.fingerprint import fingerprint
from ..cache.key import version
from ..models.brand import Brand, Palette
from ..models.site import Site
from ..photos.font import FAMILY, PATH, lacking
from ..photos.vector import LIBRARIES, png
from .page import Asset
from .render import render_xml

_PROPERTY = re.compile(r"var\(--([a-z-]+)\)")


def icon(brand: Brand) -> Asset:
    """Leaf and river in the colours of the first and the last strand."""
    by_day, by_night = ([one.shades(palette).art for one in brand.strands] for palette in (brand.light, brand.dark))
    svg = render_xml("icon.svg.html", leaf=(by_day[0], by_night[0]), river=(by_day[-1], by_night[-1])).encode()
    return Asset(fingerprint("assets/favicon.svg", svg), lambda: svg)


def share_picture(brand: Brand, site: Site) -> Asset:
    """The brand's name and the branch's on the front page's drawing, as PNG: what chats show beside a link.

    Named by what it is drawn from: it is drawn only where it is not there yet.
    """
    drawing = render_xml(
        "share.svg.html",
        brand=brand,
        name=written(site.name),
        words=all(written(one.word) for one in brand.strands),
        family=FAMILY,
        tones=tones(brand),
    )
    svg = coloured(drawing, brand.light)
    source = svg.encode(), version([PATH], LIBRARIES).encode()
    return Asset(fingerprint("brand/share.png", *source), partial(png, svg))


def tones(brand: Brand) -> dict[str, str]:
    """The text colour of each strand by day, by its slug."""
    return {one.slug: one.shades(brand.light).text for one in brand.strands}


def coloured(svg: str, palette: Palette) -> str:
    """A drawing with colours in the place of custom properties, which exist in browsers only."""
    return _PROPERTY.sub(lambda match: str(getattr(palette, match[1].replace("-", "_"))), svg)


def written(text: str) -> str:
    """The text where the pictures' font can write it, else nothing: never a box in the place of a character."""
    return "" if lacking(text) else text
