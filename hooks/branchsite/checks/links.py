"""Ensure that links in prose lead somewhere, and that no page asks another host for a picture."""

import datetime
import posixpath
import re
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data, Entry, M
from ..load.validate import nearest

_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]\n]*)\]\((?P<target>[^)\s]*)(?:\s+\"[^\"]*\")?\)")
_FULL_WIDTH = re.compile(r"!?[\[【［][^\]】］\n]+[\]】］]\s*（(?P<target>[\w./:#?=&%-]+)）")
_FENCE = re.compile(r"^\s*(```|~~~)")


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Links of activities (relative to docs/) and of the Markdown files (relative to themselves)."""
    pages = {file.removeprefix("docs/") for file in data.files if file.startswith("docs/")}
    for entry in data.activities.values():
        yield from _links(entry, "", pages)
    for material in data.studies.values():
        yield from _links(material, "study", pages)
    for article in data.articles.values():
        yield from _links(article, posixpath.dirname(article.id), pages)


def _links(entry: Entry[M], folder: str, pages: set[str]) -> Iterator[Problem]:
    fenced = False
    for number, line in entry.prose_lines():
        fenced ^= bool(_FENCE.match(line))
        if fenced:
            continue
        line = re.sub(r"`[^`]*`", "", line)
        for match in _FULL_WIDTH.finditer(line):
            mended = match[0].translate(str.maketrans("【】［］（）", "[][]()"))
            yield Problem(entry.file, number, "链接的括号是全角的，要用半角", match[0], mended)
        for match in _LINK.finditer(line):
            message, fix = _judge(match, folder, pages)
            if message:
                yield Problem(entry.file, number, message, match[0], fix)


def _judge(match: re.Match[str], folder: str, pages: set[str]) -> tuple[str, str]:
    target = match["target"]
    if match["image"]:
        if re.match(r"[a-z]+:|//", target):
            return "正文不能用别的网站的图片", "把图片存下来，放进“照片”"
        path = posixpath.normpath(posixpath.join(folder, target))
        return ("", "") if path in pages else (f"找不到图片 {target}", "活动的图片写在“照片”里；文章的图片放在 docs 里")
    if re.match(r"(https?://|mailto:|#)", target):
        return "", ""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/", target) or not target:
        return f"链接“{target}”的写法不对", "写完整的网址（https:// 开头），或者 docs 里的文章，如 study/sanhui-yike.md"
    path = posixpath.normpath(posixpath.join(folder, target.partition("#")[0]))
    if path in pages:
        return "", ""
    near = nearest(path, pages)
    return f"链接的文章 {target} 不存在", f"[{match['text']}]({posixpath.relpath(near, folder or '.')})" if near else "核对文件名"
