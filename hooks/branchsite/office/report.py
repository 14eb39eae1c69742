"""工作总结: what a term's records prove, by the plan's parts, as a draft to finish. No figure is typed or guessed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..library.library import Library
from ..library.mention import Mention
from ..library.progress import CommitmentProgress, CommitmentState
from ..library.record import Record
from ..library.schedule import ItemProgress, Schedule, SectionProgress
from ..models.date import spoken, spoken_month
from ..models.plan import numeral
from .official_document import Block, Style, Text, blank

_FILL = "（请填写）"
_MOST_DAYS = 40
"""Days that are listed one by one."""


def term_report(library: Library, schedule: Schedule) -> Iterator[Block]:
    """The draft for a term."""
    yield Text(Style.TITLE, f"{library.site.name}\n{schedule.plan.term}党建工作总结")
    yield Text(Style.BODY, _opening(library, schedule))
    yield from _samples(_in_term(library, schedule))
    for section in schedule.sections:
        yield from _section(schedule, section)
    number = len(schedule.sections)
    yield Text(Style.LEVEL_1, f"{numeral(number + 1)}、没有按期完成的任务")
    yield from _late(schedule.late)
    for offset, heading in enumerate(("存在的问题", "下一步打算"), 2):
        yield Text(Style.LEVEL_1, f"{numeral(number + offset)}、{heading}")
        yield Text(Style.BODY, _FILL)
    yield from _signature(library)


def month_report(library: Library, month: str) -> Iterator[Block]:
    """The digest of a month, 2024-05, for the district."""
    held = sorted((one for one in library.happened if one.month == month), key=lambda one: (one.date, one.id))
    yield Text(Style.TITLE, f"{library.site.name}\n党建工作信息（{spoken_month(month)}）")
    yield Text(Style.BODY, f"{spoken_month(month)}，{_activities(held)}")
    yield from _samples(held)
    for number, record in enumerate(held, 1):
        yield Text(Style.LEVEL_3, f"{number}. {_headline(record)}")
        if record.public and record.activity.summary:
            yield Text(Style.BODY, record.activity.summary)
    yield from _signature(library)


def _opening(library: Library, schedule: Schedule) -> str:
    term, tally = schedule.term, schedule.tally
    held = _in_term(library, schedule)
    days = f"{spoken(term.start)}至{spoken(term.as_of)}"
    return (
        f"{days}，{_activities(held)}《{schedule.plan.title}》中可以考核的任务共{tally.measured}项，"
        f"已完成{tally.done}项，逾期{tally.behind}项。"
    )


def _in_term(library: Library, schedule: Schedule) -> list[Record]:
    """What has taken place in a plan's term, meetings too, of which only the day is public."""
    return [one for one in library.happened if schedule.term.start <= one.date <= schedule.term.as_of]


def _activities(records: Sequence[Record]) -> str:
    """How many there were, by kind."""
    if not records:
        return "没有活动记录。"
    kinds = Counter(record.kind.name for record in records)
    counted = "、".join(f"{name}{times}次" for name, times in kinds.most_common())
    return f"共有活动记录{len(records)}次：{counted}。"


def _samples(records: Iterable[Record]) -> Iterator[Block]:
    samples = sum(record.activity.sample for record in records)
    if samples:
        yield Text(
            Style.BODY,
            f"（注意：以上和以下的数字含示例记录{samples}次，正式使用前请在 data/site.yml 里隐藏示例，再生成一次。）",
        )


def _section(schedule: Schedule, section: SectionProgress) -> Iterator[Block]:
    yield Text(Style.LEVEL_1, section.title)
    yield from _commitments(schedule, section, section.progress)
    for index, item in enumerate(section.items, 1):
        yield Text(Style.LEVEL_2, f"（{numeral(index)}）{item.item.title}")
        yield from _commitments(schedule, item, item.progress)


def _commitments(
    schedule: Schedule, part: SectionProgress | ItemProgress, progress: Iterable[CommitmentProgress]
) -> Iterator[Block]:
    """What was done for each commitment that is at home in a part; internal ones leave no trace."""
    number = 0
    for one in progress:
        if one.internal or one.state is CommitmentState.NOT_APPLICABLE or schedule.home(one) is not part:
            continue
        number += 1
        yield Text(Style.BODY, f"{number}. {_done(one)}")


def _done(progress: CommitmentProgress) -> str:
    """A commitment in a sentence: what was asked, what was done, on which days."""
    asked = f"{progress.commitment.short}（{progress.measure_label}）"
    if progress.state is CommitmentState.BY_RULE:
        return f"{asked}：按规定执行。"
    times = f"{len(progress.records)}次" if progress.records else "还没有记录"
    figure = (
        f"，完成{progress.done:g}{progress.unit}（应完成{progress.target:g}{progress.unit}），{progress.state}"
        if progress.target
        else ""
    )
    return f"{asked}：{times}{figure}{_days(progress.records)}。"


def _days(records: Sequence[Record | Mention]) -> str:
    """；日期：3月5日、4月2日, each day once."""
    days = list(dict.fromkeys(record.short_day for record in records))
    if not days:
        return ""
    more = f"等{len(days)}天" if len(days) > _MOST_DAYS else ""
    return f"；日期：{'、'.join(days[:_MOST_DAYS])}{more}"


def _late(late: Sequence[CommitmentProgress]) -> Iterator[Block]:
    if not late:
        yield Text(Style.BODY, "没有。")
    for number, one in enumerate(late, 1):
        yield Text(Style.BODY, f"{number}. {one.commitment.short}：{one.figure}，{one.note}。原因：{blank()}")


def _headline(record: Record) -> str:
    """A record as far as it is public: day and kind, and its title where that may be read."""
    if not record.public:
        return f"{record.short_day}，{record.kind.name}"
    return f"{record.short_day}，{record.title}（{record.kind.name}）"


def _signature(library: Library) -> Iterator[Block]:
    yield Text(Style.BODY, "")
    yield Text(Style.SIGNATURE, library.site.name)
    yield Text(Style.SIGNATURE, spoken(library.today))
