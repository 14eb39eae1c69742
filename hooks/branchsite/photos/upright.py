"""A photo's pixels ready to publish: upright, opaque, in sRGB, no more of them than are needed."""

from PIL import Image, ImageOps

from .colour import to_srgb


def upright(image: Image.Image, edge: int) -> Image.Image:
    """The pixels of an opened image in sRGB, its longest edge at most so many; white where it was transparent.

    Raises what Pillow raises where the pixels are not all there.
    """
    small = _small(image, edge)
    # Turned and converted when it is small: the original and a copy of it would be two in memory.
    turned = to_srgb(ImageOps.exif_transpose(small))
    flat = Image.new("RGB", turned.size, "white")
    if turned.has_transparency_data:
        turned = turned.convert("RGBA")
        flat.paste(turned, mask=turned.getchannel("A"))
    else:
        flat.paste(turned.convert("RGB"))
    return flat


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height of an opened image after it is rotated as its EXIF orientation says."""
    return (image.height, image.width) if image.getexif().get(0x0112, 1) in (5, 6, 7, 8) else image.size


def fitted(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """A size whose longest edge is at most so many pixels, in the same proportion; never larger than it was."""
    scale = min(1.0, edge / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _small(image: Image.Image, edge: int) -> Image.Image:
    size = fitted(image.size, edge)
    if image.format in ("JPEG", "MPO"):
        # A JPEG can be decoded at an eighth of its edge, in a sixty-fourth of the memory.
        image.draft(None, size)
    image.load()
    if image.mode in ("P", "PA", "1"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small = image.copy() if image.size == size else image.resize(size)
    if small.mode.startswith("I"):
        # Sixteen bits a pixel: Pillow would cut them off where they should be divided.
        small = small.convert("I").point(lambda value: value / 256).convert("L")
    return small
