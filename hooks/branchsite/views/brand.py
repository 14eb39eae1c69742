"""The brand's page, and the style sheet that brand.yml becomes."""

from ..cache.fingerprint import fingerprint
from ..library.library import Library
from ..models.brand import Brand, Palette
from .identity import icon, share_picture
from .page import Asset, Page
from .render import render

HUB = "brand/"
_SHOWN = 6
_TONES = ("tone", "tone-soft", "tone-art")
"""The colour names of a strand's text, backgrounds and drawings, in the order of its shades."""


def brand_page(library: Library) -> Page:
    """Meaning, the strands, their activities and counts. Carries the colours of the whole site."""
    held = library.held
    shares = [
        (strand, [one.mention for one in of_strand[:_SHOWN]], len(of_strand))
        for strand in library.brand.strands
        for of_strand in ([one for one in held if one.strand is strand],)
    ]
    html = render(
        "brand.html",
        HUB,
        brand=library.brand,
        shares=shares,
        total=len(held),
        edit_url=library.edit_url("data/brand.yml"),
    )
    colours = stylesheet(library.brand).encode()
    return Page(
        HUB,
        library.brand.name,
        library.brand.say,
        html,
        HUB,
        "data/brand.yml",
        assets=(
            Asset(fingerprint("assets/brand.css", colours), lambda: colours),
            icon(library.brand),
            share_picture(library.brand, library.site),
        ),
    )


def stylesheet(brand: Brand) -> str:
    """Both palettes as custom properties, under the names that templates and drawings use, each in two strengths.

    Where a reader has chosen neither (data-palette, by shell.js), and without script, the system's own wish counts.
    A class s-SLUG gives what it marks the colours of a strand.
    """
    more = "[data-contrast=high]"

    def rules(selector: str, scheme: str, palette: Palette) -> str:
        strengthened = _rule(f"{selector}{more}", scheme, palette.strengthened(), brand)
        return _rule(selector, scheme, palette, brand) + strengthened

    by_night = rules(":root:not([data-palette=light])", "dark", brand.dark)
    return (
        f"{rules(':root', 'light', brand.light)}{rules(':root[data-palette=dark]', 'dark', brand.dark)}"
        f"@media (prefers-color-scheme:dark){{\n{by_night}}}\n{_strand_classes(brand)}"
    )


def sheet_colours(brand: Brand) -> str:
    """The colours of the day for a sheet of paper (class a3), on paper and on a dark screen alike."""
    strengthened = _rule("[data-contrast=high] .a3", "light", brand.light.strengthened(), brand)
    return _rule(".a3", "light", brand.light, brand) + strengthened + _strand_classes(brand, ".a3 ")


def _rule(selector: str, scheme: str, palette: Palette, brand: Brand) -> str:
    properties = "".join(f"--{name.replace('_', '-')}:{getattr(palette, name)};" for name in Palette.model_fields)
    for strand in brand.strands:
        for name, colour in zip(_TONES, strand.shades(palette), strict=True):
            properties += f"--{strand.slug}-{name}:{colour};"
    return f"{selector}{{color-scheme:{scheme};{properties}}}\n"


def _strand_classes(brand: Brand, within: str = "") -> str:
    return "".join(
        f"{within}.s-{one.slug}{{" + "".join(f"--{name}:var(--{one.slug}-{name});" for name in _TONES) + "}\n"
        for one in brand.strands
    )
