"""What a file is, by its first bytes."""

import pytest

from branchsite.photos.format import HEAD, Format, format_of, name_of
from pictures import image


def ftyp(major: bytes, *compatible: bytes) -> bytes:
    """How a file of the MP4 family begins."""
    size = 16 + 4 * len(compatible)
    return size.to_bytes(4) + b"ftyp" + major + b"\0\0\0\0" + b"".join(compatible) + b"rest of the file"


@pytest.mark.parametrize("format", Format)
def test_each_format(format: Format) -> None:
    """As it is written by the libraries that read it."""
    assert format_of(image(format)[:HEAD]) is format


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"msf1", b"hevc"])
def test_brands_of_heic(brand: bytes) -> None:
    """A phone may name any of them first, or only among those it is compatible with."""
    assert format_of(ftyp(brand)) is Format.HEIF
    assert format_of(ftyp(b"xxxx", b"miaf", brand)) is Format.HEIF


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"", "空文件"),
        (b"GIF89a", "GIF 动图"),
        (b"BM\x36", "BMP 图片"),
        (b"II*\0", "TIFF 图片或相机的原始文件"),
        (b"%PDF-1.7", "PDF 文件"),
        (b"PK\x03\x04", "压缩包或者 Word、Excel、WPS 文件"),
        (b"version https://git-lfs.github.com/spec/v1", "Git LFS 的占位文件，不是照片本身"),
        (b"<svg xmlns=", "SVG 图"),
        (b"\xef\xbb\xbf\n <?xml version='1.0'?>", "SVG 图或 XML 文件"),
        (b"<!DOCTYPE html>", "网页"),
        (b"<HTML>", "网页"),
        (ftyp(b"isom", b"mp42"), "视频（MP4、MOV）"),
        (ftyp(b"qt  "), "视频（MP4、MOV）"),
        (ftyp(b"avif", b"mif1"), "AVIF 图片"),
        (ftyp(b"mif1", b"avif"), "AVIF 图片"),
        (b"no photo", None),
    ],
)
def test_others_are_named(head: bytes, name: str | None) -> None:
    """What people put in by mistake, or somebody on purpose, is called what it is."""
    assert format_of(head) is None
    assert name_of(head) == name


@pytest.mark.parametrize(
    "head", [b"\0\0\0\0ftyp", b"\xff\xff\xff\xffftypxxxx", b"RIFF\0\0\0\0WAVE", b"\xff\xd8", b"\0"]
)
def test_half_a_head(head: bytes) -> None:
    """A file cut short is nothing that is known."""
    assert format_of(head) is None
