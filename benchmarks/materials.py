"""Invented study materials, in the shape of those in docs/study/: about nothing, and said to be samples."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import words

TOPICS = ("党的理论", "党内法规", "组织生活", "师德师风", "育人工作", "廉洁从教")
TYPES = ("法规导读", "文件导读", "实用指南", "政策导读")
AUDIENCES = (words.MEMBERS, words.STAFF, words.PUPILS, words.PUBLIC)
TITLES = ("{topic}二十问", "{thing}里的道理", "从{place}说起", "怎样讲好{topic}", "{topic}：一页纸读懂")
SUMMARIES = ("围绕{topic}，把要点、做法和常见的问题写在一页里。", "{group}用得上的一份提纲，从{thing}讲到{topic}。")
HEADINGS = ("是什么", "为什么与我们学校有关", "要点", "怎样用", "想一想")
SOURCE = """  - 名称: 《示例文件汇编》
    机关: 示例机关
    日期: {year}年{month}月
    日期性质: 印发
    链接: https://example.com/
    网站: 示例网站"""


@dataclass(frozen=True)
class Material:
    """id: its file's name without .md. text: the whole file."""

    id: str
    title: str
    text: str


def materials(count: int, seed: int, keys: Sequence[str], years: Sequence[int]) -> Iterator[Material]:
    """So many materials. keys: the plan's items. years: of the months in which they are to be read."""
    for number in range(1, count + 1):
        rng = random.Random(f"{seed}/material/{number}")
        slots = {name: rng.choice(options) for name, options in words.SLOTS.items()}
        title = f"示例读本 {number}：{_filled(rng.choice(TITLES), slots)}"
        front = _front(rng, title, slots, keys, years)
        yield Material(_id(number), title, f"---\n{front}\n---\n\n{_body(rng, slots, number, count)}\n")


def _id(number: int) -> str:
    return f"shili-duben-{number}"


def _filled(sentence: str, slots: Mapping[str, Any]) -> str:
    return sentence.format(month=3, **slots)


def _front(rng: random.Random, title: str, slots: Mapping[str, str], keys: Sequence[str], years: Sequence[int]) -> str:
    year, month = rng.choice(years), rng.choice((2, 3, 4, 5, 6, 9, 10, 11, 12))
    lines = [
        f"标题: {title}",
        f"摘要: {_filled(rng.choice(SUMMARIES), slots)}",
        f"主题: {rng.choice(TOPICS)}",
        f"类型: {rng.choice(TYPES)}",
        f"对象: [{', '.join(rng.sample(AUDIENCES, rng.randint(1, 2)))}]",
        f"分钟: {rng.randint(4, 15)}",
        f"月份: {year}-{month:02}",
        f"条目: [{', '.join(rng.sample(keys, rng.randint(1, 3)))}]",
        "来源:",
        SOURCE.format(year=year - 1, month=month),
        f"整理日期: {year}-{month:02}-01",
    ]
    return "\n".join(lines)


def _body(rng: random.Random, slots: Mapping[str, str], number: int, count: int) -> str:
    """Five headed parts with paragraphs, a table, a list and a link to another one."""
    other = number % count + 1
    return "\n\n".join(
        [
            *_part(rng, slots, HEADINGS[0]),
            *_part(rng, slots, HEADINGS[1]),
            *_part(rng, slots, HEADINGS[2]),
            "| 环节 | 内容 | 时间 |\n|---|---|---|\n"
            + "\n".join(
                f"| {step} | {_filled(rng.choice(words.POINTS), slots)} | {rng.randint(1, 4)}0分钟 |"
                for step in "学议做记"
            ),
            *_part(rng, slots, HEADINGS[3]),
            "\n".join(f"- {_filled(point, slots)}；" for point in rng.sample(words.POINTS, 5)),
            f"接着读[示例读本 {other}]({_id(other)}.md)。",
            f"## {HEADINGS[4]}",
            "\n".join(f"{index}. {_filled(one, slots)}" for index, one in enumerate(rng.sample(words.CLOSINGS, 3), 1)),
        ]
    )


def _part(rng: random.Random, slots: Mapping[str, str], heading: str) -> tuple[str, ...]:
    told = [_filled(sentence, slots) for sentence in rng.sample(words.NARRATIVE, 8)]
    return f"## {heading}", "".join(told[:4]), "".join(told[4:])
