"""What a build needs besides the data: mkdocs.yml, the templates, and a page for every entry of the navigation.

Checked here, so that a problem has its line and its cure, in Chinese, before MkDocs fails on it. As a program
(`python -m branchsite.load.settings`) it is what `make build` and `make serve` run first: of a mkdocs.yml that
cannot be read MkDocs itself would speak, in English.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from ..errors import Problem, report
from .slips.nearest import nearest

FILE = "mkdocs.yml"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESTORE = "从上一次的版本里恢复它"

_TEXT, _LIST, _MAP = "一段文字", "列表，每项一行，以“- ”开头", "“名称: 内容”的几行"
_SHAPES = {yaml.ScalarNode: _TEXT, yaml.SequenceNode: _LIST, yaml.MappingNode: _MAP}

_KNOWN = {
    "site_name": (_TEXT,),
    "site_url": (_TEXT, _LIST),
    "site_description": (_TEXT,),
    "site_author": (_TEXT,),
    "copyright": (_TEXT,),
    "docs_dir": (_TEXT,),
    "site_dir": (_TEXT,),
    "watch": (_LIST,),
    "use_directory_urls": (_TEXT,),
    "strict": (_TEXT,),
    "dev_addr": (_TEXT,),
    "repo_url": (_TEXT,),
    "repo_name": (_TEXT,),
    "edit_uri": (_TEXT,),
    "theme": (_MAP,),
    "extra_css": (_LIST,),
    "extra_javascript": (_LIST,),
    "extra_templates": (_LIST,),
    "extra": (_MAP,),
    "hooks": (_LIST,),
    "plugins": (_LIST, _MAP),
    "markdown_extensions": (_LIST,),
    "validation": (_MAP,),
    "exclude_docs": (_TEXT,),
    "draft_docs": (_TEXT,),
    "not_in_nav": (_TEXT,),
    "nav": (_LIST,),
}
"""The settings of MkDocs 1.6, and in what shapes each is written."""

_VALIDATED = {
    "nav": ("omitted_files", "not_found", "absolute_links"),
    "links": ("not_found", "anchors", "absolute_links", "unrecognized_links"),
}

_FIXED = {
    ("docs_dir",): "docs",
    ("use_directory_urls",): "true",
    ("theme", "name"): "material",
    ("theme", "custom_dir"): "overrides",
}
"""The values of settings that the program relies on."""

_PAGES = (
    *("api", "article", "brand", "card-foot.svg", "contact", "disclosure", "drawing.svg", "due", "facets"),
    *("feed.xml", "home", "icon.svg", "implementation", "material", "moved", "new-material.yml", "new.yml"),
    *("news", "notes", "offline", "parts", "plan", "plan_none", "plan_part", "plan_text", "poster", "profile"),
    *("quiz", "reading", "record", "reference", "screen", "search", "share.svg", "sitemap.xml", "sprite.svg"),
    *("study", "summary", "terms", "wordmark"),
)
TEMPLATES = (
    *("404.html", "main.html"),
    *(f"pages/{name}.html" for name in _PAGES),
    *(
        f"partials/{name}.html"
        for name in ("footer", "header", "language", "logo", "nav", "reading", "search", "share", "top")
    ),
    *(f"partials/javascripts/{name}.html" for name in ("base", "content", "first")),
    *(f"drawings/{name}.html" for name in ("empty", "lost", "mark", "scene")),
)
"""Every template that the program, the theme or another template asks for by its name, below overrides/."""

_MADE = "assets/brand.css"
"""A style sheet that is made from data/brand.yml."""


def settings_problems(root: Path) -> list[Problem]:
    """The problems of mkdocs.yml and the files it names, and of the templates. root: the site's folder."""
    found = [
        Problem(f"overrides/{name}", 0, "缺少这个文件，它是程序的一部分", fix=_RESTORE)
        for name in TEMPLATES
        if not (root / "overrides" / name).is_file()
    ]
    text = _read(root)
    if text is None:
        return [*found, Problem(FILE, 0, "缺少这个文件，没有它不能生成网站", fix=_RESTORE)]
    try:
        top = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return [*found, _unreadable(text, error)]
    if not isinstance(top, yaml.MappingNode):
        return [*found, Problem(FILE, 1, "文件是空的，或者不是“名称: 内容”的写法", fix=_RESTORE)]
    return sorted({*found, *_judged(root, top, text.split("\n"))})


def named_files(root: Path) -> list[str]:
    """The files and folders that mkdocs.yml names, but for style sheets: what is wrong with it depends on them."""
    text = _read(root)
    entries = _entries(yaml.compose(text, Loader=_Loader) if text else None)
    return [node.value for name in ("hooks", "watch") for node in _items(entries, name)]


def site_url(root: Path) -> str:
    """The address of the site by mkdocs.yml; "" where it has none, or cannot be read, or takes it from elsewhere."""
    found = re.search(r"^site_url:[^#\n]*?(https?://[^\s\"'\],]+)", _read(root) or "", re.MULTILINE)
    return found[1] if found else ""


def page_problems(root: Path, urls: Iterable[str], hubs: Iterable[str]) -> list[Problem]:
    """What of the navigation, and of the pages that others hang under, there is no page for.

    urls: the addresses of all pages. hubs: those of the pages that others hang under.
    """
    there = set(urls)
    missing = {*hubs} - there - {""}
    found = [
        Problem(f"docs/{hub}index.md", 0, "缺少这一页，别的页面挂在它下面", fix=_RESTORE) for hub in sorted(missing)
    ]
    text = _read(root)
    top = yaml.compose(text, Loader=_Loader) if text else None
    nav = _entries(top).get("nav") if isinstance(top, yaml.MappingNode) else None
    for line, target in _targets(nav[1]) if nav else ():
        wanted = target.removesuffix("index.md")
        if re.match(r"[a-z]+://", target) or wanted in there or wanted in missing:
            continue
        typed = (text or "").split("\n")[line - 1]
        near = nearest(wanted, there, 0.7)
        gone = f"删掉这一行；要留着这一栏，就放回 docs/{wanted.rstrip('/')}.md，新的栏目就写一篇"
        fix = typed.replace(target, f"{near}index.md", 1) if near else gone
        found.append(Problem(FILE, line, f"导航里的 {target} 没有这一页", typed, fix))
    return found


def _read(root: Path) -> str | None:
    try:
        return (root / FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def _unreadable(text: str, error: yaml.YAMLError) -> Problem:
    """The line that YAML cannot read, mended where a wide colon or a tab is all that is wrong with it."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        mended = re.sub(r"^(\s*(?:- )?[^\s:：#]+)：\s*", r"\1: ", line.replace("\t", "  ")).rstrip()
        if mended != line.rstrip() and not line.lstrip().startswith("#"):
            return Problem(FILE, number, "这一行有全角冒号或制表符（Tab），读不懂", line, mended)
    mark = getattr(error, "problem_mark", None)
    number = min(mark.line + 1 if mark else 1, len(lines))
    message = "从这一行起读不懂，看看缩进、冒号和引号"
    return Problem(FILE, number, message, lines[number - 1], f"{_RESTORE}，或对照它改这一行")


Entries = dict[str, tuple[Any, Any]]


def _entries(node: Any) -> Entries:
    """The keys of a mapping with their nodes."""
    return {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _judged(root: Path, top: Any, lines: list[str]) -> Iterator[Problem]:
    entries = _entries(top)

    def at(node: Any, message: str, fix: str) -> Problem:
        number = node.start_mark.line + 1
        return Problem(FILE, number, message, lines[number - 1], fix)

    for name, (key, value) in entries.items():
        typed = lines[key.start_mark.line]
        if name not in _KNOWN:
            near = nearest(name, _KNOWN)
            there = near if near and near not in entries else None
            yield at(key, f"不认识“{name}”", typed.replace(name, there, 1) if there else f"# {typed}")
        elif _SHAPES[type(value)] not in _KNOWN[name]:
            empty = isinstance(value, yaml.ScalarNode) and not value.value
            message = f"“{name}”后面没有内容" if empty else f"“{name}”要写成{_KNOWN[name][0]}"
            yield at(key, message, f"{_RESTORE}：照上一次的版本写“{name}”")
    for name in ("site_name", "theme", "extra_css", "hooks", "nav"):
        if name not in entries and not any(nearest(one, _KNOWN) == name for one in entries if one not in _KNOWN):
            yield Problem(FILE, 0, f"缺少“{name}”", fix=f"照上一次的版本加上“{name}”")
    yield from _fixed(entries, lines)
    yield from _named(root, entries, at)


def _fixed(entries: Entries, lines: list[str]) -> Iterator[Problem]:
    for path, right in _FIXED.items():
        inside = _entries(entries[path[0]][1]) if len(path) > 1 and path[0] in entries else entries
        if len(path) > 1 and path[0] in entries and path[1] not in inside:
            number = entries[path[0]][0].start_mark.line + 1
            typed = lines[number - 1]
            message = f"“{path[0]}”里缺少“{path[1]}”"
            yield Problem(FILE, number, message, typed, f"{typed.rstrip()}\n  {path[1]}: {right}")
        elif path[-1] in inside and isinstance(inside[path[-1]][1], yaml.ScalarNode):
            value = inside[path[-1]][1]
            if value.value != right:
                number = value.start_mark.line + 1
                typed = lines[number - 1]
                yield Problem(FILE, number, f"“{path[-1]}”只能写 {right}", typed, f"{typed.partition(':')[0]}: {right}")


def _named(root: Path, entries: Entries, at: Any) -> Iterator[Problem]:
    """The files that the settings name."""
    styles = {one.value: one for one in _items(entries, "extra_css")}
    there = [f"assets/css/{path.name}" for path in sorted((root / "overrides/assets/css").glob("*.css"))]
    for name, node in styles.items():
        if name != _MADE and name not in there:
            near = nearest(name, [one for one in there if one not in styles])
            yield at(node, f"找不到样式表 overrides/{name}", f"  - {near}" if near else "删掉这一行")
    if "extra_css" in entries and _MADE not in styles:
        key = entries["extra_css"][0]
        yield at(key, f"“extra_css”里缺少 {_MADE}，它由 data/brand.yml 生成", f"extra_css:\n  - {_MADE}")
    hooks = [one.value for one in _items(entries, "hooks")]
    if "hooks" in entries and "hooks/events.py" not in hooks:
        message = "“hooks”里缺少 hooks/events.py，没有它不是这个网站"
        yield at(entries["hooks"][0], message, "hooks:\n  - hooks/events.py")
    for node in _items(entries, "hooks"):
        if not (root / node.value).is_file():
            yield at(node, f"找不到 {node.value}", "删掉这一行" if node.value != "hooks/events.py" else _RESTORE)
    for node in _items(entries, "watch"):
        if not (root / node.value).exists():
            yield at(node, f"找不到 {node.value}", _RESTORE)
    for name, (key, value) in _entries(entries["validation"][1]).items() if "validation" in entries else ():
        wrong = [(name, key)] if name not in _VALIDATED else []
        wrong += [
            (inner, one) for inner, (one, _) in _entries(value).items() if inner not in _VALIDATED.get(name, inner)
        ]
        for inner, one in wrong:
            yield at(one, f"不认识“{inner}”", f"{_RESTORE}：照上一次的版本写“validation”")
    for node in _items(entries, "plugins"):
        yield at(node, f"没有装插件“{node.value}”，网站也不用它", "删掉这一行")
    url = entries.get("site_url", (None, None))[1]
    if isinstance(url, yaml.ScalarNode) and url.value and not re.match(r"https?://[^/\s]+/", url.value):
        yield at(url, "网址要写完整，以 https:// 开头，以 / 结尾", "site_url: https://example.com/")


def _items(entries: Entries, name: str) -> list[Any]:
    value = entries[name][1] if name in entries else None
    listed = value.value if isinstance(value, yaml.SequenceNode) else []
    return [one for one in listed if isinstance(one, yaml.ScalarNode)]


def _targets(nav: Any) -> Iterator[tuple[int, str]]:
    """The line and the page of every entry of the navigation."""
    for one in nav.value if isinstance(nav, yaml.SequenceNode) else ():
        value = one.value[0][1] if isinstance(one, yaml.MappingNode) and one.value else one
        if isinstance(value, yaml.ScalarNode):
            yield value.start_mark.line + 1, value.value
        else:
            yield from _targets(value)


def main() -> int:
    """Say what is wrong with the settings of the site in this folder. Returns 0, or 1 where anything is."""
    if found := settings_problems(Path.cwd()):
        print(report(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    from ..system.terminal import replace_unencodable

    replace_unencodable()
    sys.exit(main())
