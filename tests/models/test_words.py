"""A field is held to the words that the site's lists have."""

import pytest
from pydantic import TypeAdapter, ValidationError

from branchsite.models.vocabulary import USUAL, Vocabulary
from branchsite.models.words import AudienceName, StrandName, TopicName, TypeName, Words

OURS = Words(("家长", "教师"), ("党史",), ("读书笔记",), ("书香", "江湾", "弦歌"))
FIELDS = {"audience": AudienceName, "topic": TopicName, "type": TypeName, "strand": StrandName}


@pytest.mark.parametrize(
    ("field", "usual", "ours"),
    [
        ("audience", "公众", "家长"),
        ("topic", "党的理论", "党史"),
        ("type", "实用指南", "读书笔记"),
        ("strand", "绿", "弦歌"),
    ],
)
def test_the_words_of_the_site(field: str, usual: str, ours: str) -> None:
    """Those of the context, and only those; without one the usual."""
    adapter = TypeAdapter(FIELDS[field])
    assert adapter.validate_python(usual) == usual
    assert adapter.validate_python(ours, context=OURS) == ours
    for word, context in ((ours, None), (usual, OURS), (f"{ours}。", OURS)):
        with pytest.raises(ValidationError) as caught:
            adapter.validate_python(word, context=context)
        assert caught.value.errors()[0]["type"] == "enum"


def test_strands_that_nobody_knows() -> None:
    """While the brand cannot be read, no record is blamed for its strand."""
    assert TypeAdapter(StrandName).validate_python("蓝", context=Words(strands=None)) == "蓝"


def test_the_usual_words_are_the_usual_vocabulary_s() -> None:
    """Written in two places, because one cannot import the other."""
    assert USUAL.words(("红", "绿")) == Words()


def test_slugs_by_name() -> None:
    """In the order of the file, whatever the order in a record."""
    assert USUAL.audience_slugs(("公众", "党员")) == ("members", "public")
    assert USUAL.minors == {"学生"}
    assert (USUAL.topic_names["师德师风"], USUAL.type_names["政策导读"]) == ("ethics", "policy")


@pytest.mark.parametrize("group", ["对象", "主题", "类型"])
@pytest.mark.parametrize("slug", ["党员", "Members", "a b", "../a", ""])
def test_slugs_are_safe(group: str, slug: str) -> None:
    """They are parts of addresses."""
    values = USUAL.model_dump(by_alias=True)
    values[group] = {slug: next(iter(values[group].values()))}
    with pytest.raises(ValidationError):
        Vocabulary.model_validate(values)
