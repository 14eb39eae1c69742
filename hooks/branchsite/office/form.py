"""三会一课记录表: a form to print and fill by hand, with what the public record already says."""

from collections.abc import Iterator

from ..library.record import Record
from .official_document import Block, Style, Table, Text

_LABEL, _VALUE, _ROW = 26, 52, 10
_ROOM = "\n" * 8
_INSIDE = "本表填好后存在校内，不要放进网站的文件夹。"


def form(record: Record, site_name: str) -> Iterator[Block]:
    """The form for one record: day, place and topic; lists and content are left blank."""
    activity = record.activity
    yield Text(Style.TITLE, f"{record.kind.name}记录")
    yield Table(
        (
            ("支部", site_name, "会议名称", record.kind.name),
            ("时间", record.when, "地点", activity.place or ""),
            ("主持人", "", "记录人", ""),
            ("应到人数", "", "实到人数", ""),
            ("列席人员", "", "缺席人员和原因", ""),
        ),
        (_LABEL, _VALUE, _LABEL, _VALUE),
        _ROW,
    )
    whole = _LABEL + 2 * _VALUE
    for label, text in (
        ("议题", record.title if record.public else ""),
        ("内容", _ROOM),
        ("决议", _ROOM),
        ("签名", "\n\n"),
    ):
        yield Table(((label, text),), (_LABEL, whole), _ROW)
    yield Text(Style.BODY, _INSIDE)
