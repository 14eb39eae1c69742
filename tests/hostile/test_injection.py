"""What attackers type into every text field: refused, or shown as the text that it is."""

import copy
import json
import re
import time
import xml.etree.ElementTree as etree
from pathlib import Path
from typing import Any

import pytest

from branchsite.cache.folder import CacheFolder
from branchsite.checks import run_checks
from branchsite.errors import errors
from branchsite.load.data import load
from branchsite.load.data import read as read_all
from branchsite.load.store import Store
from branchsite.models.plan import ANY_PUBLIC
from browser_site import Visit, serve
from page_types import ALONE
from sites import TINY, TODAY, Built, copy_site, run
from text_fields import FILES, model_fields, places, put, read, write

PAYLOADS = {
    "tags": "\"'><svg onload=pwned()><script>pwned()</script><img src=x onerror=pwned()>",
    "closers": "</title></textarea></script><script>pwned()</script>--><iframe src=//x.example>]]>",
    "templates": "{{ 7*7 }}{% raw %}{# x #}${7*7}<%= 7*7 %>&lt;script&gt;pwned()&lt;/script&gt;",
    "links": "[x](javascript:pwned())<javascript:pwned()>![x](//x.example/a.png)https://x.example",
    "long": "龘😀" + "W" * 90,
}
BODIES = {
    "tags": "<svg/onload=pwned()>\n\n<details open ontoggle=pwned()>\n\n<b onclick=pwned()>粗</b><script>pwned()",
    "closers": "</main></div></div></article>\n\n<!-- 没有写完\n\n<style>main{display:none}</style>\n\n<h1>第二个</h1>",
    "templates": "{{ 7*7 }} {% include 'a' %} ${7*7}\n\n`</code></pre>`\n\n```\n</pre><script>pwned()</script>\n```",
    "links": (
        "<javascript:pwned()> javascript:pwned()\n\n<a href='javascript:pwned()'>d</a>"
        " <a href='data:text/html,<script>pwned()</script>'>e</a> [^1] *[x] y"
    ),
    "long": "龘😀" + "W" * 400 + "\n\n    " + "W" * 400 + "\n\n|甲|\n|-|\n|" + "W" * 300 + "|\n\n# \n\n####### 七",
}
_REFUSED = re.compile(r"<i[^>]*>|!?\[x\]\([^)]*\)+")
"""What the check `links` refuses in a record (test_links_and_pictures_are_refused) and would stop the build."""
NAMED = {"简称", "名称", "主题", "兑现", "类别", "证据"}
"""What is named elsewhere, some behind a slash: a slash or a separator of lists in it would name something else."""
ADDED = {"data/plans/2023-2024-2.yml": {"原文": "计划的第一段。", "结尾": "计划的最后一段。"}}
"""Fields that tiny has not."""
KEYS = {"条目", "另属", "审核"}
"""The plan's own numbering."""


def alias(path: tuple[str | int, ...]) -> str:
    """The field that a text stands in."""
    return next(str(part) for part in reversed(path) if isinstance(part, str))


def accepts(file: str, path: tuple[str | int, ...], text: str) -> bool:
    """Whether the model takes the text for the field."""
    value, _ = read(file)
    put(value, path, text)
    try:
        FILES[file].model_validate(value)
    except ValueError:
        return False
    return True


def spoilt(value: Any, file: str, name: str) -> Any:
    """A file's values, every text that is free with the payload behind it."""
    value = copy.deepcopy(value)
    same = (one for one in FILES if Path(one).parent == Path(file).parent and Path(one).suffix == Path(file).suffix)
    known = file if file in FILES else next(same, "docs/about.md")
    for path in list(places(value)):
        here: Any = value
        for part in path:
            here = here[part]
        field = alias(path)
        if field in KEYS or here == ANY_PUBLIC:
            continue
        changed = _changed(here, field, name, "activities" in file)
        trial = copy.deepcopy(value)
        put(trial, path, changed)
        try:
            FILES[known].model_validate(trial)
        except ValueError:
            continue
        put(value, path, changed)
    return value


def _changed(text: str, field: str, name: str, record: bool) -> str:
    if field == "正文":
        return BODIES[name]
    payload = _REFUSED.sub("", PAYLOADS[name]) if record or field in NAMED else PAYLOADS[name]
    if field in NAMED:
        payload = "".join(one for one in payload if one not in "/;,")[:44]
        return "/".join(part[:12] + payload for part in text.split("/"))
    return text[:12] + payload


def attacked(root: Path, name: str) -> Path:
    """Tiny with a payload in every field that takes it."""
    copy_site(root, TINY)
    files = [path.relative_to(root).as_posix() for top in ("data", "docs") for path in (root / top).rglob("*.*")]
    for file in files:
        if file.endswith((".yml", ".md")):
            value, body = read(file)
            value |= ADDED.get(file, {})
            text = write(spoilt(value, file, name), body and body + "\n\n" + BODIES[name])
            (root / file).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("file", FILES)
def test_every_field_is_attacked(file: str) -> None:
    """Tiny fills every text field of every model somewhere: a new one has to come into it, and so into these tests."""
    filled = set(ADDED.get(file, {}))
    for path in (TINY / file).parent.glob("*" + Path(file).suffix):
        if path.name == Path(file).name or Path(file).parent.name not in ("data", "docs"):
            value, _ = read(path.relative_to(TINY).as_posix())
            filled |= {alias(one) for one in places(value)}
    wanted = {field for owner, field in model_fields(FILES[file]) if not _takes_no_text(owner, field)}
    assert wanted <= filled, f"fill in somewhere in tests/worlds/tiny: {sorted(wanted - filled)}"


def _takes_no_text(owner: str, field: str) -> bool:
    """Fields that only hold a slug, an address of ours or a colour; tests/models and tests/checks try others there."""
    return field in ("旧网址", "短名", "资料") or (owner, field) == ("Strand", "颜色")


CASES = [(file, path) for file in FILES for path in places(read(file)[0]) if not accepts(file, path, "<script>")]
PATHS = ("../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\a", "javascript:pwned()", "data:text/html,x")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Store]:
    """Tiny for one case after the other, and what its other files gave: those need not be read again."""
    root = copy_site(tmp_path_factory.mktemp("world") / "site", TINY)
    return root, Store(CacheFolder(root / ".cache"), clock=lambda: time.time_ns() + 10**12)


@pytest.mark.slow
@pytest.mark.parametrize(("file", "path"), CASES, ids=lambda value: "/".join(map(str, value)) if value else "")
def test_fields_with_a_form_refuse(file: str, path: tuple[str | int, ...], world: tuple[Path, Store]) -> None:
    """Names of files, ids, addresses, colours, dates, numbers, words of a list: a message on the field's line."""
    root, store = world
    before = (root / file).read_bytes()
    for text in (*PAYLOADS.values(), *PATHS):
        value, body = read(file)
        put(value, path, text)
        (root / file).write_text(write(value, body), encoding="utf-8")
        _, problems = read_all(root, store)
        assert {problem.file for problem in problems} == {file}, text
    (root / file).write_bytes(before)


@pytest.mark.parametrize(
    "text",
    [
        *("[x](javascript:pwned())", "[x](JaVaScRiPt:pwned())", "[x](data:text/html,x)", "[x](file:///etc/passwd)"),
        *("[x](../../../etc/passwd)", "[x](/etc/passwd)", "![x](//x.example/a.png)", "![x](../../../../data/a.jpg)"),
        *("<img src=x onerror=pwned()>", "<iframe src=//x.example>", "[x](\\\\x.example)"),
    ],
)
def test_links_and_pictures_are_refused(text: str, tmp_path: Path) -> None:
    """In a record's prose and in an article's: nothing leads out of the site but a whole web address."""
    root = copy_site(tmp_path / "site", TINY)
    record = root / "data/activities/2024/2024-05-08-xuexi.yml"
    record.write_text(
        record.read_text(encoding="utf-8").replace("党员们又读了一章。\n兑", f"{text}\n兑"), encoding="utf-8"
    )
    about = root / "docs/about.md"
    about.write_text(about.read_text(encoding="utf-8") + f"\n\n{text}\n", encoding="utf-8")
    problems = run_checks(load(root), TODAY)
    assert {one.file for one in errors(problems)} == {"data/activities/2024/2024-05-08-xuexi.yml", "docs/about.md"}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", PAYLOADS)
def test_nothing_runs_and_nothing_breaks(name: str, browser: Any, tmp_path: Path) -> None:
    """Every kind of page, on a phone, with scripts on: no payload runs or asks another host; the page stays whole."""
    root = attacked(tmp_path / "site", name)
    ran = run("mkdocs", "build", root=root)
    assert ran.returncode == 0, ran.stdout
    built = Built(root / "site", ran)
    etree.parse(built.site / "sitemap.xml")
    for index in built.site.rglob("search*.json"):
        json.loads(index.read_text(encoding="utf-8"))
    with serve(built.site) as address:
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
        context.add_init_script("window.pwnings = 0; window.pwned = () => { window.pwnings += 1; }")
        visit = Visit(context.new_page(), address)
        visit.page.on("dialog", lambda dialog: visit.complaints.append(f"dialog: {dialog.message}"))
        broken = []
        for path in built.pages:
            url = path.relative_to(built.site).as_posix().removesuffix("index.html")
            visit.go(url)
            state = visit.page.evaluate(
                "() => [window.pwnings, document.querySelectorAll('h1').length,"
                " document.querySelectorAll('main').length, document.querySelectorAll('footer').length > 0,"
                " document.documentElement.scrollWidth <= 390, document.querySelectorAll('main script, iframe').length]"
            )
            if state != [0, 1, 1, url not in ALONE, True, 0]:
                broken.append((url, state))
            for link in visit.page.eval_on_selector_all(
                "a[href]", "all => all.map(one => new URL(one.href.baseVal ?? one.href, location).protocol)"
            ):
                assert link in ("http:", "https:", "mailto:", "tel:"), (url, link)
        assert broken == []
        wrong = [one for one in visit.complaints if "404.html" not in one]
        assert wrong == []
        context.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", PAYLOADS)
def test_the_way_out_stays_whole(name: str, tmp_path: Path) -> None:
    """`pages` writes front matter that another generator reads, whatever stands in a title."""
    import yaml

    root = attacked(tmp_path / "site", name)
    ran = run("branchsite", "pages", "--out", tmp_path / "out", root=root)
    assert ran.returncode == 0, ran.stdout
    pages = sorted((tmp_path / "out").rglob("*.md"))
    assert len(pages) > 20
    for page in pages:
        start, front, html = page.read_text(encoding="utf-8").split("---\n", 2)
        assert start == "" and yaml.safe_load(front)["title"]
        assert "<script" not in html
