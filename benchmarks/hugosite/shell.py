"""The shell of our pages as Hugo partials: whatever we put around a page, Hugo puts there too."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

from generate import write_text

_INNER = re.compile(r'<div[^>]*\bid="main"[^>]*>')
_DIV = re.compile(r"<div\b|</div>")
_RELATIVE = re.compile(r'(?<=")\.\.?/?(?:[^"<>\s]*)(?=")')
_HEAD = re.compile(
    r"(?P<start>.*?)"
    r'<meta name="description"[^>]*>\s*'
    r"(?P<colours>.*?)"
    r"<link rel=\"canonical\".*?"
    r"(?P<rest><meta property=\"og:site_name\".*?)\s*"
    r'(?:<script type="application/ld\+json">.*?</script>\s*)?'
    r"(?P<links><link rel=\"alternate.*?)\s*"
    r"<title>.*?</title>"
    r"(?P<styles>.*?</head>)"
    r"(?P<top>.*)",
    re.DOTALL,
)


def write_shell(site: Path, areas: Mapping[str, str], partials: Path) -> None:
    """Write the partials.

    site: our built site. areas: from a part of the site to the address of one of its pages, whose tabs it shares.
    Raises ValueError where a page of ours has another frame than is known here.
    """
    for area, url in areas.items():
        above, _, below = parted(site, url)
        head = _HEAD.fullmatch(above)
        if head is None:
            raise ValueError(f"{url}: 网页的开头变了，hugosite/shell.py 要跟着改")
        _write(partials, f"top-{area}", head["top"])
        _write(partials, f"bottom-{area}", below)
    for name, group in (("meta-start", "start"), ("meta-colours", "colours"), ("meta-rest", "rest")):
        _write(partials, name, head[group])
    for name in ("links", "styles"):
        _write(partials, name, head[name])
    _write(partials, "lost", parted(site, "404.html")[1])


def _write(partials: Path, name: str, html: str) -> None:
    if "{{" in html:
        raise ValueError(f"{name}: 页面里有 {{{{，Hugo 会当成模板")
    write_text(partials / f"{name}.html", html.strip() + "\n")


def parted(site: Path, url: str) -> tuple[str, str, str]:
    """What stands above the content of a page, the content, and what stands below; addresses from the top."""
    path = site / url if url.endswith(".html") else site / url / "index.html"
    html = _RELATIVE.sub(lambda match: urljoin(f"/{url}", match[0]), path.read_text(encoding="utf-8"))
    start = _INNER.search(html)
    if start is None:
        raise ValueError(f"{url}: 找不到正文，hugosite/shell.py 要跟着改")
    depth = 1
    for mark in _DIV.finditer(html, start.end()):
        depth += 1 if mark[0] == "<div" else -1
        if not depth:
            return html[: start.end()], html[start.end() : mark.start()].strip(), html[mark.start() :]
    raise ValueError(f"{url}: 正文没有结束")
