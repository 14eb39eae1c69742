"""Which characters are written without blanks between them, and how wide a text is."""

import re
from functools import cache

WIDE = (
    "\u00b7\u2014\u2018-\u201d\u2026\u2100-\u2bff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U0001f000-\U0003ffff\ufe0f\u200d\u20e3"
)
"""For a pattern's brackets: Chinese characters of every plane, their punctuation, and signs as wide as they are."""

_TAGS = r"(?:</?(?:a|code|del|em|strong|sub|sup)\b[^<>]*+>)*+"
_SINGLE = re.compile("[\u0000-\u10ff\u2000-\u20ff]")


@cache
def _broken() -> re.Pattern[str]:
    """A line end where no blank is written: between two such characters, or between one and a figure."""
    # Not at the top: it takes long to compile, and few texts are broken into lines.
    return re.compile(
        rf"(?<=[{WIDE}])(?P<a>{_TAGS})\n(?={_TAGS}[{WIDE}0-9])|(?<=[0-9])(?P<b>{_TAGS})\n(?={_TAGS}[{WIDE}])"
    )


def joined(text: str) -> str:
    """Plain text or HTML without the line ends that would show as blanks between Chinese characters.

    Line ends between Latin words stay. HTML: whatever emphasis or link begins or ends there.
    """
    if "\n" not in text:
        return text
    return _broken().sub(lambda match: match["a"] or match["b"] or "", text)


def columns(text: str) -> int:
    """How many columns a text takes on a screen: a Chinese character takes two."""
    return 2 * len(text) - len(_SINGLE.findall(text))
