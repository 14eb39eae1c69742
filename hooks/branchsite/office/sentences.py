"""Sentences of a text, and which of them promise something."""

import re
from collections.abc import Iterable

from ..library.plan_text import sentences
from .markers import marker_of

_PROMISES = re.compile(
    "开展|组织|召开|举行|举办|进行|做好|做到|抓好|落实|加强|强化|完善|健全|坚持|推进|推动|开设|建立|构建|规范|发挥|用好|履行|贯彻|"
    "实施|执行|保障|确保|培养|创建|探索|引导|鼓励|关心|关爱|宣传|提高|提升|丰富|深化|打造|营造|培育|参与|督促|检查|制定|签订|编制|更新|完成|布置|评选|表彰|走访|培训|交流|慰问|学习|编写|申报|上好|开好|讲好|选树|撰写|"
    "报道|发布|活动"
)


def sentences_of(paragraphs: Iterable[str]) -> list[str]:
    """The sentences of some paragraphs, each with the stop at its end, word for word but for a number in front."""
    found = (sentence for text in paragraphs for sentence, _ in sentences(without_number(text)))
    return [sentence for sentence in found if len(sentence) > 3]


def without_number(text: str) -> str:
    """A line without the number in front of it."""
    marker = marker_of(text)
    return text[len(marker.label) :].strip() if marker and text.startswith(marker.label) else text


def promises(sentence: str) -> bool:
    """Whether a sentence says that something will be done."""
    return _PROMISES.search(sentence) is not None
