"""What a file and an address may be called."""

import pytest

from branchsite.commands.slug import LONGEST, check_slug, is_slug
from branchsite.errors import DataError


@pytest.mark.parametrize("slug", ["a", "7", "dang-ke", "a" * LONGEST])
def test_right(slug: str) -> None:
    """Small letters, figures, single hyphens between them."""
    assert is_slug(slug)
    check_slug(slug)


@pytest.mark.parametrize(
    ("slug", "cure"),
    [
        ("", "例如 zhishu"),
        ("党课", "例如 zhishu"),
        ("Dangke", "例如 zhishu"),
        ("a--b", "例如 zhishu"),
        ("-a", "例如 zhishu"),
        ("a" * (LONGEST + 1), "例如 zhishu"),
        ("con", "例如 con-"),
    ],
)
def test_wrong(slug: str, cure: str) -> None:
    """It stands in no file, so no line is named; another is proposed."""
    with pytest.raises(DataError) as caught:
        check_slug(slug)
    [problem] = caught.value.problems
    assert (problem.file, problem.line, problem.text) == ("new", 0, slug) and problem.fix.startswith(cure)
