"""new material: a study page begun with the fields that it must have."""

import argparse
import datetime
from collections.abc import Sequence
from pathlib import Path

from ..checks.completeness import MATERIAL_PLACEHOLDER
from ..errors import DataError, Problem
from ..load.data import Data, read
from ..load.slips.nearest import nearest
from ..office.words import slug_of
from ..system.filenames import usable
from ..system.terminal import command
from ..views.render import render_text
from .ask import asking, chosen, required
from .environment import today
from .new import as_yaml, write_all
from .slug import check_slug


def run_new_material(options: argparse.Namespace) -> int:
    """Begin a material. options: root, title, slug, topic, type, audience. Raises DataError."""
    root: Path = options.root
    data, problems = read(root)
    if data is None:
        raise DataError(problems)
    title = required(options.title, "--title", "标题", "主题党日：怎样开得有质量")
    topic = _word(options.topic, "--topic", "主题", list(data.vocabulary.topic_names))
    kind = _word(options.type, "--type", "类型", list(data.vocabulary.type_names))
    slug = options.slug or usable(slug_of(title))
    check_slug(slug)
    path = root / "docs" / "study" / f"{slug}.md"
    text = material_text(title, topic, kind, today(), _items(data))
    write_all(root, {path: text.encode()}, "加上 --slug 另一个短名")
    print(f"新建了 {path.relative_to(root).as_posix()}，打开它填好内容，再运行 {command('check')}。")
    return 0


def material_text(title: str, topic: str, kind: str, today: datetime.date, items: Sequence[str]) -> str:
    """The file of a new material, with a word on each field. items: what 条目 may name; the first is taken."""
    text = render_text(
        "new-material.yml.html",
        title=as_yaml(title),
        topic=topic,
        type=kind,
        today=today,
        items=list(items),
        placeholder=MATERIAL_PLACEHOLDER,
    )
    return text.rstrip("\n") + "\n"


def _word(value: str | None, option: str, name: str, words: list[str]) -> str:
    """A word of data/vocabulary.yml. Raises DataError where it is none."""
    if value is None:
        if not asking():
            raise DataError([Problem("new material", 0, f"还缺：{name}", fix=f"加上 {option}：{'、'.join(words)}")])
        return chosen(name, words)
    if value not in words:
        fix = nearest(value, words) or "、".join(words)
        raise DataError([Problem("new material", 0, f"没有叫“{value}”的{name}", value, fix)])
    return value


def _items(data: Data) -> list[str]:
    """The items of the newest plan, as 条目 names them."""
    if not data.plans:
        return []
    name, entry = max(data.plans.items(), key=lambda pair: pair[1].model.start)
    return [f"{name}/{key}" for key in entry.model.item_keys]
