"""Addresses within the site."""

import posixpath


def relative(page: str, target: str) -> str:
    """The way from one page to another.

    page, target: addresses from the site's top, directories with their closing
    slash; "" is the front page. Relative, so that the site works under any path.
    """
    path, hash_mark, fragment = target.partition("#")
    way = posixpath.relpath(path or ".", page or ".")
    if path.endswith("/") or not path:
        way += "/"
    if hash_mark and path == page:
        return f"#{fragment}"
    return way + hash_mark + fragment
