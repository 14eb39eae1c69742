"""A build that takes too long or too much memory: refused in Chinese, and nothing is left of it."""

from pathlib import Path

import pytest

from branchsite.host.server.folder import Host
from pushes import Person, activity, settle
from soak.school import assert_swept, assert_whole, set_up, shown_tree

pytestmark = pytest.mark.slow

GREEDY = """#!/bin/sh
[ "$3" != build ] || exec {python} -c "{instead}"
exec {python} "$@"
"""
"""An interpreter that does something else where it is to build."""


@pytest.mark.parametrize(
    ("settings", "instead", "said"),
    [
        ({"build_time": 2}, "import subprocess; subprocess.run(['sleep', '60'])", "生成网站超过了 2 秒"),
        ({"memory": 500}, "bytearray(600 * 1024 * 1024)", "生成网站用的内存超过了 500 MB"),
    ],
    ids=["time", "memory"],
)
def test_a_build_beyond_its_limits_is_refused(
    host: Host, person: Person, tmp_path: Path, settings: dict[str, int], instead: str, said: str
) -> None:
    """The site stays as it is, and with usual limits the same push lands."""
    python, usual = host.settings.python, {name: getattr(host.settings, name) for name in settings}
    greedy = tmp_path / "python"
    greedy.write_text(GREEDY.format(python=python, instead=instead), encoding="utf-8")
    greedy.chmod(0o755)
    set_up(host, **settings, python=str(greedy))
    before = shown_tree(host)
    person.commit(activity("large"))
    answer = person.push()
    assert not answer.accepted
    assert said in answer.said and "请告诉维护人员" in answer.said, answer.said
    assert "Traceback" not in answer.said
    settle(host)
    assert_whole(host)
    assert_swept(host)
    assert shown_tree(host) == before
    set_up(host, **usual, python=python)
    assert person.push().accepted
    settle(host)
    assert_whole(host)
