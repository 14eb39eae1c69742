"""The signs that begin an item of a list, as people type them."""

import re
from dataclasses import dataclass

_HAN = "一二三四五六七八九十"
_BULLETS = "\uf020-\uf0ff•●▪■◆◇○◎▶►➢➤➔❖◦‣⁃⚫⬤🔹🔸🔷🔶▷▸"
_DOTS = "·∙‧・"
_STARS = "★☆√✓✔✗✘☑☐☒※▲△▼☞☛✦✧♦♥❤"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹"
_OF_A_FONT = "olnuvpqtØüà"
"""What is left of the bullets of Wingdings where their font is not."""

_SYMBOLS = "－﹣―＊＋§»~～Δ\u2190-\u245f\u2580-\u2bff\u3003\u3004\u3012\u3013\u3020\U0001f000-\U0001faff"
"""Full-width signs, arrows, shapes, dingbats, emoji: whatever people put before lines so that each stands out."""

_MAY = re.compile(
    rf"[-*+–—{_BULLETS}{_DOTS}{_STARS}{_SYMBOLS}\d０-９①-⓿❶-➓㉑-㉟㊱-㊿⑴-⒵㈠-㈩㊀-㊉Ⅰ-ⅻ（(【〔［A-Za-zＡ-Ｚａ-ｚ\[{_HAN}{_STEMS}第周星]"
    rf"|[{_FORMAL}{_BRANCHES}{_RAISED}{_OF_A_FONT}〖「『{{<《“‘#＃]|[上下早中晚傍]|首先|其次|再次|最后"
    rf"|[\u4e00-\u9fff]{{2,6}}[：:]|[\u4e00-\u9fff]{{1,3}}[\d{_HAN}]"
)
_COUNTED = r"(?!\d{0,2}(?:[、和及与至到~～—-]\d|年级|[班号楼栋组中]|月|日))"
_COUNTED_HAN = rf"(?![{_HAN}]{{0,2}}(?:[、和及与至到~～—-][{_HAN}]|年级|[班号楼栋组]))"
_BRACKETED = r"(?!\s?(?:班|中队|年级|[号楼栋组]))"


_SIGN = re.compile(
    rf"""
    (?P<bullet>[-*+](?=\s)(?!\s*(?:[-*+]\s*){{2,}}$)|[{_BULLETS}](?!\s*[{_BULLETS}]|\s*$)(?!.*[{_BULLETS}]$)|[–—](?=\s)(?!.*[–—]$))
  | (?P<dot>[{_DOTS}](?![{_DOTS}]|\s*$)(?!.*[{_DOTS}]$))
  | (?P<weak>[-*+–—](?=[^\s\d\-*+–—=>.])|--(?=\s+\S)|[{_OF_A_FONT}](?=[ \t\u3000\xa0]+[\u4e00-\u9fff“《]))
  | (?P<number>\d{{1,3}})\.(?=\s|[^\s\d.,)、:/\\])(?![A-Za-z]{{2,4}}\d?(?![A-Za-z\s]))
  | (?P<counted>
      (?P<figure>\d{{1,3}}|[０-９]{{1,2}})(?:、{_COUNTED}|[．)）](?=\s*[^\s\d]|\s+\S))
    | [０-９]{{1,2}}[.．](?=\s*\S)
    | [①-⓿❶-➓㉑-㉟㊱-㊿⑴-⒵⒈-⒛㈠-㈩㊀-㊉]
    | [Ⅰ-ⅻ](?:[、．.)）]|\s)
    | [【〔［]\d{{1,2}}[】〕］](?=\s*[^\s\[【（(])
    | [（(](?:\d{{1,3}}|[A-Za-z]|[０-９]{{1,2}})[)）]{_BRACKETED}
    | \d\ufe0f?\u20e3
    )
  | (?P<kept>
      [（(][{_HAN}]{{1,3}}[)）]{_BRACKETED}
    | [{_HAN}]{{1,3}}、{_COUNTED_HAN}(?=\s*\S)
    | [{_HAN}]{{1,3}}[.．](?!\s*[{_HAN}])(?=\s*[\u4e00-\u9fff“《])
    | 第[{_HAN}]{{1,3}}、(?=\s*\S)
    | [{_STARS}]\ufe0f?(?![\s{_STARS}]*$)(?![{_STARS}])
    | \[\^\d{{1,3}}\][:：]
    )
  | (?P<letter>(?:[A-ZＡ-Ｚ]|[a-zａ-ｚ]|[IVX]{{2,4}}|[ivx]{{2,4}})(?:[、．)）]|\.(?=\s|[^\x00-\x7f]))(?=\s*\S))
  | (?P<stem>[{_STEMS}])、(?=\s*\S)
  | (?P<bare>(?P<count>\d{{1,2}})(?=\s+[\u4e00-\u9fff“《]|[，：:]\s*[\u4e00-\u9fff“《]))
  | (?P<part>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}(?=\s*[\u4e00-\u9fff“《]))
  | (?P<note>\[\d{{1,3}}\][:：]?(?=\s*[^\s\[(（]))
  | (?P<time>
      \d{{1,2}}[:：]\d{{2}}(?!\d)
    | (?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}日)?(?=[\s：:，])
    | (?:周|星期)[一二三四五六日天](?=[\s：:，])
    | (?:[上下中]午|早[上晨]|晚上|傍晚|[AP]M|[ap]m)\s?(?:\d{{1,2}}(?:[:：点时]\d{{0,2}}分?半?)?)?(?=[\s：:，])
    | \d{{1,2}}[点时](?:半|\d{{1,2}}分?)?(?=[\s：:，])
    | 第[{_HAN}\d]{{1,3}}[天周组名站步条项点节](?=[\s：:，])
    )
  | (?P<series>
      (?P<lead>(?P<latin>[A-Za-z]{{1,8}}[.．]?\s?|[#＃])|[\u4e00-\u9fff]{{1,3}}?|\d{{1,2}}[-–—/／]|\d{{4}}[.年]|[（(【〖「{{<《“‘\[])??
      (?P<place>\d{{1,3}}|[{_HAN}]{{1,3}}|[{_FORMAL}{_RAISED}{_STEMS}{_BRANCHES}]|[A-ZＡ-Ｚ])
      (?P<trail>[是要]|[\u4e00-\u9fff]{{0,3}}[\s：:，,;；、.．)）】〗〕」}}>》”’\]/\\~～–—\-#º]|(?(latin)(?=[\u4e00-\u9fff“《])|(?<=[{_RAISED}])))
      (?=\s?[^\s\d])
    )
  | (?P<turn>(?:首先|其次|再次|最后)(?=[，,、：:\s是]))
  | (?P<heading>[【〖「『［][^】〗」』］]{{1,10}}[】〗」』］](?=\s*\S))
  | (?P<label>[\u4e00-\u9fff]{{2,6}}[：:](?=\s*\S))
  | (?P<symbol>(?P<same>[{_SYMBOLS}])[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?(?!\s*(?P=same))(?=\s*[^\s\d]))
    """,
    re.VERBOSE,
)


_DOUBTFUL = (
    "dot",
    "weak",
    "letter",
    "stem",
    "bare",
    "part",
    "note",
    "time",
    "series",
    "turn",
    "heading",
    "label",
    "symbol",
)


@dataclass(frozen=True)
class Marker:
    """A sign at a line's beginning.

    kind: a group of the pattern. length: of the sign in characters. number: what it counts, where that is known.
    frame: the text around the number of one that is like its neighbours but for that: 步骤1：.
    """

    kind: str
    length: int
    number: int | None = None
    frame: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether only a neighbour with the same sign shows that it begins an item."""
        return self.kind in _DOUBTFUL

    @property
    def is_kept(self) -> bool:
        """Whether the sign has a meaning of its own that a bullet or a counted number would lose."""
        return self.kind not in ("bullet", "dot", "weak", "number")

    @property
    def family(self) -> str:
        """Equal for signs that may begin the items of one list."""
        return "kept" if self.kind == "counted" else self.kind


def marker_of(text: str) -> Marker | None:
    """The sign that a line's text begins with; None where it begins with words."""
    match = _SIGN.match(text) if _MAY.match(text) else None
    if match is None:
        return None
    kind = match.lastgroup or ""
    if kind == "weak" and text.startswith("*") and text.count("*") > 1:
        return None
    if kind == "series":
        return Marker(kind, match.end(), _place(match["place"]), f"{match['lead'] or ''}…{match['trail']}")
    counted = match["number"] or match["figure"] or match["count"]
    return Marker(kind, match.end(), int(counted) if counted else None)


def _place(sign: str) -> int:
    """What a sign counts: 12, 十二, 贰, 乙, B."""
    if sign.isdecimal():
        return int(sign)
    for row in (_FORMAL, _RAISED, _STEMS, _BRANCHES):
        if sign in row:
            return row.index(sign) + 1
    if sign[0] not in _HAN:
        return ord(sign)
    tens, ten, ones = sign.partition("十")
    return (
        (_HAN.index(tens[-1]) + 1 if tens else 1) * 10 + (_HAN.index(ones[0]) + 1 if ones else 0)
        if ten
        else (_HAN.index(sign[-1]) + 1)
    )
