"""The same content as people keep it with MkDocs and Material alone: one Markdown file a record, by hand."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from generate import write_text
from mkdocs.utils.yaml import yaml_load

FULL, PRUNED, HUBS = "full.yml", "pruned.yml", "hubs.yml"
"""Three settings over one docs/: everything in the navigation; the same with Material's navigation.prune; hubs only."""

_SEPARATOR = r"[\s\u200b\u3000\-，。、；：？！“”‘’《》（）—…·]+|(?=[\u4e00-\u9fff])"
_DETAILS = ("类别", "活动日期", "发布日期", "时间", "地点", "组织", "参加", "学时", "审核", "更新日期", "更正")


@dataclass(frozen=True)
class Sheet:
    """A Markdown file. path: from docs/. group: the heading of the navigation that it stands under."""

    path: str
    title: str
    group: str
    text: str


def write_plain(world: Path, folder: Path, settings: Path) -> None:
    """Write docs/ and the three settings.

    world: what `generate.py` wrote. settings: the mkdocs.yml whose theme is used, without its overrides.
    """
    records = [_record(path) for path in sorted((world / "data/activities").glob("*/*.yml"), reverse=True)]
    materials = [_copied(path, world / "docs", "学习资料") for path in sorted((world / "docs/study").glob("*.md"))]
    articles = [
        _copied(path, world / "docs", "支部")
        for path in sorted((world / "docs").rglob("*.md"))
        if "study" not in path.relative_to(world / "docs").parts
    ]
    hubs = [_hub("index.md", "首页", records[:5]), _hub("news/index.md", "活动动态", records)]
    hubs.append(_hub("study/index.md", "学习资料", materials))
    for sheet in (*records, *materials, *articles, *hubs):
        write_text(folder / "docs" / sheet.path, sheet.text)
    common = _common(settings)
    everything = {"nav": _nav(hubs, (*records, *materials, *articles))}
    pruned = {**common["theme"], "features": [*common["theme"].get("features", []), "navigation.prune"]}
    hubs_only = {"nav": [{hub.title: hub.path} for hub in hubs], "not_in_nav": "*"}
    _write_settings(folder / FULL, common | everything)
    _write_settings(folder / PRUNED, common | everything | {"theme": pruned})
    _write_settings(folder / HUBS, common | hubs_only)


def _write_settings(path: Path, settings: Mapping[str, Any]) -> None:
    write_text(path, yaml.safe_dump(dict(settings), allow_unicode=True, sort_keys=False))


def _common(settings: Path) -> dict[str, Any]:
    """The site's own theme settings without what belongs to its overrides; otherwise MkDocs' defaults."""
    with settings.open(encoding="utf-8") as stream:
        theme = dict(yaml_load(stream)["theme"])
    for own in ("custom_dir", "favicon"):
        theme.pop(own, None)
    return {
        "site_name": "对照",
        "site_url": "https://example.com/",
        "theme": theme,
        "markdown_extensions": ["sane_lists"],
        "plugins": [{"search": {"separator": _SEPARATOR}}],
    }


def _record(path: Path) -> Sheet:
    """A record as a page: its details as a list, its prose, its photos, what it fulfils."""
    fields = yaml.safe_load(path.read_text(encoding="utf-8"))
    details = [f"- {name}：{fields[name]}" for name in _DETAILS if name in fields]
    photos = [f"![{photo['替代文字']}]({path.stem}/{photo['文件']})" for photo in fields.get("照片", [])]
    body = fields.get("正文", "").replace("](study/", "](../../study/")
    studied = [f"- [{id}](../../study/{id}.md)" for id in fields.get("学习资料", [])]
    parts = ["\n".join(details), *photos, body]
    parts += _listed("兑现", [f"- {claim}" for claim in fields.get("兑现", [])])
    parts += _listed("学习资料", studied)
    title = str(fields["标题"])
    text = _page(title, fields.get("摘要", title), parts)
    return Sheet(f"news/{path.parent.name}/{path.stem}.md", title, f"{path.parent.name}年", text)


def _listed(title: str, lines: list[str]) -> list[str]:
    return [f"## {title}", "\n".join(lines)] if lines else []


def _copied(path: Path, docs: Path, group: str) -> Sheet:
    """A material or article with the front matter that MkDocs knows."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(front)
    title = str(fields["标题"])
    return Sheet(path.relative_to(docs).as_posix(), title, group, _page(title, fields["摘要"], [body.strip()]))


def _hub(path: str, title: str, sheets: Iterable[Sheet]) -> Sheet:
    """A page that links to all of the sheets."""
    folder = posixpath.dirname(path) or "."
    lines = [f"- [{sheet.title}]({posixpath.relpath(sheet.path, folder)})" for sheet in sheets]
    return Sheet(path, title, "", _page(title, title, ["\n".join(lines)]))


def _page(title: str, summary: str, parts: Iterable[str]) -> str:
    front = yaml.safe_dump({"title": title, "description": summary}, allow_unicode=True, width=1000)
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join([f"---\n{front}---", f"# {title}", *parts])) + "\n"


def _nav(hubs: list[Sheet], sheets: Iterable[Sheet]) -> list[Any]:
    """Every page in the navigation, records under their year."""
    groups: dict[str, list[dict[str, str]]] = {}
    for sheet in sheets:
        if sheet.path not in {hub.path for hub in hubs}:
            groups.setdefault(sheet.group, []).append({sheet.title: sheet.path})
    years: list[Any] = [{group: entries} for group, entries in groups.items() if group.endswith("年")]
    home, news, study = (hub.path for hub in hubs)
    return [
        {"首页": home},
        {"活动动态": [news, *years]},
        {"学习资料": [study, *groups["学习资料"]]},
        {"支部": groups["支部"]},
    ]
