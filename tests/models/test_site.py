"""The site's settings: filing numbers of their official forms only."""

from typing import Any

import pytest
from pydantic import ValidationError

from branchsite.models.site import Filing


@pytest.mark.parametrize(
    "typed",
    [{"ICP": "苏ICP备12345号"}, {"ICP": "苏ICP备1234567890号-12"}, {"公安": "苏公网安备 32041102000001号"},
     {"公安": "苏公网安备32041102000001号"}, {}],
)  # fmt: skip
def test_filing_numbers(typed: dict[str, Any]) -> None:
    """As the ministry and the police issue them."""
    assert Filing.model_validate(typed)


@pytest.mark.parametrize(
    "typed",
    [{"ICP": "【ICP备案号】"}, {"ICP": "苏ICP备1234号"}, {"ICP": "苏ICP备12345678号-"}, {"ICP": "备案中"},
     {"公安": "苏公网安备 3204110200000号"}, {"公安": "苏公网安备第32041102000001号"}],
)  # fmt: skip
def test_no_filing_numbers(typed: dict[str, Any]) -> None:
    """A placeholder or a number with a digit missing is not published."""
    with pytest.raises(ValidationError):
        Filing.model_validate(typed)
