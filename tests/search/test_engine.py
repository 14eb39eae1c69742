"""How the parts of the index are weighed against each other."""

import pytest

from branchsite.search.engine import weight_of


@pytest.mark.parametrize(
    ("lengths", "weight"),
    [([], 0), ([100], 1), ([150, 250], 2), ([1], 0.01), ([200] * 1000, 2), ([100, 300] * 25, 2)],
)
def test_weight(lengths: list[int], weight: float) -> None:
    """The mean number of words, in hundreds; of many entries a few are counted."""
    assert weight_of(lengths) == weight
