"""The web server's configuration for a host."""

from urllib.parse import urlsplit

from .folder import Host
from .init import INSTALLED


def configuration(host: Host) -> str:
    """deploy/nginx.conf with this host's folder and name in it."""
    address = urlsplit(host.settings.site_url)
    text = (INSTALLED / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for name, value in {"@ROOT@": str(host.root), "@SERVER_NAME@": address.hostname or "_"}.items():
        text = text.replace(name, value)
    return text
