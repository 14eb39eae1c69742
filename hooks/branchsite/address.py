"""Addresses within the site."""


def relative(page: str, target: str) -> str:
    """The way from one page to another.

    page, target: addresses from the site's top, directories with their closing
    slash; "" is the front page. Relative, so that the site works under any path.
    """
    path, hash_mark, fragment = target.partition("#")
    if hash_mark and path == page:
        return f"#{fragment}"
    here, there = page.split("/")[:-1], path.split("/")
    shared = 0
    for mine, theirs in zip(here, there[:-1], strict=False):
        if mine != theirs:
            break
        shared += 1
    way = "../" * (len(here) - shared) + "/".join(there[shared:])
    return (way or "./") + hash_mark + fragment
