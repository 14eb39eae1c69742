"""Addresses of a copy lead to files, from wherever a page lies."""

from branchsite.archive.addresses import to_file
from rows import over

SITE = "https://school.example/dang/"

CASES = [
    # page, as it is on the site, as it is on a disk
    ("", "news/", "news/index.html"),
    ("", "./", "index.html"),
    ("", ".", "index.html"),
    ("news/", "../", "../index.html"),
    ("news/", "..", "../index.html"),
    ("news/", "./", "index.html"),
    ("news/2024/", "../kind/youth/?month=2024-03#x", "../kind/youth/index.html?month=2024-03#x"),
    ("news/", "../#main", "../index.html#main"),
    ("news/", "feed.xml", "feed.xml"),
    ("news/", "../api/v1/index.json", "../api/v1/index.json"),
    ("news/", "#main", "#main"),
    ("news/", "?q=1", "?q=1"),
    ("news/", "", ""),
    ("news/", "mailto:a@school.example", "mailto:a@school.example"),
    ("news/", "tel:0519", "tel:0519"),
    ("news/", "https://other.example/a/", "https://other.example/a/"),
    ("news/", "//other.example/a/", "//other.example/a/"),
    ("news/2024/", f"{SITE}plan/", "../../plan/index.html"),
    ("news/", SITE, "../index.html"),
    ("", SITE, "index.html"),
    ("", "https://[half/", "https://[half/"),
    ("", "//[half/", "//[half/"),
    ("news/", "https://school.example/other/", "https://school.example/other/"),
]


@over(("page", "address", "wanted"), CASES)
def test_addresses(page: str, address: str, wanted: str) -> None:
    assert to_file(address, page, SITE) == wanted
