"""The configuration for a host; that it serves rightly is tested in tests/deploy/test_nginx.py."""

import json
from dataclasses import asdict
from pathlib import Path

from branchsite.host.init import init
from branchsite.host.nginx import configuration, redirects
from branchsite.host.release.release import Release, switch, write_pages


def test_it_is_filled_in(tmp_path: Path) -> None:
    """With the folder and the name, and no place is left open."""
    host = init(tmp_path / "server", "https://school.example:8443/", ".ci/run")
    text = configuration(host)
    assert f"root {host.root}/current/site;" in text
    assert "server_name school.example;" in text
    assert "@" not in text


HOSTILE = {
    "a/": "b/; } location / { root /; }",
    "a; return 200/": "b/",
    "c/\n}\nserver {/": "b/",
    "A/": "b/",
    "d e/": "b/",
    "$request_uri/": "b/",
    "f/": "https://x.example/",
}


def test_only_addresses_are_printed(tmp_path: Path) -> None:
    """Whatever a build has reported: root installs these lines."""
    host = init(tmp_path / "server", "https://school.example/", ".ci/run")
    folder = host.releases / "000001-1234567"
    folder.mkdir()
    write_pages(folder, {"moved": {**HOSTILE, "old/": "new/", "top/": ""}})
    about = Release("000001-1234567", "1234567", "", "root", "")
    (folder / "release.json").write_text(json.dumps(asdict(about)), "utf-8")
    switch(host, about)
    lines = ["location = /old/ { return 301 /new/; }", "location = /top/ { return 301 /; }"]
    assert redirects(host).splitlines() == lines
