"""Does what a message says, as a person does who copies its cure to the letter.

Only what is printed is known: the place, the text as it was typed, and the cure. A cure that names what to do
(加一行, 删掉, 改成, 移到 …) is done; any other is the text as it should be, and takes the place of the one that
stands there. What stands in （ ） is a word for the writer, who puts something in its place.
"""

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from branchsite.errors import Problem
from branchsite.private.numbers import masked
from pictures import image

FILLED: Mapping[str, str] = {
    "标题": "读一本好书",
    "类别": "集中学习",
    "活动日期": "2024-04-15",
    "发布日期": "2024-04-16",
    "对象": "党员",
    "摘要": "一句话。",
    "审核": "支部书记",
    "正文": "一段话。",
    "学时": "2",
    "学习资料": "sanhui-yike",
    "文件": "01.jpg",
    "替代文字": "老师在种树",
    "更正": "改了一个字。",
    "名称": "志愿服务",
    "证据": "集中学习",
    "开始": "2024-09-01",
    "结束": "2024-06-30",
    "主题": "组织生活",
    "条目": "一1",
    "性质": "自定",
    "网站": "共产党员网",
    "方式": "持续推进",
    "月份": "2024-03",
    "整理日期": "2024-03-01",
    "调休上课": "2024-10-12",
}
"""What a writer puts in the place of a word on a field; tests name others where a case wants them."""


@dataclass(frozen=True)
class Printed:
    """A message as it is read on a terminal."""

    file: str
    line: int
    typed: str
    message: str
    cure: str


def printed(problem: Problem) -> Printed:
    """The parts of a message, from its text alone."""
    match = re.fullmatch(
        r"(?P<file>.+?)(?: · 第 (?P<line>\d+) 行)?\n"
        r"(?:  原文：(?P<typed>.*)\n)?  (?:错误|提醒)：(?P<message>.*)\n  改法：(?P<cure>(?:.|\n)*)",
        str(problem),
    )
    assert match, str(problem)
    return Printed(match["file"], int(match["line"] or 0), match["typed"] or "", match["message"], match["cure"])


@dataclass(frozen=True)
class Page:
    """The file that a message names, open in an editor."""

    root: Path
    said: Printed
    filled: Mapping[str, str]

    @property
    def path(self) -> Path:
        return self.root / self.said.file

    @property
    def last(self) -> int:
        """The last of the lines that the message is about."""
        match = re.match(r"从这一行到第 (\d+) 行", self.said.message)
        return int(match[1]) if match else self.said.line

    def lines(self) -> list[str]:
        return re.split(r"\r\n|\r|\n", self.path.read_bytes().decode("utf-8"))

    def save(self, lines: list[str]) -> None:
        self.path.write_bytes("\n".join(lines).encode())

    def fill(self, text: str) -> str:
        """A line with the word on its field put in its place."""
        return re.sub(
            r"^([ -]*)([^\s:：]+): （.+）$",
            lambda match: f"{match[1]}{match[2]}: {self.filled[match[2]]}",
            text,
            flags=re.MULTILINE,
        )

    def put(self, index: int, text: str, beside: int | None = None) -> None:
        """Add lines before the one at an index, as deep as the line beside them. index: counted from 0."""
        lines = self.lines()
        column = _column(lines[index if beside is None else beside])
        added = self.fill(text).split("\n")
        lines[index:index] = [" " * column + one for one in added]
        self.save(lines)

    def content_end(self, name: str) -> tuple[int, int]:
        """Where a field stands, at the line of the message or below it, and where its content ends; from 0."""
        lines = self.lines()
        start = next(
            index
            for index in range(max(0, self.said.line - 1), len(lines))
            if re.match(rf"[ -]*{re.escape(name)}\s*:", lines[index])
        )
        column = _column(lines[start])
        end = start + 1
        while end < len(lines) and (
            not lines[end].strip() or _width(lines[end]) > column or lines[end].startswith(" " * column + "- ")
        ):
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        return start, end


Hands = Sequence[tuple[str, Callable[[Page, re.Match[str]], None]]]
"""What a person does who reads a cure: a pattern of the whole cure, and its doing."""


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column(line: str) -> int:
    """Where a line's first word stands: behind its dash."""
    match = re.match(r" *(?:- +)?", line)
    return len(match[0]) if match else 0


def _insert_before(page: Page, match: re.Match[str]) -> None:
    page.put(int(match[1]) - 1, match[2])


def _insert_behind(page: Page, match: re.Match[str]) -> None:
    start, end = page.content_end(match[1])
    page.put(end, match[2], start)


def _add(page: Page, match: re.Match[str]) -> None:
    """At the end of the fields: of the file, or of a Markdown file's first part."""
    lines = page.lines()
    last = lines.index("---", 1) if page.said.file.endswith(".md") else len(lines)
    while not lines[last - 1].strip():
        last -= 1
    page.put(last, match[1], lines.index(next(one for one in lines if ":" in one)))


def _delete_lines(page: Page, match: re.Match[str]) -> None:
    lines = page.lines()
    del lines[page.said.line - 1 : page.last]
    page.save(lines)


def _delete_range(page: Page, match: re.Match[str]) -> None:
    lines = page.lines()
    del lines[int(match[1]) - 1 : int(match[2])]
    page.save(lines)


def _delete_field(page: Page, match: re.Match[str]) -> None:
    lines = page.lines()
    start, end = page.content_end(match[1])
    page.save(lines[:start] + lines[end:])


def _delete_file(page: Page, match: re.Match[str]) -> None:
    page.path.unlink()


def _delete_folder(page: Page, match: re.Match[str]) -> None:
    shutil.rmtree(page.path)


def _rename(page: Page, match: re.Match[str]) -> None:
    """With what stands in brackets put in its place, as the writer does: 2024-04-15-（活动的拼音）.yml."""
    path = page.path.parent / re.sub("（.+?）", "huodong", match[1])
    assert not path.exists()
    page.path.rename(path)


def _rename_and_move(page: Page, match: re.Match[str]) -> None:
    folder = page.root / match[2]
    folder.mkdir(parents=True, exist_ok=True)
    page.path.rename(folder / match[1])


def _move_up(page: Page, match: re.Match[str]) -> None:
    for path in list(page.path.iterdir()):
        assert not (page.root / match[1] / path.name).exists()
        path.rename(page.root / match[1] / path.name)
    page.path.rmdir()


def _date_anew(page: Page, match: re.Match[str]) -> None:
    page.path.write_text(page.path.read_text("utf-8").replace(page.said.typed, f"活动日期: {match[1]}"), "utf-8")
    folder = page.root / match[3]
    folder.mkdir(parents=True, exist_ok=True)
    page.path.rename(folder / match[2])


def _move(page: Page, match: re.Match[str]) -> None:
    folder = page.root / re.sub("（记录的文件名，不带 .yml）", "2024-04-15-dushu", match[1])
    folder.mkdir(parents=True, exist_ok=True)
    assert not (folder / page.path.name).exists()
    page.path.rename(folder / page.path.name)


def _put_photo(page: Page, match: re.Match[str]) -> None:
    folder = page.root / match[1]
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"^- ", "", page.said.typed).partition(": ")[2]
    (folder / name).write_bytes(image())


def _set_in(page: Page, match: re.Match[str]) -> None:
    first, last, column = map(int, match.groups())
    lines = page.lines()
    lines[first - 1 : last] = [" " * column + one.lstrip() if one.strip() else one for one in lines[first - 1 : last]]
    page.save(lines)


def _choose(page: Page, match: re.Match[str]) -> None:
    """Write the first of the words that are offered in the place of the wrong one, which the message quotes."""
    lines = page.lines()
    wrong = re.findall("“([^“”]+)”", page.said.message)
    typed = next(one for one in reversed(wrong) if one in lines[page.said.line - 1])
    lines[page.said.line - 1] = lines[page.said.line - 1].replace(typed, match[1], 1)
    page.save(lines)


COMMANDS: tuple[tuple[str, Callable[[Page, re.Match[str]], None]], ...] = (
    (r"在第 (\d+) 行“.+?”前面加一行 (.+)", _insert_before),
    (r"在第 (\d+) 行前面加一行 (.+)", _insert_before),
    (r"在“(.+?)”的内容后面加一行 (.+)", _insert_behind),
    (r"加一行 (.+)", _add),
    (r"(?:取得监护人同意以后，)?加两行\n((?:.|\n)+)", _add),
    (r"删掉这[一几]行(?:[；，].*)?", _delete_lines),
    (r"删掉“(\w+)”和它下面的内容(?:[；，].*)?", _delete_field),
    (r"删掉这个文件(?:[；，].*)?", _delete_file),
    (r"删掉这个文件夹(?:[；，].*)?", _delete_folder),
    (r"(?:改成|改名为|文件夹改名为) (\S+?)(?:（.*）)?(?:；.*)?", _rename),
    (r"(?:改成|改名为) (\S+?)，移到 (\S+/)(?:（.*）)?", _rename_and_move),
    (r"移到 (\S+/)", _move),
    (r"里面的文件移到 (\S+/)", _move_up),
    (r"活动日期: (\S+)，文件名改成 (\S+)，移到 (\S+/)（.*）", _date_anew),
    (r"例如 (\S+)", _rename),
    (r"把照片放进 (\S+/)(?:；.*)?", _put_photo),
    (r"删掉第 (\d+) 到 (\d+) 行(?:[；，].*)?", _delete_range),
    (r"第 (\d+) 到 (\d+) 行，每行最前面空 (\d+) 格，别的不动", _set_in),
    (r"可以写：([^、]+)(?:、.+)?", _choose),
)
"""Cures that name what to do, and its doing. Each cure is one of them whole, or is the text as it should be."""


def apply(root: Path, problem: Problem, filled: Mapping[str, str] = FILLED, hands: Hands = ()) -> None:
    """Do what the printed message says under root.

    filled: what the writer puts in the place of a word on a field. hands: the doing of cures that are no line and
    no command.
    """
    page = Page(root, printed(problem), {**FILLED, **filled})
    if page.said.line and not page.said.typed and re.match(r"\w+:", page.said.cure):
        # A field that stands nowhere yet.
        _add(page, re.fullmatch(r"((?:.|\n)+)", page.said.cure))
        return
    for pattern, do in (*hands, *COMMANDS):
        if match := re.fullmatch(pattern, page.said.cure):
            do(page, match)
            return
    _replace(page)


def _replace(page: Page) -> None:
    """Write the cure over the text that was typed; both as they are printed."""
    said, lines = page.said, page.lines()
    first = said.line - 1
    assert said.line, said
    seen = "".join(one if one.isprintable() or one in "\t\u3000\xa0" else "□" for one in lines[first])
    typed = seen.strip() if said.typed.endswith("…") and seen.strip().startswith(said.typed[:-1]) else said.typed
    if typed not in seen:
        # A private number is left out of what is printed: the whole line is meant.
        assert masked(seen).strip() == typed.strip(), (said, seen)
        typed = seen if typed[:1] == " " else seen.strip()
    start = seen.index(typed)
    new = page.fill(f"{seen[:start]}{said.cure}{seen[start + len(typed) :]}")
    lines[first : page.last] = new.split("\n")
    page.save(lines)
