"""Which drawing stands for a record without photos: that of its kind and its like in turn, none twice within a row.

A drawing that a record names itself stays. Going from the oldest record to the newest, so a new record changes no
older one's.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from .record import Record

ROW = 12
"""Of so many records that follow each other no two are drawn alike."""

LIKE: Mapping[str, tuple[str, ...]] = {
    "ballot": ("ballot", "meeting", "checklist", "notice-board"),
    "classroom": ("classroom", "stage", "easel", "lamp"),
    "heart": ("heart", "hands", "tea"),
    "hands": ("hands", "heart", "sprout"),
    "lecture": ("lecture", "microphone", "open-book", "lamp"),
    "meeting": ("meeting", "talk", "tea", "checklist"),
    "memorial": ("memorial", "red-leaf"),
    "notebook": ("notebook", "lamp", "microphone", "open-book"),
    "notice-board": ("notice-board", "mailbox", "checklist"),
    "open-book": ("open-book", "notebook", "lamp", "reading", "lecture"),
    "planting": ("planting", "kite", "sprout", "earth", "science"),
    "reading": ("reading", "open-book", "lamp", "bridge"),
    "red-leaf": ("red-leaf", "river-walk", "hands", "boat", "bridge"),
    "river-walk": ("river-walk", "boat", "earth", "bamboo", "lotus"),
    "shield": ("shield", "checklist", "mailbox", "bamboo"),
    "sports": ("sports", "kite", "dragon-boat"),
    "sprout": ("sprout", "clock", "bamboo", "easel"),
    "talk": ("talk", "tea", "mailbox", "meeting"),
    "water-drop": ("water-drop", "lotus", "bamboo", "shield"),
}
"""What may stand for what, by the drawing that the kind names. One that is not here stands for itself."""

PLAIN = (
    *("red-leaf", "boat", "sprout", "bridge", "open-book", "lotus", "notebook", "river-walk"),
    *("bamboo", "lamp", "water-drop", "hands", "tea", "reading"),
)
"""What may stand for anything where a kind has no more of its own."""


NAMES: Mapping[str, str] = {
    "ballot": "投票箱",
    "bamboo": "竹子",
    "boat": "小船",
    "bridge": "石桥",
    "checklist": "清单",
    "classroom": "教室",
    "clock": "闹钟",
    "computer": "电脑",
    "dragon-boat": "龙舟",
    "earth": "地球",
    "easel": "画架",
    "hands": "捧着的苗",
    "heart": "爱心",
    "kite": "风筝",
    "lamp": "台灯",
    "lecture": "讲课",
    "lotus": "荷花",
    "mailbox": "信箱",
    "meeting": "会议",
    "memorial": "纪念碑",
    "microphone": "话筒",
    "notebook": "笔记本",
    "notice-board": "公示栏",
    "open-book": "翻开的书",
    "planting": "种树",
    "reading": "读书",
    "red-leaf": "红叶",
    "river-walk": "江边走一走",
    "science": "科学实验",
    "shield": "盾牌",
    "sports": "运动",
    "sprout": "新芽",
    "stage": "舞台",
    "talk": "谈话",
    "tea": "两杯茶",
    "water-drop": "水滴",
}
"""What a drawing shows, by its name."""


def choose_drawings(records: Sequence[Record]) -> Mapping[str, str]:
    """A drawing for each record, by its id. records: those that have pages, the newest first."""
    shown = [one for one in reversed(records) if not one.pictures]
    named = [one.activity.drawing for one in shown]
    chosen: list[str] = []
    turns = Counter[str]()
    for place, record in enumerate(shown):
        own = record.activity.drawing
        if own is None:
            near = {*chosen[max(0, place - ROW + 1) : place], *named[place + 1 : place + ROW]}
            own = next(
                (one for one in _candidates(record, turns[record.kind_slug]) if one not in near), record.kind.drawing
            )
            turns[record.kind_slug] += 1
        chosen.append(own)
    return {record.id: own for record, own in zip(shown, chosen, strict=True)}


def _candidates(record: Record, turn: int) -> Iterator[str]:
    """The best first. turn: how many records of the kind have been drawn before."""
    like = LIKE.get(record.kind.drawing, (record.kind.drawing,))
    turn %= len(like)
    yield from (*like[turn:], *like[:turn], *PLAIN)
