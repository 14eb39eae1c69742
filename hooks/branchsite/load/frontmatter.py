"""A Markdown file as front matter and prose."""

import re
from dataclasses import dataclass

from ..errors import DataError, Problem

_NEARLY = re.compile(r"\s*[-－–—─]{2,}\s*")


@dataclass(frozen=True)
class Prose:
    """front: the YAML between the fences, first line at front_line. body: what follows, first line at body_line."""

    front: str
    front_line: int
    body: str
    body_line: int


def split_front_matter(text: str, file: str) -> Prose:
    """Divide at the two lines of three hyphens. Raises DataError where either is missing."""
    lines = text.split("\n")
    if _NEARLY.fullmatch(lines[0]) and lines[0].rstrip() != "---":
        message = "资料信息要用正好三个半角短横线开始"
        raise DataError([Problem(file, 1, message, lines[0].strip(), "---", mended=((1, "---"),))])
    if lines[0].rstrip() != "---":
        fix = "第一行写 ---，照使用手册补上标题等信息"
        raise DataError([Problem(file, 1, "文件开头缺少三个短横线“---”和资料信息", lines[0].strip(), fix)])
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return Prose("\n".join(lines[1:index]), 2, "\n".join(lines[index + 1 :]), index + 2)
        if _NEARLY.fullmatch(line):
            message = "资料信息要用正好三个半角短横线结束"
            mended = () if line.startswith((" ", "\t")) else ((index + 1, "---"),)
            raise DataError([Problem(file, index + 1, message, line.strip(), "---", mended=mended)])
    fix = "在资料信息后面、正文前面加一行 ---"
    raise DataError([Problem(file, 1, "资料信息没有结束，缺少第二行“---”", "---", fix)])
