"""A photo's file with words behind it, which are a field of their own: 01.jpg 老师种树."""

import re

from .document import Document, Path

_TYPED = re.compile(
    r"(?P<file>\S+?\.(?:jpe?g|jfif|png|webp|hei[cf]))[\s\u3000：:，,、；;|—–-]+(?P<words>\S.*)", re.IGNORECASE
)
FILE = "文件"
WORDS = ("替代文字", "说明")
"""The fields of a photo: its file, and what is said of it."""


def file_and_words(typed: object) -> tuple[str, str] | None:
    """The name of a file and the words behind it; None where there are not both."""
    match = _TYPED.fullmatch(typed.strip()) if isinstance(typed, str) else None
    return (match["file"], match["words"].strip("（）() ")) if match else None


def field_for_words(document: Document, path: Path) -> str | None:
    """The field that the words of a photo belong to: the first that it does not have. path: of 文件."""
    if path[-1:] != (FILE,):
        return None
    beside = {key[-1] for key in document.lines if key and key[:-1] == path[:-1]}
    return next((one for one in WORDS if one not in beside), None)
