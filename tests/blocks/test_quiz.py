"""自测 as people type it: what is taken, what is refused, and that the cure works when it is copied."""

import pytest

from branchsite.blocks.quiz import MOST_OPTIONS, Question, read_quiz

RIGHT = """
## 是什么

一段正文。

## 自测

### pinci 多久召开一次？

- [ ] 每月
- [x] 每季度

解释：条例写的是一般每季度。

### shui 谁可以参加？

- [x] 党员
- [x] 预备党员
- [ ] 家长

解释：前两种可以。
"""


def test_what_is_read() -> None:
    """The text before it, and each question with its answers."""
    quiz = read_quiz(RIGHT)
    assert quiz.slips == () and quiz.prose == "\n## 是什么\n\n一段正文。\n"
    first, second = quiz.questions
    assert (first.id, first.text, first.answer, first.several) == ("pinci", "多久召开一次？", "B", False)
    assert (second.answer, second.several, second.explanation) == ("A、B", True, "前两种可以。")


@pytest.mark.parametrize(
    "body", ["", "一段。", "## 自测题怎么写\n\n一段。", "见[三会一课](sanhui-yike.md)。\n\n- [x光](a.md)"]
)
def test_without_questions(body: str) -> None:
    """The text stays as it is."""
    quiz = read_quiz(body)
    assert (quiz.prose, quiz.questions, quiz.slips) == (body, (), ())


TAKEN = {
    "full-width signs": ("## 自测", "＃＃ 自测"),
    "no blank": ("## 自测", "##自测"),
    "a longer word": ("## 自测", "## 自测题"),
    "a longer word before it": ("## 自测", "## 课后自测"),
    "a higher heading": ("## 自测", "# 自测"),
    "a lower heading": ("## 自测", "### 自测"),
    "a bold line": ("## 自测", "**自测**"),
    "a colon": ("## 自测", "## 自测："),
    "a colon behind the id": ("### pinci 多久", "### pinci：多久"),
    "a full stop behind the id": ("### pinci 多久", "### pinci. 多久"),
    "a capital": ("- [x] 每季度", "- [X] 每季度"),
    "a tick": ("- [x] 每季度", "- [√] 每季度"),
    "full-width brackets": ("- [x] 每季度", "- ［ｘ］每季度"),
    "Chinese brackets": ("- [x] 每季度", "- 【x】 每季度"),
    "an empty bracket": ("- [ ] 每月", "- [] 每月"),
    "a star": ("- [ ] 每月", "* [ ] 每月"),
    "set in": ("- [ ] 每月", "   - [ ] 每月"),
    "no blank line": ("- [x] 每季度\n\n解释", "- [x] 每季度\n解释"),
    "another word": ("解释：条例", "解析: 条例"),
    "bold": ("解释：条例", "**解释**：条例"),
    "an option behind the explanation": (
        "\n- [x] 每季度\n\n解释：条例写的是一般每季度。",
        "\n\n解释：条例写的是一般每季度。\n\n- [x] 每季度",
    ),
    "explained twice": ("解释：条例写的是一般每季度。", "解释：条例写的是\n\n说明：一般每季度。"),
    "two lines": ("解释：条例写的是一般每季度。", "解释：条例写的是\n一般每季度。"),
}


@pytest.mark.parametrize("case", TAKEN)
def test_taken(case: str) -> None:
    """What has only one meaning."""
    old, new = TAKEN[case]
    assert old in RIGHT
    quiz = read_quiz(RIGHT.replace(old, new, 1))
    assert (quiz.questions, quiz.slips) == (read_quiz(RIGHT).questions, ())


REFUSED = {
    "no id": ("### pinci 多久召开一次？", "### 多久召开一次？", "要有一个标识"),
    "a Chinese id": ("### pinci 多久", "### 频次 多久", "要有一个标识"),
    "a capital in it": ("### pinci 多久", "### PinCi 多久", "小写字母"),
    "the same id": ("### shui 谁", "### pinci 谁", "已经用在"),
    "nothing to ask": ("### pinci 多久召开一次？", "### pinci", "要有一个标识"),
    "a cross": ("- [ ] 每月", "- [×] 每月", "是对是错"),
    "another sign": ("- [ ] 每月", "- [o] 每月", "是对是错"),
    "an empty option": ("- [ ] 每月", "- [ ]", "没有内容"),
    "the same option": ("- [ ] 家长", "- [ ] 党员", "两个一样"),
    "no dash": ("- [ ] 每月", "[ ] 每月", "短横线"),
    "a Chinese dash": ("- [x] 每季度", "－[x] 每季度", "短横线"),
    "no right answer": ("- [x] 每季度", "- [ ] 每季度", "没有对的答案"),
    "all right": ("- [ ] 每月", "- [x] 每月", "每一项都对"),
    "one option": ("- [ ] 每月\n", "", "至少两个选项"),
    "an empty explanation": ("解释：条例写的是一般每季度。", "解释：", "没有解释"),
    "no explanation": ("解释：条例写的是一般每季度。\n", "", "没有解释"),
    "a letter": ("- [ ] 每月", "A. 每月", "不写字母"),
    "a letter with a Chinese comma": ("- [ ] 每月", "Ａ、每月", "不写字母"),
    "a letter behind the dash": ("- [ ] 每月", "- A. 每月", "不写字母"),
    "a ring": ("- [ ] 每月", "○ 每月", "不写字母和别的符号"),
    "a full box": ("- [x] 每季度", "☑ 每季度", "不写字母和别的符号"),
    "a question with a number": ("## 自测\n", "## 自测\n\n1、哪一项对？\n- [x] 对\n- [ ] 错\n解释：对。\n", "先写题目"),
    "an option before any question": ("## 自测\n", "## 自测\n\n- [ ] 错\n- [x] 对\n解释：对。\n", "先写题目"),
    "a plain option": ("- [ ] 每月", "- 每月", "看不出这一行"),
    "another section": ("解释：前两种可以。", "解释：前两种可以。\n\n## 想一想\n\n1. 为什么？", "放在资料的最后"),
    "the heading twice": ("### shui", "## 自测\n\n### shui", "写了两次"),
    "words before a question": ("## 自测\n", "## 自测\n\n做一做。\n", "先写题目"),
    "nothing": (RIGHT[RIGHT.index("### pinci") :], "", "下面没有题目"),
    "no heading": ("## 自测\n", "", "写在“## 自测”的后面"),
    "too many": ("- [ ] 家长", "\n".join(f"- [ ] 家长{one}" for one in range(MOST_OPTIONS)), "最多"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    """On its line, in words, with a cure; where that is a line, it takes the place of what was typed."""
    old, new, message = REFUSED[case]
    assert old in RIGHT
    body = RIGHT.replace(old, new, 1)
    slips = read_quiz(body).slips
    assert message in slips[0].message, slips
    assert all(one.fix and 0 <= one.line <= body.count("\n") for one in slips)
    lines = body.split("\n")
    slip = slips[0]
    if slip.fix == "删掉这一行":
        del lines[slip.line]
    elif slip.fix.startswith("把这一节"):
        return
    else:
        lines[slip.line] = slip.fix
    mended = read_quiz("\n".join(lines))
    assert len(mended.slips) < len(slips) or case == "nothing to ask"


def test_all_at_once() -> None:
    """Every question that is wrong is named, and of one with a slip in its lines nothing follows from that slip."""
    body = RIGHT.replace("- [x] 每季度", "- [×] 每季度").replace("### shui 谁", "### 谁")
    assert [one.message[:5] for one in read_quiz(body).slips] == ["看不出“×", "题目前面要"]


@pytest.mark.parametrize(
    "line", ["- [" + " " * 100_000, "## 自测" + " " * 100_000 + "x", "-" * 100_000, "### " + "a" * 100_000]
)
def test_hostile_lines(line: str) -> None:
    """Take no longer than others: were the time to grow with the square, this would take minutes."""
    read_quiz(f"## 自测\n\n### a 题\n{line}\n{line}")


def test_many_questions() -> None:
    """A thousand are read in the time of a thousand."""
    body = "## 自测\n" + "".join(f"\n### q{n} 题？\n- [x] 对\n- [ ] 错\n\n解释：因为。\n" for n in range(1000))
    quiz = read_quiz(body)
    assert len(quiz.questions) == 1000 and quiz.slips == ()
    assert isinstance(quiz.questions[0], Question)
