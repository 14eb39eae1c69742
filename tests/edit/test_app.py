"""What pages say where something cannot be done."""

from pathlib import Path

import pytest

from secretaries import Secretary, fields_in

RECORD = "data/activities/2024/2024-04-10-dangri.yml"


@pytest.mark.parametrize(
    ("method", "path", "status", "said"),
    [
        ("GET", "/nowhere", 404, "没有这一页"),
        ("GET", "/draft/0123456789abcdef", 404, "没有这份草稿"),
        ("PUT", "/list", 405, "不能这样打开"),
        ("GET", "/undo", 405, "不能这样打开"),
    ],
)
def test_there_is_no_such_page(secretary: Secretary, method: str, path: str, status: int, said: str) -> None:
    """In words, with the right status."""
    reply = secretary.send(method, path, b"", {"origin": f"http://{secretary.host}"})
    assert reply.status == status and said in reply.text


def test_a_withdrawal_that_the_server_refuses(secretary: Secretary, folder: Path) -> None:
    """It says why, though there is no draft to say it beside; nothing has moved."""
    hook = folder / "site.git/hooks/pre-receive"
    said = "data/plans/2023-2024-2.yml · 第 3 行\n  原文：学期: 一\n  错误：学期不对\n  改法：学期: 二"
    hook.write_text(f"#!/bin/sh\ncat <<'E'\n\n{said}\n\n共 1 处错误，0 处提醒。\nE\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    token = dict(fields_in(secretary.get(f"/withdraw?file={RECORD}").text))["token"]
    reply = secretary.post("/withdraw", {"token": token, "file": RECORD})
    assert "学期不对" in reply.text and "撤下好了" not in reply.text
    assert (folder / "clone" / RECORD).is_file()
