"""自测: the questions at the end of a study material.

    ## 自测

    ### pinci 支部党员大会一般多久召开一次？

    - [ ] 每月一次
    - [x] 每季度一次

    解释：条例第十一条写的是一般每季度1次。

One [x] makes a question with one right answer, several make one with several. What an input method makes of the
signs is taken as well. Reading is linear in the text, and all that is wrong is found at once.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

_HEADING = re.compile(r"(?:[#＃]{1,3}\s*|\*\*)(?:课后|学习)?自测(?:题目?|练习)?(?:\*\*)?[\s:：]{0,3}")
_OTHER_HEADING = re.compile(r"[#＃]{1,2}(?![#＃])\s*\S")
_QUESTION = re.compile(r"[#＃]{3}\s*(.*)")
_ID = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]*)(?:[\s:：、.．]+|$)(.*)")
_PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_OPTION = re.compile(r"[-*+－•·—]?\s{0,9}[\[［【]\s{0,3}([^\]］】\s]?)\s{0,3}[\]］】]\s*(.*)")
_LETTERED = re.compile(
    r"[-*+]?\s*(?:[A-Ha-hＡ-Ｈ][.、．:：)）]|[（(][A-Ha-h][)）]|(?P<box>[○●◯□■☐☑☒√✓✔×✗]))\s*(?P<text>\S.*)"
)
_NUMBERED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、．)）]\s*")
_CHOSEN = "●■☑√✓✔"
_EXPLANATION = re.compile(r"(?:\*\*)?(?:解释|说明|解析)(?:\*\*)?\s*[:：](?:\*\*)?\s*(.*)")
_RIGHT = "xXｘＸ√✓✔☑"
_RIGHT_LINE, _WRONG_LINE, _WHY_LINE = "- [x] 对的", "- [ ] 错的", "解释：写明为什么这样答"
_SKELETON = f"\n{_RIGHT_LINE}\n{_WRONG_LINE}\n{_WHY_LINE}"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_OPTIONS = 8


@dataclass(frozen=True)
class Option:
    """An answer to choose. letter: A, B, C…, by its place."""

    letter: str
    text: str
    right: bool


@dataclass(frozen=True)
class Question:
    """id: its own within the material. explanation: why the answers are right. line: of its heading, from 0."""

    id: str
    text: str
    options: tuple[Option, ...] = ()
    explanation: str = ""
    line: int = field(default=0, compare=False)

    @property
    def several(self) -> bool:
        """Whether more than one answer is right."""
        return sum(one.right for one in self.options) > 1

    @property
    def answer(self) -> str:
        """The letters of the right answers: B, or A、C."""
        return "、".join(one.letter for one in self.options if one.right)


@dataclass(frozen=True)
class QuizSlip:
    """What is wrong on a line, counted from 0 in the whole text; fix: how to mend it, as a line if that can be."""

    line: int
    message: str
    fix: str


@dataclass(frozen=True)
class Quiz:
    """prose: the text before the questions. slips: in the order of their lines."""

    prose: str
    questions: tuple[Question, ...] = ()
    slips: tuple[QuizSlip, ...] = ()


def read_quiz(body: str) -> Quiz:
    """The questions of a material's text, and what is wrong with them."""
    if not any(sign in body for sign in "[［【自"):
        return Quiz(body)
    lines = body.split("\n")
    starts = [number for number, line in enumerate(lines) if _HEADING.fullmatch(line.strip())]
    if not starts:
        return Quiz(body, slips=tuple(_stray(lines)))
    behind = (line.strip() for line in lines[starts[0] + 1 :])
    first = itertools.takewhile(lambda line: not _QUESTION.fullmatch(line), behind)
    reader = _Reader(any(_OPTION.fullmatch(line) or _LETTERED.fullmatch(line) for line in first))
    for number, line in enumerate(lines[starts[0] + 1 :], starts[0] + 1):
        reader.read(number, line.strip())
    reader.end(starts[0])
    slips = sorted([*_stray(lines[: starts[0]]), *reader.slips], key=lambda one: one.line)
    return Quiz("\n".join(lines[: starts[0]]).rstrip() + "\n", tuple(reader.questions), tuple(slips))


def _stray(lines: list[str]) -> Iterator[QuizSlip]:
    """Answers before the heading of the questions: they would be shown as a list with brackets."""
    for number, line in enumerate(lines):
        option = _OPTION.fullmatch(line.strip())
        if option and line.strip()[0] in "-*+" and (option[1] == "" or option[1] in _RIGHT):
            fix = f"## 自测\n### q1 题目？\n{_WHY_LINE}\n{line.strip()}"
            yield QuizSlip(number, "自测题的选项要写在“## 自测”的后面", fix)
            return


class _Reader:
    """Takes the lines behind the heading one by one. followed: whether options come before the first question."""

    def __init__(self, followed: bool) -> None:
        self.followed = followed
        self.questions: list[Question] = []
        self.slips: list[QuizSlip] = []
        self._ids: set[str] = set()
        self._explaining = False

    def read(self, number: int, line: str) -> None:
        """A line without the blanks around it."""
        if not line:
            self._explaining = False
        elif question := _QUESTION.fullmatch(line):
            self._begin(number, question[1].strip())
        elif _OTHER_HEADING.match(line):
            again = _HEADING.fullmatch(line)
            fix = "删掉这一行" if again else "把这一节移到“## 自测”的前面"
            self._slip(number, "“自测”写了两次" if again else "“自测”要放在资料的最后", fix)
        elif not self.questions:
            self._begin_stray(number, line)
        elif explanation := _EXPLANATION.fullmatch(line):
            self._explain(explanation[1])
        elif option := _OPTION.fullmatch(line):
            self._add(number, line, option[1], option[2].strip())
        elif self._explaining:
            self._change(explanation=self.questions[-1].explanation + line)
        else:
            self._refuse(number, line)

    def _begin_stray(self, number: int, line: str) -> None:
        """Take what stands before any question for the first one, or for an option of it."""
        id, option = self._free("q"), _OPTION.fullmatch(line) or _LETTERED.fullmatch(line)
        question = f"### {id} 题目？\n{line}" if option else f"### {id} {_NUMBERED.sub('', line, count=1)}"
        skeleton = "" if option or self.followed else _SKELETON
        self._slip(number, "“## 自测”后面先写题目，再写别的", f"{question}{skeleton}")
        self.questions.append(Question(id, line, line=number))

    def _refuse(self, number: int, line: str) -> None:
        """A line that is neither option nor explanation as they are written here."""
        lettered = _LETTERED.fullmatch(line)
        if lettered:
            mark = "x" if lettered["box"] and lettered["box"] in _CHOSEN else " "
            message = "选项前面写“- [ ] ”，对的写“- [x] ”，不写字母和别的符号"
            self._slip(number, message, f"- [{mark}] {lettered['text']}")
            return
        fix = f"- [ ] {line.lstrip('-*+• ')}" if line[0] in "-*+•" else f"解释：{line}"
        self._slip(number, "看不出这一行是选项还是解释", fix)

    def end(self, heading: int) -> None:
        """There are no more lines. heading: the line of 自测."""
        self._close()
        if not self.questions and not self.slips:
            self._slip(heading, "“## 自测”下面没有题目", f"## 自测\n### q1 题目？{_SKELETON}")

    def _begin(self, number: int, typed: str) -> None:
        self._close()
        self._explaining = False
        found = _ID.fullmatch(typed)
        id, text = (found[1], found[2].strip()) if found and found[2].strip() else ("", typed)
        if not id:
            self._slip(number, "题目前面要有一个标识，用小写字母和数字", f"### {self._free('q')} {typed or '题目？'}")
        elif not _PLAIN_ID.fullmatch(id):
            plain = re.sub(r"[^a-z0-9-]", "-", id.lower())
            self._slip(number, "题目的标识只用小写字母、数字和短横线", f"### {self._free(plain, True)} {text}")
        elif id in self._ids:
            self._slip(number, f"标识 {id} 已经用在前面的题目上", f"### {self._free(id)} {text}")
        self._ids.add(id)
        self.questions.append(Question(id, text, line=number))

    def _free(self, id: str, itself: bool = False) -> str:
        """An id that is not used yet."""
        if itself and id not in self._ids:
            return id
        number = 1 if id == "q" else 2
        joined = "" if id == "q" else "-"
        while f"{id}{joined}{number}" in self._ids:
            number += 1
        self._ids.add(f"{id}{joined}{number}")
        return f"{id}{joined}{number}"

    def _add(self, number: int, line: str, mark: str, text: str) -> None:
        question = self.questions[-1]
        right = mark != "" and mark in _RIGHT
        if mark and not right:
            self._slip(number, f"看不出“{mark}”是对是错：对的写 [x]，错的写 [ ]", f"- [ ] {text}")
        elif not text:
            self._slip(number, "选项没有内容", f"- [{'x' if right else ' '}] 写上内容")
        elif any(one.text == text for one in question.options):
            self._slip(number, "这一题有两个一样的选项", f"- [{'x' if right else ' '}] {text}（改成别的）")
        elif line[0] not in "-*+":
            self._slip(number, "选项前面要有一个短横线和一个空格", f"- [{'x' if right else ' '}] {text}")
        elif len(question.options) == MOST_OPTIONS:
            self._slip(number, f"一道题最多 {MOST_OPTIONS} 个选项", "删掉这一行")
        else:
            letter = _LETTERS[len(question.options)]
            self._change(options=(*question.options, Option(letter, text, right)))

    def _explain(self, text: str) -> None:
        """What stands behind 解释; more of it goes on where it ended."""
        self._change(explanation=self.questions[-1].explanation + text)
        self._explaining = True

    def _close(self) -> None:
        """Whether the question that ends here is whole. Of one with a slip in its lines nothing more is said."""
        if not self.questions:
            return
        question = self.questions[-1]
        if any(one.line >= question.line for one in self.slips):
            return
        right = sum(one.right for one in question.options)
        missing = [_RIGHT_LINE] * (not right) + [_WRONG_LINE] * (right == len(question.options))
        if len(question.options) < 2:
            message = "一道题至少两个选项，有对有错"
        elif not right:
            message = "这一题没有对的答案：对的写 [x]"
        elif right == len(question.options):
            message = "这一题每一项都对，看不出会不会"
        elif not question.explanation:
            message, missing = "这一题没有解释", [_WHY_LINE]
        else:
            return
        typed = f"### {question.id} {question.text}"
        self._slip(question.line, message, "\n".join([typed, *missing]))

    def _slip(self, number: int, message: str, fix: str) -> None:
        self.slips.append(QuizSlip(number, message, fix))

    def _change(self, **changes: object) -> None:
        self.questions[-1] = replace(self.questions[-1], **changes)  # type: ignore[arg-type]
