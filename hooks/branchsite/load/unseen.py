r"""Characters that nobody sees, and the escapes and codes that bring them into a text.

They hide words from searches and checks, turn lines round, and some of them break an XML file. Typed as they are,
the reader of text drops or refuses them; here is how they come in all the same: by \u202E in YAML, by &#x202e; in HTML.
"""

import html
import re
import unicodedata

_KINDS = ("Cc", "Cf", "Cs", "Co")
_FILLERS = "\u115f\u1160\u2028\u2029\u2800\u3164\uffa0\ufffd"

_ESCAPE = re.compile(r"\\(?:\\|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0abevfrNLP])")
_PAIR = re.compile(r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}")
_NAMED = {"0": 0, "a": 7, "b": 8, "e": 27, "v": 11, "f": 12, "r": 13, "N": 0x85, "L": 0x2028, "P": 0x2029}
_CODE = re.compile(r"&(?:#[0-9]{1,12}|#[xX][0-9A-Fa-f]{1,12}|[A-Za-z][0-9A-Za-z]{1,30});")
_AS_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
"""Between backticks a code is shown as it is typed."""


def is_unseen(value: int) -> bool:
    """Whether a character, by its number, is a control, a sign of direction, half a pair, or none at all."""
    if value > 0x10FFFF or value & 0xFFFE == 0xFFFE or 0xFDD0 <= value <= 0xFDEF:
        return True
    one = chr(value)
    return one not in "\t\n" and (one in _FILLERS or unicodedata.category(one) in _KINDS)


def has_unseen(text: str) -> bool:
    """Whether any character of a text is unseen."""
    return any(is_unseen(ord(one)) for one in text)


def without_escapes(line: str) -> str:
    """A line of YAML without escapes of invisible characters in double quotes; surrogate pairs become characters."""
    return _ESCAPE.sub(lambda match: "" if is_unseen(_escaped(match[0])) else match[0], _PAIR.sub(_joined, line))


def _joined(pair: re.Match[str]) -> str:
    r"""The character that JSON writes as two halves: \uD83D\uDE00."""
    high, low = int(pair[0][2:6], 16), int(pair[0][8:12], 16)
    return chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)


def without_codes(line: str) -> str:
    """A line of Markdown without the HTML codes of invisible characters; those between backticks stay."""
    pieces = []
    end = 0
    for match in _AS_CODE.finditer(line):
        pieces += [_CODE.sub(_seen, line[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*pieces, _CODE.sub(_seen, line[end:])])


def _seen(match: re.Match[str]) -> str:
    """A code as it is, or nothing where nobody sees it."""
    inner = match[0][1:-1]
    if not inner.startswith("#"):
        return "" if has_unseen(html.unescape(match[0])) else match[0]
    return "" if is_unseen(int(inner[2:], 16) if inner[1] in "xX" else int(inner[1:])) else match[0]


def _escaped(escape: str) -> int:
    if escape[1] == "\\":
        return ord("\\")
    return _NAMED[escape[1]] if escape[1] in _NAMED else int(escape[2:], 16)
