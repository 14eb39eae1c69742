"""The signs within a text: emphasis, code, links, pictures, and the little HTML that is understood.

What is none of these is a word as it was typed: <A4>, 60*40, [强][强]. One pass over the text; pairs are found with
a stack, so that no text takes longer than its length.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from .timer import Timer


@dataclass(frozen=True)
class Span:
    """kind: text, code, image, break, or open and close of a pair.

    text: the words; of an image its text alternative. name: of a pair, as an HTML tag. target: of a link or picture.
    title: shown by browsers above a link or picture.
    """

    kind: str
    text: str = ""
    name: str = ""
    target: str = ""
    title: str = ""


WORDS = r"(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*+"
"""The text between the square brackets of a link: brackets within it are closed."""

TARGET = r"(?:[^()\s<>]|\([^()\s]*\))*+"
"""An address: without blanks, its round brackets closed."""

LINK = re.compile(
    rf"\[(?P<words>{WORDS})\]\(\s{{0,9}}<?(?P<target>{TARGET})>?(?:\s{{1,9}}[\"'“](?P<title>[^\"'”\n]*)[\"'”])?\s{{0,9}}\)"
)
_URL = re.compile(
    r"(?P<scheme>https?[:：]//|www\.)(?P<rest>[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{1,2000})", re.IGNORECASE
)
_BRACKETED_URL = re.compile(r"<(?P<address>(?:https?://|mailto:)[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>", re.IGNORECASE)
_MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?=[:/?#.,;!)\]'*]|$)", re.ASCII)

TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:]{0,15})(?P<rest>(?:[\s/][^<>]{0,500})?)>")
"""A tag of HTML, with its attributes."""

_PAIRS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup", "del": "del"}
"""Tags that are understood in pairs, and what they become."""

_FORMATTING = {"section", "span", "font", "o:p"}
"""Tags that nobody writes: they come with what is pasted from a web page or from Word."""

_WITH_ATTRIBUTES = {
    *("p", "div", "table", "tbody", "thead", "tr", "td", "th", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("strong", "em", "b", "i", "u", "s", "br", "hr", "blockquote", "a", "center", "article", "figure", "label"),
}
"""Tags that come so where they carry attributes."""

_BLOCKS = {"p", "div", "section", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br"}
_ANCHOR = re.compile(r"\s[^<>]*?href\s*=\s*[\"']?(?P<target>https?://[^\s\"'<>]+)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[Xx][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_SPECIAL = re.compile(r"[\\`*_\[!<&\n]|[HhWw](?=[Tt]{2}[Pp]|[Ww]{2}\.)|@")
_LOCAL_HOST = re.compile(r"(?:localhost|127\.|10\.|192\.168\.|[^/]*\.example\b)")
"""Where nobody else gets to: such an address is shown, and is no link."""
_ESCAPED = set('`*_[]#<>&|~"')
_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*$", re.ASCII)
_OPENING = set("（《〈【“‘「『〔([{<")
_CLOSING = set("）》〉】”’」』〕)]}>")
_PAUSES = set("，。：；、！？,.:;!?") | _CLOSING
_SURNAMES = set(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚"
    "谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚"
)
_PUNCTUATION = set("，。：；、！？“”‘’（）《》【】〈〉「」『』〔〕…—～·,.:;!?\"'()[]{}<>/|\\-~=+#$%^&@`")


def spans(text: str, pasted: frozenset[str] = frozenset(), timer: Timer | None = None) -> list[Span]:
    """A text as spans. pasted: names of tags that are dropped. Raises TooSlowError as the timer does."""
    if not _SPECIAL.search(text):
        return [Span("text", _HIDDEN.sub("", text))]
    return _Scan(text, pasted, timer or Timer()).run()


def pasted_tags(text: str) -> frozenset[str]:
    """The names of the tags in a text that came with formatting, and are not words of its writer."""
    if "<" not in text:
        return frozenset()
    return frozenset(match["name"].lower() for match in TAG.finditer(text) if is_pasted(match))


def is_pasted(tag: re.Match[str]) -> bool:
    """Whether a tag carries formatting from a web page or from Word."""
    name = tag["name"].lower()
    if name == "a" and _ANCHOR.match(tag["rest"]):
        return False
    return name in _FORMATTING or (name in _WITH_ATTRIBUTES and "=" in tag["rest"])


@dataclass(frozen=True)
class _Sign:
    """A sign that may open or close emphasis, or a tag of a pair.

    key: what it pairs with. names: what the pair becomes. begin, end: its place in the text.
    """

    typed: str
    key: str
    opens: bool
    closes: bool
    names: tuple[str, ...]
    begin: int
    end: int
    target: str = ""


Read = tuple[int, int, Sequence["Span | _Sign"]]
"""The result of a reader: begin and end in the text, and the spans."""

_NESTED = 3
"""The deepest nesting of pairs of one kind."""


class _Scan:
    """Goes through a text once. linked: whether it is inside a link, where there can be no other."""

    def __init__(self, text: str, pasted: frozenset[str], timer: Timer, linked: bool = False) -> None:
        self.text = text
        self.pasted = pasted
        self.timer = timer
        self.linked = linked
        self.found: list[Span | _Sign] = []
        self.ticks = _runs_of_ticks(text) if "`" in text else {}

    def run(self) -> list[Span]:
        """The spans of the text."""
        words = place = 0
        while match := _SPECIAL.search(self.text, place):
            self.timer.look()
            place = match.start()
            read = _READERS.get(self.text[place], _Scan._address)(self, place)
            if read is None:
                place += 1
                continue
            begin, place, found = read
            self._words(words, begin)
            self.found += found
            words = place
        self._words(words, len(self.text))
        return _shown(self.found, self._pairs())

    def _words(self, begin: int, end: int) -> None:
        if end > begin:
            self.found.append(Span("text", _HIDDEN.sub("", self.text[begin:end])))

    def _pairs(self) -> dict[int, str]:
        """The places of the signs that open or close a pair, and which of both; the others are words."""
        pairs: dict[int, str] = {}
        opened: list[int] = []
        waiting: dict[str, int] = {}
        for place, sign in enumerate(self.found):
            if isinstance(sign, Span):
                continue
            if sign.closes and waiting.get(sign.key):
                while True:
                    opener = self.found[opened[-1]]
                    assert isinstance(opener, _Sign)
                    waiting[opener.key] -= 1
                    last = opened.pop()
                    if opener.key == sign.key:
                        break
                if self._holds(opener, sign):
                    pairs |= {last: "open", place: "close"}
            elif sign.opens and waiting.get(sign.key, 0) < _NESTED:
                opened.append(place)
                waiting[sign.key] = waiting.get(sign.key, 0) + 1
        return pairs

    def _holds(self, opener: _Sign, closer: _Sign) -> bool:
        """Whether there is something between two signs that they can mean: underlines belong to names of files."""
        between = self.text[opener.end : closer.begin]
        if not between.strip() or (opener.key[0] == "_" and between.isascii()):
            return False
        # (*^▽^*) is a face.
        if opener.key == "*" and not any(map(str.isalnum, between)):
            return False
        # 张**和李** are two names with their given names hidden.
        before, _ = self._around(opener.begin, opener.end)
        return not (opener.key == "**" and before in _SURNAMES and between[-1] in _SURNAMES)

    def _around(self, begin: int, end: int) -> tuple[str, str]:
        """The characters before and behind a piece of the text; a blank at its ends."""
        return self.text[begin - 1] if begin else " ", self.text[end] if end < len(self.text) else " "

    def _backslash(self, place: int) -> Read | None:
        before, after = self._around(place, place + 1)
        if after not in _ESCAPED or (before.isascii() and before.isalnum()) or before in ":\\":
            return None
        return place, place + 2, [Span("text", after)]

    def _code(self, place: int) -> Read | None:
        end = place + 1
        while end < len(self.text) and self.text[end] == "`":
            end += 1
        before, after = self._around(place, end)
        closing = self.ticks.get(end - place, [])
        at = bisect_left(closing, end)
        apostrophe = end - place == 1 and all(one.isascii() and one.isalpha() for one in (before, after))
        if at == len(closing) or apostrophe or not self.text[end : closing[at]].strip():
            return place, end, [Span("text", self.text[place:end])]
        return place, closing[at] + end - place, [Span("code", self.text[end : closing[at]].strip())]

    def _emphasis(self, place: int) -> Read | None:
        sign = self.text[place]
        end = place + 1
        while end < len(self.text) and self.text[end] == sign:
            end += 1
        typed = self.text[place:end]
        before, after = self._around(place, end)
        if sign == "_" and all(one.isascii() and one.isalnum() for one in (before, after)):
            return None
        if len(typed) > 3 or _is_reckoned(typed, before, after):
            return place, end, [Span("text", typed)]
        opens = not after.isspace() and after not in _PAUSES
        closes = not before.isspace() and before not in _OPENING
        if typed in ("*", "_", "__"):
            opens = opens and (before.isspace() or (before in _PUNCTUATION and before not in _CLOSING))
            closes = closes and (after.isspace() or (after in _PUNCTUATION and after not in _OPENING))
        names = {1: ("em",), 2: ("strong",), 3: ("strong", "em")}[len(typed)]
        return place, end, [_Sign(typed, typed, opens, closes, names, place, end)]

    def _link(self, place: int) -> Read | None:
        match = None if self.linked else LINK.match(self.text, place)
        if match is None or not match["target"]:
            return None
        # Nobody sees a link without words; its address can stand for them.
        if not match["words"].strip():
            return place, match.end(), self._linked(match["target"], match["target"])
        inside = _Scan(match["words"], self.pasted, self.timer, linked=True).run()
        opening = Span("open", name="a", target=match["target"], title=match["title"] or "")
        return place, match.end(), [opening, *inside, Span("close", name="a")]

    def _image(self, place: int) -> Read | None:
        match = LINK.match(self.text, place + 1)
        if match is None or not match["target"]:
            return None
        words = match["words"].replace("\n", " ")
        return place, match.end(), [Span("image", words, target=match["target"], title=match["title"] or "")]

    def _tag(self, place: int) -> Read | None:
        if match := _BRACKETED_URL.match(self.text, place):
            address = match["address"]
            target = f"mailto:{address}" if "@" in address and ":" not in address else address
            return place, match.end(), self._linked(target, address.removeprefix("mailto:"))
        match = TAG.match(self.text, place)
        if match is None:
            return None
        name, bare = match["name"].lower(), match["rest"].strip(" /") == ""
        if name == "br" and bare:
            return place, match.end(), [Span("break")]
        if name in self.pasted:
            return place, match.end(), [Span("break")] if name in _BLOCKS else []
        anchor = _ANCHOR.match(match["rest"]) if name == "a" and not self.linked else None
        if not (anchor or (bare and name in _PAIRS) or (bare and name == "a" and match["end"])):
            return None
        ends = bool(match["end"])
        names = (_PAIRS.get(name, name),)
        target = anchor["target"] if anchor else ""
        return place, match.end(), [_Sign(match[0], names[0], not ends, ends, names, place, match.end(), target)]

    def _entity(self, place: int) -> Read | None:
        match = _ENTITY.match(self.text, place)
        meant = html.unescape(match[0]) if match else ""
        if match is None or meant == match[0]:
            return None
        return place, match.end(), [Span("text", _HIDDEN.sub("", meant))]

    def _line_end(self, place: int) -> Read | None:
        # A paragraph keeps two blanks where there were more.
        return (place - 2, place + 1, [Span("break")]) if self.text[max(0, place - 2) : place] == "  " else None

    def _mail(self, place: int) -> Read | None:
        local = _LOCAL.search(self.text, max(0, place - 64), place)
        match = _MAIL.match(self.text, local.start()) if local and not self.linked else None
        if match is None:
            return None
        return match.start(), match.end(), self._linked(f"mailto:{match[0]}", match[0])

    def _address(self, place: int) -> Read | None:
        match = None if self.linked else _URL.match(self.text, place)
        before, _ = self._around(place, place)
        if match is None or (before.isascii() and before.isalnum()):
            return None
        typed = _without_tail(match[0])
        rest = typed[len(match["scheme"]) :]
        if not _HOST.match(rest) or _LOCAL_HOST.match(rest) or (match["scheme"][0] in "Ww" and "." not in rest):
            return None
        target = typed if match["scheme"][0] in "Hh" else f"https://{typed}"
        return place, place + len(typed), self._linked(target.replace("：", ":", 1), typed)

    def _linked(self, target: str, words: str) -> list[Span]:
        if self.linked:
            return [Span("text", words)]
        return [Span("open", name="a", target=target), Span("text", words), Span("close", name="a")]


_READERS: dict[str, Callable[[_Scan, int], Read | None]] = {
    "\\": _Scan._backslash,
    "`": _Scan._code,
    "*": _Scan._emphasis,
    "_": _Scan._emphasis,
    "[": _Scan._link,
    "!": _Scan._image,
    "<": _Scan._tag,
    "&": _Scan._entity,
    "\n": _Scan._line_end,
    "@": _Scan._mail,
}
"""By the character that each begins with; an address begins with a letter."""


def _is_reckoned(typed: str, before: str, after: str) -> bool:
    """Whether stars are a sign between figures or letters: 60*40, 2**10, 3人*5组."""
    if typed[0] == "_" or before.isspace() or after.isspace():
        return False
    if all(one.isascii() and (one.isalnum() or one in "()") for one in (before, after)):
        return True
    return len(typed) == 1 and (before.isdigit() or after.isdigit()) and before not in _PUNCTUATION


def _runs_of_ticks(text: str) -> dict[int, list[int]]:
    """Where runs of back-ticks begin, by their length."""
    runs: dict[int, list[int]] = {}
    for match in re.finditer("`+", text):
        runs.setdefault(len(match[0]), []).append(match.start())
    return runs


def _without_tail(address: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while address:
        last = address[-1]
        pair = {")": "(", "]": "["}.get(last)
        if last not in ".,;:!?'*" and (pair is None or address.count(pair) >= address.count(last)):
            break
        address = address[:-1]
    return address


def _shown(found: Sequence[Span | _Sign], pairs: Mapping[int, str]) -> list[Span]:
    """The spans, with signs that found no other as words, no link within a link, and one break where there are more."""
    shown: list[Span] = []
    links = 0
    for place, one in enumerate(found):
        if isinstance(one, Span):
            made = [one]
        elif place in pairs:
            names = one.names if pairs[place] == "open" else one.names[::-1]
            made = [Span(pairs[place], name=name, target=one.target) for name in names]
        else:
            made = [Span("text", one.typed)]
        for span in made:
            if span.name == "a":
                links += 1 if span.kind == "open" else -1
                if links > 1 or (links == 1 and span.kind == "close"):
                    continue
            if shown and shown[-1].kind == "break":
                span = replace(span, text=span.text.lstrip()) if span.kind == "text" else span
            if span.kind != "break" or (shown and shown[-1].kind != "break"):
                shown.append(span)
    return shown
