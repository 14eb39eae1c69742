"""Links within the site, that work under any path."""


def relative(page: str, target: str) -> str:
    """The way from one page to another.

    page, target: addresses from the site's top, directories with their closing
    slash; "" is the front page. Relative, so that the site works under any path.
    """
    path, hash_mark, fragment = target.partition("#")
    if hash_mark and path == page:
        return f"#{fragment}"
    up = ""
    while not path.startswith(page):
        page = page[: page.rfind("/", 0, -1) + 1]
        up += "../"
    return (up + path[len(page) :] or "./") + hash_mark + fragment
