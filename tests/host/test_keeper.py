"""What the keeper answers to a question, and to what is none."""

from pathlib import Path
from typing import Any

import pytest

from branchsite.host.keeper import SERVICES, Keeper, answer
from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.devices import new_link, use_link
from branchsite.host.server.folder import Host


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """Of a host with an account, and the form turned on."""
    host = Host(tmp_path)
    add_account(host, "shuji", Role.CONTENT, [])
    host.edit_switch.parent.mkdir(parents=True, exist_ok=True)
    host.edit_switch.touch()
    return Keeper(host)


def test_questions(keeper: Keeper) -> None:
    """Each with what has to be said besides."""
    link = new_link(keeper.host, "shuji")
    assert answer(keeper, {"what": "is_open"}, []) is True
    assert answer(keeper, {"what": "is_link", "token": link}, []) is True
    device = answer(keeper, {"what": "use_link", "token": link, "agent": ""}, [])
    assert answer(keeper, {"what": "signed_in", "token": device}, []) == "shuji"
    assert answer(keeper, {"what": "is_link", "token": link}, []) is False
    keeper.host.edit_switch.unlink()
    assert answer(keeper, {"what": "is_open"}, []) is False
    assert answer(keeper, {"what": "signed_in", "token": device}, []) is None


NONE: list[Any] = [
    None,
    [],
    ["is_open"],
    "is_open",
    {},
    {"what": "host"},
    {"what": "__class__"},
    {"what": "is_open", "token": "x"},
    {"what": "is_link"},
    {"what": "is_link", "token": 1},
    {"what": "is_link", "token": ["x"]},
    {"what": ["is_open"]},
    {"what": "use_link", "token": "x"},
    {"what": "git", "token": "x"},
    {"what": "git", "token": "x", "asked": SERVICES[0], "more": "x"},
]


@pytest.mark.parametrize("question", NONE, ids=str)
def test_what_is_no_question(question: Any, keeper: Keeper) -> None:
    """Nothing is done, and nothing answered."""
    assert answer(keeper, question, []) is None


@pytest.mark.parametrize("asked", [*SERVICES, "git-upload-archive '/site.git'", ""])
def test_git_is_for_who_is_signed_in(asked: str, keeper: Keeper) -> None:
    """And with its three files; else it fails, and nothing is run."""
    token = use_link(keeper.host, new_link(keeper.host, "shuji"), "") or ""
    for said, files in (("shuji.00000000.x", [0, 1, 2]), (token, [0, 1])):
        assert answer(keeper, {"what": "git", "token": said, "asked": asked}, files) == 1
