"""A Markdown file as front matter and prose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import DataError, Problem

_FRONT = re.compile(r"#|\s|-\s|[^\s:：#]{1,20}\s*[:：]")
"""How a line of front matter begins; an empty one ends it."""

_FLUSH = "，前面不空"
_NEARLY = re.compile(r"\s*[-－–—─]{2,}\s*")


@dataclass(frozen=True)
class MarkdownFile:
    """front: the YAML between the fences, first line at front_line. body: what follows, first line at body_line."""

    front: str
    front_line: int
    body: str
    body_line: int


def split_front_matter(text: str, file: str, needed: Sequence[str] = ()) -> MarkdownFile:
    """Divide at the two lines of three hyphens. Raises DataError where either is missing.

    needed: the lines that the file's front matter must have, with a word on each, for who has forgotten all of it.
    """
    lines = text.split("\n")
    if _NEARLY.fullmatch(lines[0]) and lines[0].rstrip() != "---":
        message = f"资料信息要用正好三个半角短横线开始{_FLUSH * lines[0][0].isspace()}"
        raise DataError([Problem(file, 1, message, lines[0].rstrip(), "---", mended=((1, "---"),))])
    if lines[0].rstrip() != "---":
        first = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
        if first > 1 and lines[first - 1].rstrip() == "---":
            message = f"从这一行到第 {first} 行，“---”前面不能有空行"
            raise DataError([Problem(file, 1, message, "", "---")])
        front = re.match(r"\S+\s*[:：]", lines[0])
        fix = "\n".join(["---", *([] if front else [*needed, "---"]), lines[0]])
        raise DataError([Problem(file, 1, "文件开头缺少三个短横线“---”和资料信息", lines[0].rstrip(), fix)])
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return MarkdownFile("\n".join(lines[1:index]), 2, "\n".join(lines[index + 1 :]), index + 2)
        if _NEARLY.fullmatch(line):
            message = f"资料信息要用正好三个半角短横线结束{_FLUSH * line[0].isspace()}"
            mended = () if line.startswith((" ", "\t")) else ((index + 1, "---"),)
            raise DataError([Problem(file, index + 1, message, line.rstrip(), "---", mended=mended)])
    end = next((number for number, line in enumerate(lines[1:], 2) if not _FRONT.match(line)), len(lines) + 1)
    where = f"在第 {end} 行前面" if end <= len(lines) else "在最后"
    raise DataError([Problem(file, 1, "资料信息没有结束，缺少第二行“---”", "---", f"{where}加一行 ---")])
