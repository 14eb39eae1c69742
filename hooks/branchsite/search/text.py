"""Markdown as a person wrote it, as plain text to be searched and quoted."""

import re

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKS = re.compile(r"[*`~|]+|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])")
_BLOCK = re.compile(r"\s*(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s|```|~~~|\||[-=]{3,}$|$)")
_LEADING = re.compile(r"^[\s>]*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|```.*|~~~.*|[-=]{3,}$)?")
_BLANKS = re.compile(r"\s+")
_WIDE = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’…—]) (?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’…—])")


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
    lines = (_BLANKS.sub(" ", _MARKS.sub("", _TAG.sub("", " ".join(block)))).strip() for block in blocks)
    return "\n".join(_WIDE.sub("", line) for line in lines if line)
