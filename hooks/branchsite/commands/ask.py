"""Questions at a terminal, in Chinese; where nobody is there to answer, what is missing is said."""

import sys
from collections.abc import Sequence

from ..errors import DataError, Problem
from ..system.terminal import visible


def asking() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def required(value: str | None, option: str, question: str, example: str) -> str:
    """A value as an option gave it, or as somebody answers. Raises DataError where neither is."""
    if value and value.strip():
        return value.strip()
    if not asking():
        raise DataError([Problem("new", 0, f"还缺：{question}", fix=f"加上 {option} {example}")])
    while True:
        answer = input(f"{question}（如 {example}）：").strip()
        if answer:
            return answer


def optional(value: str | None, question: str) -> str:
    """A value as an option gave it, or as somebody answers; Enter is none."""
    if value is not None or not asking():
        return (value or "").strip()
    return input(f"{question}（没有就按回车）：").strip()


def chosen(question: str, options: Sequence[str]) -> str:
    """One of some options, by its number or its name."""
    _list(options)
    while True:
        answer = input(f"{question}（写前面的数字）：").strip()
        if answer in options:
            return answer
        if answer.isdigit() and 1 <= int(answer) <= len(options):
            return options[int(answer) - 1]
        print("没有这一个，再写一次。")


def several(question: str, options: Sequence[str]) -> list[str]:
    """Any of some options, by their numbers, with commas or blanks between them; Enter is none."""
    _list(options)
    while True:
        answer = input(f"{question}（写数字，可以写几个，没有就按回车）：")
        words = answer.replace("，", " ").replace("、", " ").replace(",", " ").split()
        if all(word.isdigit() and 1 <= int(word) <= len(options) for word in words):
            return list(dict.fromkeys(options[int(word) - 1] for word in words))
        print("有一个数字不对，再写一次。")


def _list(options: Sequence[str]) -> None:
    for number, option in enumerate(options, 1):
        print(f"  {number:2} {visible(option)}")
