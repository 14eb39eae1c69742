"""A former address leads to one page and lies nowhere else; parts of a plan have slugs of their own."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from branchsite.checks.addresses import check
from branchsite.models.former import FormerAddress
from edits import PLAN, A, changed, record, said
from incremental.edits import setting
from incremental.places import ITEM

NEW = f"{A}2024-04-15-dushu.yml"
OTHER = f"{A}2024-04-16-dushu.yml"
KIND = ("  名称: 集中学习\n", "  名称: 集中学习\n  旧网址: news/kind/reading/\n")


@pytest.mark.parametrize(
    "typed",
    [
        "news/2024/2024-03-05-zhishu/",
        "/news/2024/2024-03-05-zhishu",
        "https://school.example/news/2024/2024-03-05-zhishu/",
        "http://school.example/news/2024/2024-03-05-zhishu/index.html",
        " news/2024/2024-03-05-zhishu/?from=timeline#top ",
        "news/2024/2024-03-05-zhishu/page-12/",
    ],
)
def test_as_it_is_copied(typed: str) -> None:
    """From a browser's bar, from a chat, or as a message gives it."""
    assert TypeAdapter(FormerAddress).validate_python(typed) == "news/2024/2024-03-05-zhishu/"


@pytest.mark.parametrize("typed", ["", "/", "../a/", "news/../../x/", "新闻/", "a//b/", "news/a.html", "a b/"])
def test_what_is_no_address_of_ours(typed: object) -> None:
    """It becomes a folder of the site."""
    with pytest.raises(ValidationError):
        TypeAdapter(FormerAddress).validate_python(typed)


@pytest.mark.parametrize(
    ("address", "messages"),
    [
        ("news/2023/2023-12-01-jiu/", []),
        ("news/2024/2024-03-05-yuanwen/", ["旧网址 news/2024/2024-03-05-yuanwen/ 现在有页面"]),
        ("study/sanhui-yike/", ["旧网址 study/sanhui-yike/ 现在有页面"]),
        ("news/kind/study/", ["旧网址 news/kind/study/ 现在有页面"]),
        ("plan/2023-2024-2/1-1/", ["旧网址 plan/2023-2024-2/1-1/ 现在有页面"]),
        ("about/", ["旧网址 about/ 现在有页面"]),
        ("news/", ["旧网址 news/ 现在有页面"]),
        ("news/page-2/", ["旧网址 news/ 现在有页面"]),
        ("news/2024/", ["旧网址 news/2024/ 现在有页面"]),
        ("news/2024/03/", ["旧网址 news/2024/03/ 现在有页面"]),
        ("news/2023/03/", []),
        ("news/strand/red/", ["旧网址 news/strand/red/ 现在有页面"]),
        ("news/audience/staff/", ["旧网址 news/audience/staff/ 现在有页面"]),
        ("study/topic/ethics/", ["旧网址 study/topic/ethics/ 现在有页面"]),
        ("study/type/guide/", ["旧网址 study/type/guide/ 现在有页面"]),
        ("study/audience/pupils/", ["旧网址 study/audience/pupils/ 现在有页面"]),
        ("study/year/2024/", ["旧网址 study/year/2024/ 现在有页面"]),
        ("news/kind/dues/", ["旧网址 news/kind/dues/ 现在有页面"]),
        ("news/kind/heart-talk/", []),
        ("news/2024/2024-04-15-dushu/", []),
    ],
)
def test_what_is_taken(address: str, messages: list[str], tmp_path: Path) -> None:
    """An address at which a page lies cannot lead to another."""
    data = changed(tmp_path, {NEW: record("2024-04-15", 旧网址=address)})
    assert [one.split(" ", 1)[1] for one in said(check, data)] == messages


def test_two_that_claim_one(tmp_path: Path) -> None:
    """The second is told where the first is."""
    old = "news/2023/2023-12-01-jiu/"
    data = changed(
        tmp_path,
        {NEW: record("2024-04-15", 旧网址=old), OTHER: record("2024-04-16", 旧网址=old), "data/kinds.yml": KIND},
    )
    assert said(check, data) == [f"2024-04-16-dushu.yml:9 旧网址 {old} 写了两处，另一处在 {NEW}"]


def test_two_parts_of_one_slug(tmp_path: Path) -> None:
    """A slug of one's own may not be another's number."""
    data = changed(tmp_path, {PLAN: lambda path: setting(PLAN, *ITEM, "短名", to="1-2")(path.parents[2])})
    (message,) = said(check, data)
    assert message.endswith("计划里有两处的网址都是 1-2")
