"""Icon and shared picture follow the brand."""

import io

import pytest
from PIL import Image

from branchsite.library.library import Library
from branchsite.photos.vector import png
from branchsite.views.identity import icon, share_picture


def picture(library: Library) -> Image.Image:
    """What is shared."""
    return Image.open(io.BytesIO(share_picture(library.brand, library.site).read())).convert("RGB")


def colours(image: Image.Image) -> set[str]:
    """Every colour that is plain in it, not only along an edge."""
    return {f"#{red:02x}{green:02x}{blue:02x}" for count, (red, green, blue) in image.getcolors(1 << 20) if count > 200}


def near(wanted: str, found: set[str]) -> bool:
    """Whether a colour is among them, give or take what a palette of 128 costs."""
    parts = [tuple(int(one[at : at + 2], 16) for at in (1, 3, 5)) for one in (wanted, *found)]
    return any(all(abs(mine - theirs) < 9 for mine, theirs in zip(parts[0], other, strict=True)) for other in parts[1:])


def test_the_shared_picture_has_the_brand_s_colours(library: Library) -> None:
    """As large as chats want it; paper, both strands and the drawing."""
    image = picture(library)
    assert image.size == (1200, 630)
    found = colours(image)
    light = library.brand.light
    assert all(near(one, found) for one in (light.paper, light.red, light.green, light.river, light.red_art))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"), [('红: "#b3121e"', '红: "#1a5fb4"'), ("名称: 示范小学党支部", "名称: 第二小学党支部")]
)
def test_another_brand_is_another_picture(world, tiny: Library, old: str, new: str) -> None:
    """Another name and other bytes, so that nobody is shown an old one."""
    other = world(swaps={old: new})
    mine, theirs = share_picture(tiny.brand, tiny.site), share_picture(other.brand, other.site)
    assert mine.uri != theirs.uri
    assert mine.read() != theirs.read()


@pytest.mark.slow
def test_the_same_brand_is_the_same_picture(library: Library) -> None:
    """Byte for byte: it is published under a name that never changes."""
    one = share_picture(library.brand, library.site)
    assert one.read() == share_picture(library.brand, library.site).read()


def test_the_icon_has_the_colours_of_the_strands(world, tiny: Library) -> None:
    """The first strand's leaf, the last one's river, by day and by night."""
    text = icon(tiny.brand).read().decode()
    for palette in (tiny.brand.light, tiny.brand.dark):
        assert all(colour in text for colour in (palette.red_art, palette.green_art))
    assert icon(world(swaps={'画红: "#a80f1a"': '画红: "#1a5fb4"'}).brand).uri != icon(tiny.brand).uri


def test_what_is_no_drawing() -> None:
    """Said, not drawn."""
    with pytest.raises(ValueError):
        png("<svg")


@pytest.mark.slow
def test_a_name_that_cannot_be_written_is_left_out(world, tiny: Library) -> None:
    """The picture is that of a branch without a name: never a box in the place of a character."""
    other = world(swaps={"名称: 示范小学党支部": "名称: 𪚥小学党支部"})
    nameless = tiny.site.model_copy(update={"name": ""})
    assert share_picture(other.brand, other.site).read() == share_picture(tiny.brand, nameless).read()
