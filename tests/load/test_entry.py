"""An entry knows its text, and finds the lines when somebody asks."""

import pickle
from collections.abc import Iterator

import pytest

from branchsite.load.data import load
from branchsite.load.entry import Entry, cached_on_entry
from branchsite.models.activity import Activity
from sites import TINY


@pytest.fixture
def entry() -> Entry[Activity]:
    """A record with a photo."""
    return load(TINY).activities["2024-03-05-yuanwen"]


def test_the_document_is_had_when_it_is_wanted(entry: Entry[Activity]) -> None:
    """Reading leaves it out, and so does keeping; what it says is what was read."""
    assert "document" not in vars(entry)
    assert entry.document.line("照片", 0, "文件") == 12
    assert entry.document is entry.document
    again: Entry[Activity] = pickle.loads(pickle.dumps(entry))
    assert "document" not in vars(again)
    assert again == entry and again.document == entry.document


def test_has(entry: Entry[Activity]) -> None:
    """A field at the top, though it be empty; not a word in the text, and no field of a part."""
    assert entry.has("正文") and entry.has("照片")
    assert not entry.has("文件") and not entry.has("替代文字") and not entry.has("附件")
    empty: Entry[Activity] = Entry("a", "a.yml", entry.model, "标题: 参加\n摘要:\n")
    assert empty.has("摘要") and not empty.has("参加")


def test_lines() -> None:
    """Of a YAML file all lines are prose; of an article those of its body, and all lines are both parts."""
    data = load(TINY)
    record, article = data.activities["2024-03-05-yuanwen"], data.articles["about"]
    typed = (TINY / record.file).read_text(encoding="utf-8")
    assert "\n".join(line for _, line in record.prose_lines()) == typed == record.prose
    assert record.texts == ((1, typed),)
    lines = (TINY / article.file).read_text(encoding="utf-8").split("\n")
    assert [lines[number - 1] for number, _ in article.all_lines()] == [line for _, line in article.all_lines()]
    assert article.prose == article.body == "\n".join(line for _, line in article.prose_lines())


def test_what_is_found_alone_is_found_once(entry: Entry[Activity]) -> None:
    """And is kept with the entry, by the name of who found it."""
    looked = []

    @cached_on_entry
    def found(one: Entry[Activity]) -> Iterator[str]:
        looked.append(one.id)
        yield one.model.title

    assert found(entry) == found(entry) == (entry.model.title,)
    assert looked == [entry.id]
    assert found(pickle.loads(pickle.dumps(entry))) == (entry.model.title,)
    assert looked == [entry.id]
    assert [value for name, value in entry.cached.items() if name.endswith("found")] == [(entry.model.title,)]
