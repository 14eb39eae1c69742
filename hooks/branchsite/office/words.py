"""Short names and ids out of what people wrote."""

import re

_VERBS = (
    "进一步|切实|牢牢|牢固|扎实|认真|积极|大力|全面|深入|充分|继续|不断|努力|严格|持续|着力|注重|突出|聚焦|强化|加强|抓好|抓实|做好|做实|"
    "做细|推进|推动|落实|坚持|完善|健全|提升|提高|促进|夯实|开展|组织(?!建设|生活|工作)|树立|建立|构建|规范|发挥|深化|打造|搞好|办好|用好|以|要|抓|做"
)
_LEADING = re.compile(rf"^(?:(?:{_VERBS})了?(?=[\u4e00-\u9fff“《]{{2,}}))+")
_STOPS = re.compile(r"[，,。；;：:！!？?（(—\-\s]")
_NOT_IN_NAMES = re.compile(r"[/／、，,；;。：:！!？?“”\"'‘’《》〈〉()（）\[\]【】\s]")
LONGEST_NAME = 12


def short_name(title: str, longest: int = LONGEST_NAME) -> str:
    """A title's name for lists: its first clause without the verbs in front, no punctuation."""
    clause = _STOPS.split(title.strip())[0] or title
    bare = _LEADING.sub("", clause) or clause
    name = _NOT_IN_NAMES.sub("", bare) or _NOT_IN_NAMES.sub("", title)
    return name[:longest].removesuffix("的") or "未命名"


def slug_of(name: str, longest: int = 28) -> str:
    """An id for addresses: the pinyin of a name as far as it fits, 党员大会 → dang-yuan-da-hui."""
    # Here, not at the top: its dictionary takes 55 MB.
    from pypinyin import lazy_pinyin

    words = (re.sub(r"[^a-z0-9]", "", word.lower()) for word in lazy_pinyin(name))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if word and len(longer) <= longest:
            slug = longer
    return slug or "item"
