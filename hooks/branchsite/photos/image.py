"""The one way an image file is opened: judged by its content and its header first, decoded only then."""

import io
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from .colour import profile_of, without_bad_profile
from .container import parts
from .format import AVIF, HEAD, Format, format_of, name_of

LARGEST = 20 * 1024 * 1024
"""The largest file that is opened, in bytes."""

PIXELS = {Format.JPEG: 60_000_000, Format.PNG: 60_000_000, Format.HEIF: 60_000_000, Format.WEBP: 30_000_000}
"""The most pixels that are decoded: more than a phone's 50 megapixels. Each of these takes about half a gigabyte."""

_EXIF = 70_000
"""The most bytes of EXIF: a JPEG's segment holds 65,533. Pillow copies what each entry points at, which grows as the
square: of this much 100 MB."""

_PARTS = 10_000
_SCANS = 100
"""A progressive JPEG has about ten scans. Each goes over the whole picture once more, and takes ten bytes."""

EXPORT = (
    "苹果手机：在“设置→相机→格式”里选“兼容性最佳”再拍；已经拍好的，在相册里导出或“存储为 JPG”，或者用微信发原图再存下来"
)
_AGAIN = "重新导出这张照片"
_OVERLOADED = "里面附带的信息太多，不像相机拍的"


class ImageError(OSError):
    """A file that is not opened. message, fix: what is wrong and how to mend it, in Chinese."""

    def __init__(self, message: str, fix: str = _AGAIN) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """The image in a file, its pixels not decoded yet; its info["icc_profile"] is that of its colours.

    Raises ImageError where the file is no JPEG, PNG, WebP or HEIC, is too large in any
    way, moves, or cannot be read, be it now or while the caller decodes it.
    """
    data = _read(path)
    format = _format(data)
    _weigh(format, data)
    # Pillow warns of what is damaged or large; a writer gets our own message, or need not know.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if format is Format.HEIF:
                _prepare_heif(data)
            elif format is Format.PNG:
                data = without_bad_profile(data)
            # Pillow calls a JPEG with a second picture behind it (a phone's depth, a motion) MPO.
            with Image.open(io.BytesIO(data), formats=[format, "MPO"] if format is Format.JPEG else [format]) as image:
                _measure(format, image)
                _forget_bad_exif(image)
                image.info["icc_profile"] = profile_of(format, data, image)
                yield image
        except ImageError:
            raise
        except Image.DecompressionBombError as error:
            raise _too_many(format) from error
        except Exception as error:
            # Whatever Pillow's readers stumble over in a damaged file, the answer is one.
            fix = EXPORT if format is Format.HEIF else _AGAIN
            raise ImageError("打不开，可能没有传完，或者已经损坏", fix) from error


def _forget_bad_exif(image: Image.Image) -> None:
    """Leave out what a camera wrote and no program can read: the picture is whole all the same."""
    if not any(name in image.info for name in _UNREAD_EXIF):
        return
    try:
        # An image that has failed once says nothing more.
        Image.Exif().load(image.info.get("exif", b""))
        image.getexif()
    except Exception:
        # As with the pixels, each format's reader stumbles in its own way.
        for name in _UNREAD_EXIF:
            image.info.pop(name, None)


_UNREAD_EXIF = ("exif", "Raw profile type exif")
"""Where Pillow keeps it before it is read."""


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ImageError(f"太大，超过 {LARGEST // 1024 // 1024} MB", "用微信或画图缩小后再放进来")
        return path.read_bytes()
    except ImageError:
        raise
    except OSError:
        raise ImageError("打不开，这里没有它，或者不许读", "看看它的权限，让自己能读；没有就重新放进来") from None


def _format(data: bytes) -> Format:
    head = data[:HEAD]
    format = format_of(head)
    if format is None:
        name = name_of(head)
        fix = EXPORT if name == AVIF else "换成照片本身，存成 JPG 再放进来"
        said = f"是“{name}”，网站用不了" if name else "打不开，可能没有传完，或者不是 JPG、PNG、WebP、HEIC"
        raise ImageError(said, fix)
    return format


def _weigh(format: Format, data: bytes) -> None:
    """Refuse a file of more parts, scans or EXIF than any camera or program writes."""
    scans = exif = 0
    for count, part in enumerate(parts(format, data), 1):
        scans += part.name == "SOS"
        exif += len(part.content) if part.is_exif else 0
        if count > _PARTS or scans > _SCANS or exif > _EXIF:
            raise ImageError(_OVERLOADED, "用画图打开，另存一次，再放进来")


def _too_many(format: Format) -> ImageError:
    return ImageError(f"像素太多，超过 {PIXELS[format] // 10_000} 万", "缩小后再放进来")


def _measure(format: Format, image: Image.Image) -> None:
    if image.width * image.height > PIXELS[format]:
        raise _too_many(format)
    if format in (Format.PNG, Format.WEBP) and getattr(image, "is_animated", False):
        raise ImageError("是动图，网站只放不动的照片", "换一张照片，或者截一张图")
    hidden = image.info.get("Raw profile type exif") or ""
    if len(image.info.get("exif") or b"") > _EXIF or len(hidden) > 2 * _EXIF:
        raise ImageError(_OVERLOADED, "用画图打开，另存一次，再放进来")


def _prepare_heif(data: bytes) -> None:
    """Register the HEIC reader, and weigh the EXIF before it does: no header has its length."""
    for image in _heif()(io.BytesIO(data)):
        if len(image.info.get("exif") or b"") > _EXIF:
            raise ImageError(_OVERLOADED, EXPORT)


@cache
def _heif() -> Callable[[io.BytesIO], Iterable[Any]]:
    """The reader of HEIC. Imported with the first one: its libraries take memory that most sites never need."""
    import pillow_heif

    # A thumbnail may show what was cut off, or another picture.
    pillow_heif.register_heif_opener(thumbnails=False)
    reader: Callable[[io.BytesIO], Iterable[Any]] = pillow_heif.HeifFile
    return reader
