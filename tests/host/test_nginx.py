"""The configuration for a host; that it serves rightly is tested in tests/deploy/test_nginx.py."""

from pathlib import Path

from branchsite.host.init import init
from branchsite.host.nginx import configuration


def test_it_is_filled_in(tmp_path: Path) -> None:
    """With the folder and the name, and no place is left open."""
    host = init(tmp_path / "server", "https://school.example:8443/", ".ci/run")
    text = configuration(host)
    assert f"root {host.root}/current/site;" in text
    assert "server_name school.example;" in text
    assert "@" not in text
