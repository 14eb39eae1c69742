"""What the service worker takes for a file that never changes, and what a page shows, by hand."""

from branchsite.cache.fingerprint import is_fingerprinted, is_program_asset
from cache.test_fingerprint import NAMES
from scripts_in_node import in_node

PARTS = ("offline/sw/files",)
PAGE = "https://school.example/a/study/x/"
MARK = "1a2b3c4d"

SHOWN = {
    f'<link rel="stylesheet" href="../../assets/site.{MARK}.css">': f"a/assets/site.{MARK}.css",
    f'<script type="module" src="../../assets/js/quiz.{MARK}.js"></script>': f"a/assets/js/quiz.{MARK}.js",
    f'<details data-quiz="../../assets/js/quiz.{MARK}.js">': f"a/assets/js/quiz.{MARK}.js",
    f'<a class="search-open" href="../search/" data-view="v.{MARK}.js">': f"a/study/x/v.{MARK}.js",
    f'<use href="../../assets/sprite.{MARK}.svg#leaf"></use>': f"a/assets/sprite.{MARK}.svg",
    f'<use xlink:href="s.{MARK}.svg#leaf"/>': f"a/study/x/s.{MARK}.svg",
    f'<img\n alt="a > b &quot;" src="p-960.{MARK}.jpg" srcset="p-480.{MARK}.jpg 480w">': f"a/study/x/p-960.{MARK}.jpg",
    '<img src="http://[/x.jpg"><img src="http://[">': "",
    f'<img src="a.{MARK}.png?x=1&amp;y=2">': f"a/study/x/a.{MARK}.png?x=1&y=2",
    f'<source type="image/avif" srcset="photo-480.{MARK}.avif 480w">': "",
    f'<a href="photo-1600.{MARK}.jpg" data-photo>': "",
    '<img src="plain.jpg"><link rel="alternate" href="../../news/feed.xml"><a data-x="../y/">': "",
    f'<img src="https://elsewhere.example/a.{MARK}.jpg"><img src="//elsewhere.example/a.{MARK}.jpg">': "",
    f'<meta content="https://school.example/a/card.{MARK}.jpg"><p title="a.{MARK}.css">': "",
    f'<img src="data:image/png;base64,a.{MARK}.png"><img src="">': "",
    f"a.{MARK}.css &lt;img src=&quot;a.{MARK}.css&quot;&gt;": "",
}
"""Pieces of a page, and the one file that each shows, from the site's top."""


def test_what_a_page_shows() -> None:
    """Whatever stands around it; nothing of another host, and nothing that a link leads to."""
    found = in_node(PARTS, "(html, url) => [...shownBy(html, url)]", [[html, PAGE] for html in SHOWN])
    wanted = [[f"https://school.example/{file}"] if file else [] for file in SHOWN.values()]
    assert dict(zip(SHOWN, found, strict=True)) == dict(zip(SHOWN, wanted, strict=True))


def test_names_mean_here_what_they_mean_in_the_program() -> None:
    """The worker's two patterns and the program's agree."""
    function = "name => [FINGERPRINTED.test('/' + name), PROGRAM.test('/' + name)]"
    found = in_node(PARTS, function, [[name] for name in NAMES])
    assert found == [[is_fingerprinted(name), is_program_asset(name)] for name in NAMES]
