"""The brand as pictures: the icon of a tab, and what stands for a page where it is shared."""

import re
from importlib.metadata import version

from ..html.render import render_xml
from ..models.brand import Brand, Palette
from ..models.site import Site
from ..photos.vector import chinese_font, png
from ..urls import fingerprint
from .page import Asset

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
    font = chinese_font()
    drawing = render_xml(
        "share.svg.html",
        brand=brand,
        name=site.name if font else "",
        family=font.family if font else "",
        tones={one.slug: one.shades(brand.light).text for one in brand.strands},
    )
    svg = _coloured(drawing, brand.light)
    source = (svg.encode(), version("resvg_py").encode(), version("Pillow").encode(), str(font).encode())
    return Asset(fingerprint("brand/share.png", *source), lambda: png(svg))


def _coloured(svg: str, palette: Palette) -> str:
    """A drawing with colours in the place of custom properties, which exist in browsers only."""
    return _PROPERTY.sub(lambda match: str(getattr(palette, match[1].replace("-", "_"))), svg)
