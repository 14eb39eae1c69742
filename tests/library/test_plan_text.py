"""The plan's own text, in order and in sentences, and what is quoted from it."""

import pytest

from branchsite.library.plan_text import nearest_sentence, paragraphs, quoted_spans, sentences, squeezed, text_lines
from branchsite.load.data import load
from branchsite.models.plan import Plan
from sites import SHIPPED, TINY, WORLDS

TEXT = "加强学习；每月一次。\n\n  “用好平台。” 做好  摘抄！"


def plan_of(world: str) -> Plan:
    """The plan of 2024 in one of the worlds."""
    root = {"shipped": SHIPPED, "tiny": TINY}[world]
    return load(root).plans["2023-2024-2"].model


def test_nothing_of_the_text_is_lost() -> None:
    """The shipped plan's data has every character of the document that the branch issued, in its order."""
    issued = (WORLDS / "plan-2023-2024-2.txt").read_text(encoding="utf-8")
    plan = plan_of("shipped")
    assert squeezed(plan.title + "".join(one.text for one in text_lines(plan))) == squeezed(issued)


def test_lines_know_what_they_head() -> None:
    """Sections and items by their keys; paragraphs have none."""
    lines = list(text_lines(plan_of("shipped")))
    heads = [(one.level, one.key) for one in lines if one.level]
    assert heads[:4] == [(1, "一"), (2, "一1"), (2, "一2"), (1, "二")]
    assert len(heads) == 16
    assert {one.key for one in lines if not one.level} == {""}


def test_a_plan_without_text_has_no_lines() -> None:
    """Its headings alone are no text."""
    plan = plan_of("shipped")
    bare = plan.model_copy(
        update={
            "text": None,
            "closing": None,
            "sections": tuple(
                one.model_copy(
                    update={"text": None, "items": tuple(it.model_copy(update={"text": None}) for it in one.items)}
                )
                for one in plan.sections
            ),
        }
    )
    assert not bare.has_text
    assert list(text_lines(bare)) == []


def test_paragraphs() -> None:
    """A line each, without the blanks around it; none for no text."""
    assert paragraphs(TEXT) == ("加强学习；每月一次。", "“用好平台。” 做好  摘抄！")
    assert paragraphs(None) == ()


def test_sentences() -> None:
    """They end at a full stop, a semicolon or a paragraph's end, with the marks that close them; none is empty."""
    found = list(sentences(TEXT + "\n。。余下的"))
    assert [one for one, _ in found] == ["加强学习；", "每月一次。", "“用好平台。”", "做好  摘抄！", "。。", "余下的"]
    whole = squeezed(TEXT + "\n。。余下的")
    assert [whole[start:end] for _, (start, end) in found] == [squeezed(one) for one, _ in found]


QUOTED = [
    ("加强学习", True),
    ("加强学习；每月一次。\n“用好平台。”", True),
    ("做好摘抄", True),
    ("做 好　摘 抄", True),
    ("加强学习……做好摘抄", True),
    ("加强学习...摘抄", True),
    ("……每月一次", True),
    ("摘抄……加强学习", False),
    ("加强学习……学习", False),
    ("加强练习", False),
    ("加强学习，每月一次", False),
    ('"用好平台', False),
    ("……", False),
    ("", False),
]


@pytest.mark.parametrize(("quote", "stands"), QUOTED)
def test_quotations(quote: str, stands: bool) -> None:
    """Word for word but for blanks; what is left out is marked, and comes in the order of the text."""
    assert bool(quoted_spans(quote, TEXT)) == stands


NEAREST = [
    ("加強学习", "加强学习；"),
    ("每月两次", "每月一次。"),
    ("做好读书的摘抄", "做好  摘抄！"),
    ("平台用好", "“用好平台。”"),
    ("足球", None),
    ("习", None),
]


@pytest.mark.parametrize(("quote", "sentence"), NEAREST)
def test_the_nearest_sentence(quote: str, sentence: str | None) -> None:
    """The one that has most of the quotation; of two alike the first."""
    assert nearest_sentence(quote, TEXT) == sentence
