"""The format of a file by its first bytes, whatever its name."""

from enum import StrEnum

HEAD = 64
"""Bytes at the beginning of a file that decide its format."""


class Format(StrEnum):
    """The formats that are understood, by Pillow's names."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIF = "HEIF"


AVIF = "AVIF 图片"
"""The one that is not understood though its container is HEIC's: phones save HEIC."""


_UNDERSTOOD = ((b"\xff\xd8\xff", Format.JPEG), (b"\x89PNG\r\n\x1a\n", Format.PNG))
_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_AVIF = {b"avif", b"avis"}
_OTHERS = (
    (b"GIF8", "GIF 动图"),
    (b"BM", "BMP 图片"),
    (b"II*\0", "TIFF 图片或相机的原始文件"),
    (b"MM\0*", "TIFF 图片或相机的原始文件"),
    (b"8BPS", "Photoshop 文件"),
    (b"%PDF", "PDF 文件"),
    (b"%!PS", "PostScript 文件"),
    (b"PK\x03\x04", "压缩包或者 Word、Excel、WPS 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版的 Word、Excel 文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"MZ", "Windows 程序"),
    (b"\x1aE\xdf\xa3", "视频"),
    (b"version https://git-lfs", "Git LFS 的占位文件，不是照片本身"),
)
_TEXTS = ((b"<svg", "SVG 图"), (b"<!doctype html", "网页"), (b"<html", "网页"), (b"<?xml", "SVG 图或 XML 文件"))


def format_of(head: bytes) -> Format | None:
    """The format that a file of these first bytes has; None where it is none of those understood."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp":
        return Format.HEIF if _brands(head) & _HEIF and not _brands(head) & _AVIF else None
    return next((known for sign, known in _UNDERSTOOD if head.startswith(sign)), None)


def name_of(head: bytes) -> str | None:
    """The kind of a file that cannot be used, by its first bytes, in words; None where that is not known."""
    if not head:
        return "空文件"
    if head[4:8] == b"ftyp":
        return AVIF if _brands(head) & _AVIF else "视频（MP4、MOV）"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    found = next((name for sign, name in _OTHERS if head.startswith(sign)), None)
    return found or next((name for sign, name in _TEXTS if text.startswith(sign)), None)


def _brands(head: bytes) -> set[bytes]:
    """The brands of an ISO base media file (MP4, HEIC, AVIF): mif1 by itself may be either kind of picture."""
    size = min(int.from_bytes(head[:4]), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, size, 4))}
