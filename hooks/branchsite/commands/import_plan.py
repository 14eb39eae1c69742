"""A term's plan from the Word file that it arrives as."""

import argparse
from pathlib import Path

from ..errors import DataError, Problem
from ..load.data import read
from ..office.draft import Draft, draft_of
from ..office.plan_file import read_plan_file
from ..office.plan_yaml import plan_text
from ..system.terminal import command
from .ask import asking, required
from .new import write_all

_EXAMPLE = "2024—2025学年度第一学期"


def import_plan(root: Path, source: Path, term: str | None, name: str | None) -> tuple[Path, Draft]:
    """Write data/plans/NAME.yml from a file. Returns its path and what was understood.

    term: the term's name, where the file does not say it. name: of the new file, without .yml; else by the term.
    Raises DataError where the file cannot be read, no term is known, or the new file is there already.
    """
    data, problems = read(root)
    if data is None:
        raise DataError(problems)
    kinds = {kind.name: str(kind.visibility) for kind in data.kinds.values()}
    content = read_plan_file(source)
    draft = draft_of(content, kinds, term)
    if draft is None and term is None and asking():
        term = required(None, "--term", "这是哪个学期的计划", _EXAMPLE)
        draft = draft_of(content, kinds, term)
    if draft is None:
        message = "看不出是哪个学期的计划" if term is None else f"看不懂学期“{term}”"
        fix = f"加上 --term 学期名。学期写成：{_EXAMPLE}"
        raise DataError([Problem(source.name, 0, message, fix=fix)])
    path = root / "data" / "plans" / f"{name or draft.heading.id}.yml"
    instead = "已有的不会覆盖。换一个名字：加上 --name 新名字；不要原来的，先把它移走"
    write_all(root, {path: plan_text(draft, source.name).encode()}, instead)
    return path, draft


def run_import_plan(options: argparse.Namespace) -> int:
    """Import a plan and say what was understood. options: root, file, term, name. Raises DataError."""
    path, draft = import_plan(options.root, options.file, options.term, options.name)
    print(report(path.relative_to(options.root).as_posix(), draft))
    return 0


def report(file: str, draft: Draft) -> str:
    """What was understood, for the one who is to confirm it."""
    items = sum(len(section.items) for section in draft.sections)
    heading = draft.heading
    lines = [
        f"写好了 {file}",
        f"  标题：{heading.title}",
        f"  学期：{heading.term}，{heading.days.start} 到 {heading.days.end}（{heading.basis.rstrip('。')}）",
        f"  {len(draft.sections)} 个部分，{items} 个条目，提出 {len(draft.proposals)} 条承诺，都待确认",
    ]
    for number, section in enumerate(draft.sections):
        lines.append(f"  {number + 1}. {section.title}")
        lines += [f"     {number + 1}.{index + 1} {item.title}" for index, item in enumerate(section.items)]
    lines += [f"  注意：{note}" for note in draft.notes]
    lines.append(f"下一步：打开它，逐条看“出处”，确认一条就删掉一行“待确认: 是”；再运行 {command('check')}。")
    return "\n".join(lines)
