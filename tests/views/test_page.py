"""What a view gives."""

import pytest
import yaml

from branchsite.views.page import Page


@pytest.mark.parametrize("url", ["", "news/", "news/2024/a/"])
def test_source_is_an_index(url: str) -> None:
    """Any generator makes a directory's page of index.md."""
    assert Page(url, "", "", "", "", "").src_uri == f"{url}index.md"


@pytest.mark.parametrize("title", ["一行", '引号 "x"', "冒号: 和 # 号", "反斜线 \\ 和 '", "--- 横线", "{{ x }}", "是"])
def test_front_matter_is_yaml(title: str) -> None:
    """Whatever is in a title, another generator reads it back."""
    text = Page("a/", title, title, "<p>文</p>\n", "", "").markdown
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    read = yaml.safe_load(front)
    assert (read["title"], read["description"], read["hide"]) == (title, title, ["navigation", "toc"])
    assert body.strip() == "<p>文</p>"
