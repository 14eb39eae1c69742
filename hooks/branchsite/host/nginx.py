"""The web server's configuration for a host."""

import re
from urllib.parse import urlsplit

from .init import INSTALLED
from .release.release import live, published
from .server.folder import Host

_ADDRESS = re.compile(r"(?:[a-z0-9-]+/)*")
"""The addresses that may be in a configuration that root installs: people pushed them."""


def configuration(host: Host) -> str:
    """deploy/nginx.conf with this host's folder, owner and name in it."""
    address = urlsplit(host.settings.site_url)
    text = (INSTALLED / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    values = {"@ROOT@": str(host.root), "@SERVER_NAME@": address.hostname or "_", "@USER@": host.root.owner()}
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def redirects(host: Host) -> str:
    """The former addresses of the release that is shown, each as nginx sends it on."""
    release = live(host)
    moved = published(host, release).moved if release else {}
    return "".join(
        f"location = /{old} {{ return 301 /{new}; }}\n"
        for old, new in sorted(moved.items())
        if _ADDRESS.fullmatch(old) and _ADDRESS.fullmatch(new)
    )
