"""Markdown as a person wrote it, as plain text to be searched and quoted."""

import re

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CELLS = re.compile(r"\|[\s|:-]*")
_MARKS = re.compile(r"[*`~]+|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])")
_BLOCK = re.compile(r"\s*(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s|```|~~~|\||[-=]{3,}$|$)")
_LEADING = re.compile(r"^[\s>]*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|```.*|~~~.*|[-=]{3,}$)?")
_BLANKS = re.compile(r"\s+")
_CJK = "\u2e80-\u9fff\uff00-\uffef“”‘’…—"
_BROKEN = re.compile(f"(?<=[{_CJK}])\n(?=[{_CJK}])")
"""The end of a line between two Chinese characters."""


def plain(markdown: str) -> str:
    """The words of a Markdown text without its signs, one line a block.

    A line that was only broken in the source goes on where the next begins, as on the page.
    """
    unlinked = _LINK.sub(r"\1", _IMAGE.sub(r"\1", markdown))
    blocks: list[list[str]] = []
    for line in unlinked.split("\n"):
        if not blocks or _BLOCK.match(line):
            blocks.append([])
        blocks[-1].append(_LEADING.sub("", line))
    return "\n".join(line for line in map(_joined, blocks) if line)


def _joined(lines: list[str]) -> str:
    bare = _MARKS.sub("", _CELLS.sub(" ", _TAG.sub("", "\n".join(lines))))
    return _BLANKS.sub(" ", _BROKEN.sub("", bare)).strip()
