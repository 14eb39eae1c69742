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
    """Both palettes as custom properties, under the names that templates and drawings use."""
    return (
        f":root,[data-md-color-scheme=default]{{{_properties(light)}}}\n"
        f"[data-md-color-scheme=slate]{{{_properties(dark)}}}\n"
        # Without script nobody sets the scheme: then the system's own wish counts.
        f"@media (prefers-color-scheme:dark){{.no-js body{{color-scheme:dark;{_properties(dark)}}}}}\n"
    )


def _properties(palette: Palette) -> str:
    return "".join(f"--{name.replace('_', '-')}:{getattr(palette, name)};" for name in Palette.model_fields)
