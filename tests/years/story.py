"""Four terms of a school, from the shipped data on: what its secretary changes, as the handbook says to."""

import datetime
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from incremental.edits import Edit, all_of, moving, removing, setting

KINDS, VOCABULARY, BRAND = "data/kinds.yml", "data/vocabulary.yml", "data/brand.yml"
SPRING = "data/plans/2023-2024-2.yml"
TERMS = {
    "2023-2024-2": ("2023—2024学年度第二学期", datetime.date(2024, 2, 19), datetime.date(2024, 6, 30)),
    "2024-2025-1": ("2024—2025学年度第一学期", datetime.date(2024, 9, 2), datetime.date(2025, 1, 17)),
    "2024-2025-2": ("2024—2025学年度第二学期", datetime.date(2025, 2, 17), datetime.date(2025, 6, 30)),
    "2025-2026-1": ("2025—2026学年度第一学期", datetime.date(2025, 9, 1), datetime.date(2026, 1, 30)),
}
HOLIDAYS = [
    ("元旦", datetime.date(2025, 1, 1), datetime.date(2025, 1, 1)),
    ("春节", datetime.date(2025, 1, 28), datetime.date(2025, 2, 4)),
    ("国庆节", datetime.date(2025, 10, 1), datetime.date(2025, 10, 8)),
    ("元旦", datetime.date(2026, 1, 1), datetime.date(2026, 1, 3)),
]


def read(root: Path, file: str) -> Any:
    """What a YAML file says."""
    return yaml.safe_load((root / file).read_text("utf-8"))


def write(root: Path, file: str, content: Any) -> None:
    """A YAML file."""
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000), "utf-8")


def moved(value: Any, days: datetime.timedelta, last: datetime.date) -> Any:
    """The same with every day in it so much later, and none after the last."""
    if isinstance(value, dict):
        return {key: moved(one, days, last) for key, one in value.items()}
    if isinstance(value, list):
        return [moved(one, days, last) for one in value]
    return min(value + days, last) if isinstance(value, datetime.date) else value


def begin(name: str, after: str) -> Edit:
    """A term's plan and its records, like those of the term before; its year's holidays."""

    def edit(root: Path) -> None:
        term, start, end = TERMS[name]
        _, old_start, old_end = TERMS[after]
        plan = moved(read(root, f"data/plans/{after}.yml"), start - old_start, end)
        plan |= {"标题": f"{term}学校党建工作计划", "学期": term, "开始": start, "结束": end}
        write(root, f"data/plans/{name}.yml", without_former(plan))
        for path in sorted((root / "data/activities").rglob("*.yml")):
            day = datetime.date.fromisoformat(path.name[:10])
            if old_start <= day <= old_end:
                _hold_again(root, path, min(day + (start - old_start), end), start - old_start)
        calendar = read(root, "data/calendar.yml")
        known = {one["开始"] for one in calendar["放假"]}
        for holiday, first, last in HOLIDAYS:
            if first.year == end.year and first not in known:
                calendar["放假"].append({"名称": holiday, "开始": first, "结束": last})
        write(root, "data/calendar.yml", calendar)

    return edit


def without_former(value: Any) -> Any:
    """The same without former addresses: a copy has none."""
    if isinstance(value, dict):
        return {key: without_former(one) for key, one in value.items() if key not in ("旧网址", "短名")}
    return [without_former(one) for one in value] if isinstance(value, list) else value


def _hold_again(root: Path, path: Path, day: datetime.date, days: datetime.timedelta) -> None:
    record = without_former(yaml.safe_load(path.read_text("utf-8")))
    record = moved(record, days, datetime.date.max)
    record["标题"] = f"{re.sub('（.*）$', '', record['标题'])}（{day:%Y%m%d}）"
    record["活动日期"] = day
    new = f"data/activities/{day.year}/{day}{path.stem[10:]}"
    write(root, f"{new}.yml", record)
    if (folder := path.with_suffix("")).is_dir():
        shutil.copytree(folder, root / new)


def address(file: str) -> str:
    """Of a record's page."""
    stem = Path(file).stem
    return f"news/{stem[:4]}/{stem}/"


def rename(old: str, new: str, *, back: bool = False) -> Edit:
    """A record under another name, its photos with it; the new name's day is the record's. old, new: DAY-SLUG."""

    def edit(root: Path) -> None:
        before, after = (f"data/activities/{name[:4]}/{name}" for name in (old, new))
        record = read(root, f"{before}.yml")
        record["活动日期"] = datetime.date.fromisoformat(new[:10])
        record["旧网址"] = [*record.get("旧网址", []), address(old)]
        (root / f"{before}.yml").unlink()
        write(root, f"{after}.yml", record)
        if (root / before).is_dir():
            moving(before, after)(root)

    return edit


def withdraw_photo(name: str, photo: str) -> Edit:
    """The file, and its entry in the list."""

    def edit(root: Path) -> None:
        folder = f"data/activities/{name[:4]}/{name}"
        record = read(root, f"{folder}.yml")
        record["照片"] = [one for one in record["照片"] if one["文件"] != photo]
        write(root, f"{folder}.yml", record)
        removing(f"{folder}/{photo}")(root)

    return edit


def change(file: str, how: Callable[[Any], Any]) -> Edit:
    """A YAML file as a function of what it said changes it."""

    def edit(root: Path) -> None:
        content = read(root, file)
        how(content)
        write(root, file, content)

    return edit


def rekey(file: str, old: str, new: str, *former: str, group: str = "") -> Edit:
    """A word under another slug, in its place. former: the addresses it had."""

    def how(content: Any) -> None:
        words = content[group] if group else content
        items = list(words.items())
        words.clear()
        for key, value in items:
            value = value if isinstance(value, dict) or key != old else {"名称": value}
            if key == old:
                value["旧网址"] = [*value.get("旧网址", []), *former]
            words[new if key == old else key] = value

    return change(file, how)


def in_prose(old: str, new: str) -> Edit:
    """A text replaced in all that people wrote."""

    def edit(root: Path) -> None:
        for path in [*(root / "docs").rglob("*.md"), *(root / "data").rglob("*.yml")]:
            text = path.read_text("utf-8")
            if old in text:
                path.write_text(text.replace(old, new), "utf-8")

    return edit


def front(file: str, line: str) -> Edit:
    """A line more at the head of an article or material."""
    return lambda root: (root / file).write_text(
        (root / file).read_text("utf-8").replace("---\n", f"---\n{line}\n", 1), "utf-8"
    )


def swap_sections(file: str, one: int, other: int) -> Edit:
    """Two parts of a plan change places; slugs keep their addresses."""

    def how(plan: Any) -> None:
        parts = plan["部分"]
        for number in (one, other):
            parts[number].setdefault("短名", str(number + 1))
            for index, item in enumerate(parts[number].get("条目", [])):
                item.setdefault("短名", f"{number + 1}-{index + 1}")
        parts[one], parts[other] = parts[other], parts[one]
        numerals = "一二三四"
        swapped = {numerals[one]: numerals[other], numerals[other]: numerals[one]}
        for commitment in commitments(plan):
            commitment["另属"] = [swapped.get(key[0], key[0]) + key[1:] for key in commitment.get("另属", [])]

    return change(file, how)


def commitments(plan: Any) -> Iterator[Any]:
    """Every one."""
    for part in plan["部分"]:
        yield from part.get("承诺", [])
        for item in part.get("条目", []):
            yield from item.get("承诺", [])


def proved_by(kind: str, instead: str) -> Edit:
    """In all plans another kind proves what this one did."""

    def edit(root: Path) -> None:
        for path in (root / "data/plans").glob("*.yml"):
            plan = yaml.safe_load(path.read_text("utf-8"))
            for one in commitments(plan):
                names = [instead if name == kind else name for name in one.get("证据", [])]
                one["证据"] = list(dict.fromkeys(names))
            write(root, path.relative_to(root).as_posix(), plan)

    return edit


def of_kind(old: str, new: str) -> Edit:
    """All records of one kind are given another."""

    def edit(root: Path) -> None:
        for path in (root / "data/activities").rglob("*.yml"):
            text = path.read_text("utf-8")
            path.write_text(re.sub(f"^类别: {old}$", f"类别: {new}", text, flags=re.MULTILINE), "utf-8")

    return edit


def withdraw(*names: str) -> Edit:
    """Records taken away; a page of prose says so where they were."""

    def edit(root: Path) -> None:
        for name in names:
            (root / f"data/activities/{name[:4]}/{name}.yml").unlink()
            shutil.rmtree(root / f"data/activities/{name[:4]}/{name}", ignore_errors=True)
        front("docs/about.md", "旧网址: " + "、".join(address(name) for name in names))(root)

    return edit


def rebrand(root: Path) -> None:
    """Three strands of other words and colours. What was 红 is 江, what was 绿 is 书; 苗 is new."""

    def strand(name: str, slug: str, colour: str, word: str, *former: str) -> dict[str, Any]:
        words = {"词": word, "含义": "示例含义", "说明": "示例说明。"}
        return {"名称": name, "短名": slug, "颜色": colour, **words, **({"旧网址": list(former)} if former else {})}

    brand = read(root, BRAND)
    brand = {key: value for key, value in brand.items() if key not in ("红", "绿")}
    brand |= {"名称": "示例江·示例书·示例苗", "一句话": "示例的一句话。", "释义": ["示例的释义。"]}
    brand["主线"] = [
        strand("江", "river", "#1c4f91", "示例江", "news/strand/red/"),
        strand("书", "books", "#8a6400", "示例书", "news/strand/green/"),
        strand("苗", "seedlings", "#00695c", "示例苗"),
    ]
    write(root, BRAND, brand)
    for old, new in (("红", "江"), ("绿", "书")):
        for path in [*(root / "data/activities").rglob("*.yml"), root / KINDS, root / VOCABULARY]:
            text = path.read_text("utf-8")
            path.write_text(re.sub(f"颜色: {old}\\b", f"颜色: {new}", text), "utf-8")


def reschedule(root: Path) -> None:
    """Every other material is set for its month of every year, the rest for one of the new school year."""
    for index, path in enumerate(sorted((root / "docs/study").glob("*.md"))):
        text = path.read_text("utf-8")
        month = int(re.search(r"^月份: \d{4}-(\d\d)$", text, re.MULTILINE)[1])  # type: ignore[index]
        new = f"{month}月" if index % 2 else f"2025年{9 + month % 4}月"
        path.write_text(re.sub("^月份: .*$", f"月份: {new}", text, flags=re.MULTILINE), "utf-8")


FIRST_SUMMER = all_of(
    # A day that was typed wrong, with photos; one that was right, after all; a slug.
    rename("2024-04-23-suishenji", "2024-04-22-suishenji"),
    rename("2024-04-19-shuimian", "2024-04-12-shuimian"),
    rename("2024-03-12-zhishu", "2024-03-12-zhishujie"),
    # The only one of its month.
    rename("2024-02-28-zhuti-dangri", "2024-03-01-zhuti-dangri"),
)
AUTUMN = all_of(
    rename("2024-04-12-shuimian", "2024-04-19-shuimian"),
    begin("2024-2025-1", "2023-2024-2"),
    in_prose("团队活动", "少先队活动"),
    rekey(KINDS, "youth", "pioneers", "news/kind/youth/"),
)
WINTER = all_of(
    begin("2024-2025-2", "2024-2025-1"),
    swap_sections("data/plans/2024-2025-1.yml", 2, 3),
    # An item's key, then the plan's file, then the item's key again.
    setting(SPRING, "部分", 0, "条目", 0, "短名", to="xuexi"),
    setting(SPRING, "部分", 0, "条目", 0, "旧网址", to=["plan/2023-2024-2/1-1/"]),
    moving(SPRING, "data/plans/2024-spring.yml"),
    setting("data/plans/2024-spring.yml", "旧网址", to=["plan/2023-2024-2/"]),
    in_prose("2023-2024-2/", "2024-spring/"),
    in_prose("plan/2024-spring/", "plan/2023-2024-2/"),
    rekey(KINDS, "pioneers", "red-scarf", "news/kind/pioneers/"),
    moving("docs/study/suishenji.md", "docs/study/xuexi-suishenji.md"),
    front("docs/study/xuexi-suishenji.md", "旧网址: study/suishenji/"),
    in_prose("(suishenji.md)", "(xuexi-suishenji.md)"),
    in_prose("- suishenji\n", "- xuexi-suishenji\n"),
    moving("docs/handbook/teacher.md", "docs/handbook/jiaoshi.md"),
    front("docs/handbook/jiaoshi.md", "旧网址: handbook/teacher/"),
    in_prose("(teacher.md", "(jiaoshi.md"),
)
SECOND_SUMMER = all_of(
    setting("data/plans/2024-spring.yml", "部分", 0, "条目", 0, "短名", to="dangyuan-xuexi"),
    setting(
        "data/plans/2024-spring.yml",
        *("部分", 0, "条目", 0, "旧网址"),
        to=["plan/2023-2024-2/1-1/", "plan/2024-spring/xuexi/"],
    ),
    # Two kinds become internal: the records of one are given another kind, those of the other are withdrawn.
    of_kind("工会活动", "育人工作"),
    proved_by("工会活动", "育人工作"),
    setting(KINDS, "union", "可见", to="内"),
    setting(KINDS, "nurture", "旧网址", to=["news/kind/union/"]),
    rebrand,
    rekey(VOCABULARY, "ethics", "shide", "study/topic/ethics/", group="主题"),
    rekey(VOCABULARY, "public", "gongzhong", "news/audience/public/", "study/audience/public/", group="对象"),
    rekey(VOCABULARY, "guide", "zhinan", "study/type/guide/", group="类型"),
    reschedule,
)
LAST_AUTUMN = all_of(
    begin("2025-2026-1", "2024-2025-2"),
    withdraw("2024-04-02-qingming", "2024-04-16-jiangxin-xiaojiangtang"),
)
