"""江心红·生态绿, and the style sheet that brand.yml becomes."""

from ..fingerprint import fingerprint
from ..library.library import Library
from ..models.base import Strand
from ..models.brand import Palette
from ..render import render
from .page import Asset, Page

HUB = "brand/"
_SHOWN = 6


def brand_page(library: Library) -> Page:
    """Meaning, the two strands, their activities and counts. Carries the colours of the whole site."""
    held = library.held
    strands = [
        (
            half,
            strand.slug,
            [one for one in held if one.strand is strand][:_SHOWN],
            sum(one.strand is strand for one in held),
        )
        for half, strand in ((library.brand.red, Strand.RED), (library.brand.green, Strand.GREEN))
    ]
    html = render(
        "brand.html",
        HUB,
        brand=library.brand,
        strands=strands,
        total=len(held),
        edit_url=library.edit_url("data/brand.yml"),
    )
    colours = stylesheet(library.brand.light, library.brand.dark).encode()
    return Page(
        HUB,
        library.brand.name,
        library.brand.say,
        html,
        HUB,
        "data/brand.yml",
        assets=(Asset(fingerprint("assets/brand.css", colours), lambda: colours),),
    )


def stylesheet(light: Palette, dark: Palette) -> str:
    """Both palettes as custom properties, under the names that templates and drawings use, each in two strengths.

    Where a reader has chosen neither (data-palette, by shell.js), and without script, the system's own wish counts.
    """
    more = "[data-contrast=high]"
    by_day = _rule(":root", "light", light) + _rule(f":root{more}", "light", light.strengthened())
    chosen, system = ":root[data-palette=dark]", ":root:not([data-palette=light])"
    by_night = [
        _rule(one, "dark", dark) + _rule(f"{one}{more}", "dark", dark.strengthened()) for one in (chosen, system)
    ]
    return f"{by_day}{by_night[0]}@media (prefers-color-scheme:dark){{\n{by_night[1]}}}\n"


def _rule(selector: str, scheme: str, palette: Palette) -> str:
    properties = "".join(f"--{name.replace('_', '-')}:{getattr(palette, name)};" for name in Palette.model_fields)
    return f"{selector}{{color-scheme:{scheme};{properties}}}\n"
