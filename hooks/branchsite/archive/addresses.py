"""Addresses as a browser follows them without a server: a folder's page has a name of its own."""

from urllib.parse import urlsplit

from ..views.links import relative

INDEX = "index.html"


def to_file(address: str, page: str, site: str) -> str:
    """The same address for a page on a disk; one that leads elsewhere stays as it is.

    page: the address of the page that it stands on, from the site's top. site: of the site, with a closing slash.
    """
    if address.startswith(site):
        address = relative(page, address.removeprefix(site))
    try:
        parts = urlsplit(address)
    except ValueError:
        return address  # What a person mistyped: it leads nowhere on the site either.
    if parts.scheme or parts.netloc or not parts.path:
        return address
    if parts.path.endswith("/") or parts.path.rpartition("/")[2] in (".", ".."):
        path = f"{parts.path.removesuffix('/')}/{INDEX}".removeprefix("./")
        return parts._replace(path=path).geturl()
    return address
