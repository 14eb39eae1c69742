#!/usr/bin/env python3
"""docs/handbook/quick.md, 速查: every command and every field on a page to print, from the program itself.

Run by `make schema`; `--check` only says whether the file is as it should be.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks")]

from branchsite.__main__ import command_line
from branchsite.views.reference import TABLES

FILE = ROOT / "docs" / "handbook" / "quick.md"
LEFT_OUT = ("host", "schema", "pages", "wordmark")
"""Commands that a secretary never types."""

NEW = (
    ("new activity", "一条活动记录：问什么答什么，或写选项"),
    ("new material", "一份学习资料"),
    ("new plan --from 旧计划", "下一学期的计划，从旧计划续写"),
)
"""What `new` begins; its own help names all three."""

HEAD = """\
---
标题: 速查
摘要: 一页纸：全部命令和每个文件的字段名，可以打印。
---

每一行命令前面写 `.venv/Scripts/python hooks`；Linux 和苹果电脑写 `.venv/bin/python -m branchsite`。

## 命令

| 命令 | 做什么 |
| --- | --- |
"""


FIELDS = """\

## 字段

星号是必填的；每个字段写什么，见《填写参考》。

| 写在哪里 | 字段 |
| --- | --- |
"""


def quick_reference() -> str:
    """The whole file."""
    commands = "".join(f"| `{name}` | {about} |\n" for name, about in _commands())
    fields = "".join(f"| {title} | {names} |\n" for title, names in _fields())
    return f"{HEAD}{commands}{FIELDS}{fields}"


def _commands() -> Iterator[tuple[str, str]]:
    parser = command_line(hosting=False)
    (group,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    for one in group._choices_actions:
        if one.dest == "new":
            yield from NEW
        elif one.dest not in LEFT_OUT:
            yield f"{one.dest}{_words(group.choices[one.dest])}", str(one.help)


def _words(parser: argparse.ArgumentParser) -> str:
    """What is typed behind a command: its words and its options."""
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        shown = action.metavar if isinstance(action.metavar, str) else ""
        if action.option_strings:
            found.append(f"[{action.option_strings[0]}{f' {shown}' if action.nargs != 0 and shown else ''}]")
        else:
            found.append(shown)
    return "".join(f" {one}" for one in found)


def _fields() -> Iterator[tuple[str, str]]:
    for title, model in TABLES:
        fields = model.model_fields.items()
        yield title, "、".join(f"{field.alias or name}{'*' if field.is_required() else ''}" for name, field in fields)


def main() -> int:
    """Write the file, or say that it is old."""
    made = quick_reference()
    if "--check" in sys.argv:
        return int(not FILE.exists() or FILE.read_text("utf-8") != made)
    FILE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
