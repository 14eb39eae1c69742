"""Write a whole invented site, to measure builds with.

    python benchmarks/generate.py DIR --records N [--materials M] [--seed S] [--photos P]

The same arguments give the same bytes. Settings, brand, kinds, articles
and the first study materials are those of tests/worlds/shipped; plans are the shipped one with its
dates moved back term by term; records and further materials are made of the words in
`words.py`. The site passes `branchsite check` on any day from the one that the program prints.
"""

import argparse
import datetime
import random
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import words
import yaml
from materials import materials as invented
from PIL import Image, ImageDraw

REPO = Path(__file__).resolve().parents[1]
SHIPPED = REPO / "tests" / "worlds" / "shipped"
SHIPPED_PLAN = "2023-2024-2"
COPIED = ("data/site.yml", "data/brand.yml", "data/kinds.yml", "data/vocabulary.yml", "data/calendar.yml", "docs")

TERM_RECORDS = 100
"""About what a busy term has: the shipped one has 58."""

MOST_TERMS = 20
"""Ten years: more records than fit are those of a bigger school, not of an older one."""

PHOTO_EVERY = 10
PHOTO_SIZE = (2400, 1800)
AUTUMN = (9, 1)
"""First month and day of a school year's first term; its second term begins where the shipped plan does."""

ORDER = (
    *("标题", "类别", "活动日期", "发布日期", "时间", "地点", "组织", "对象", "参加", "摘要", "照片", "正文"),
    *("兑现", "学习资料", "学时", "涉及学生", "监护人同意", "审核", "更新日期", "更正", "示例"),
)
"""How people fill a record in, from top to bottom."""

Fields = Mapping[str, str | Sequence[str | dict[str, str]]]
"""A record's fields; those with nothing in them are left out of the file."""


@dataclass(frozen=True)
class Term:
    """A school term. id: its plan's file name. label: 2023—2024学年度第二学期."""

    id: str
    label: str
    start: datetime.date
    end: datetime.date


@dataclass(frozen=True)
class World:
    """What was written. today: the first day on which every record counts as held and published."""

    folder: Path
    today: datetime.date
    terms: tuple[Term, ...]
    records: int


@dataclass(frozen=True)
class Repository:
    """What the invented records must fit: kinds, what each kind may claim, materials to study.

    claims: from a kind's name to its possible 兑现, one tuple of lines a commitment.
    keys: of the plan's items, 2023-2024-2/一1.
    """

    plan_text: str
    shipped: Term
    slugs: Mapping[str, str]
    public: frozenset[str]
    claims: Mapping[str, tuple[tuple[str, ...], ...]]
    materials: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]


def write_world(folder: Path, records: int, seed: int = 1, photos: int = 0, materials: int = 0) -> World:
    """Write a site into a folder that is new or empty.

    records: how many activities. photos: how many each tenth public record has.
    materials: how many study materials besides the shipped ones.
    Raises FileExistsError where the folder has content.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    repository = read_repository()
    terms = terms_back(repository.shipped, min(MOST_TERMS, max(2, -(-records // TERM_RECORDS))))
    _copy(folder)
    further = tuple(invented(materials, seed, repository.keys, sorted({one.start.year for one in terms})))
    for material in further:
        write_text(folder / f"docs/study/{material.id}.md", material.text)
    repository = replace(repository, materials=repository.materials + tuple((one.id, one.title) for one in further))
    write_text(folder / "mkdocs.yml", settings())
    for term in terms:
        write_text(folder / f"data/plans/{term.id}.yml", shifted_plan(repository, term))
    for activity in activities(repository, terms, records, seed, photos):
        activity.write(folder)
    return World(folder, terms[0].end, terms, records)


def _copy(folder: Path) -> None:
    for name in COPIED:
        source, target = SHIPPED / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with Unix line ends, making the folders on the way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def settings() -> str:
    """A mkdocs.yml that inherits the repository's and finds its overrides and hooks where they are."""
    return yaml.safe_dump(
        {
            "INHERIT": str(REPO / "mkdocs.yml"),
            "theme": {"custom_dir": str(REPO / "overrides")},
            "hooks": [str(REPO / "hooks" / "events.py")],
            "watch": ["data", str(REPO / "overrides")],
        },
        allow_unicode=True,
        sort_keys=False,
    )


def read_repository() -> Repository:
    """Read the shipped plan, kinds and materials."""
    plan_text = (SHIPPED / f"data/plans/{SHIPPED_PLAN}.yml").read_text(encoding="utf-8")
    plan = yaml.safe_load(plan_text)
    kinds = yaml.safe_load((SHIPPED / "data/kinds.yml").read_text(encoding="utf-8"))
    known = {kind["名称"]: slug for slug, kind in kinds.items() if kind["可见"] != "内"}
    return Repository(
        plan_text,
        Term(SHIPPED_PLAN, plan["学期"], plan["开始"], plan["结束"]),
        {name: slug for name, slug in known.items() if name in words.KINDS},
        frozenset(kind["名称"] for kind in kinds.values() if kind["可见"] == "公"),
        {name: tuple(_claims(plan, name)) for name in known},
        tuple((path.stem, _title(path)) for path in sorted((SHIPPED / "docs/study").glob("*.md"))),
        tuple(
            f"{SHIPPED_PLAN}/{numeral}{number}"
            for numeral, section in zip("一二三四五六七八九十", plan["部分"], strict=False)
            for number, _ in enumerate(section["条目"], 1)
        ),
    )


def _title(material: Path) -> str:
    front = material.read_text(encoding="utf-8").split("---\n")[1]
    return str(yaml.safe_load(front)["标题"])


def _claims(plan: dict[str, Any], kind: str) -> Iterator[tuple[str, ...]]:
    for one in _commitments(plan):
        if kind in one.get("证据", []) and one["可见"] != "内" and "不适用" not in one:
            measure = one["考核"]
            parts = measure.get("主题") or [step["名称"] for step in measure.get("节点", [])]
            yield tuple(f"{one['简称']}/{part}" for part in parts) or (one["简称"],)


def _commitments(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in plan["部分"]:
        yield from section.get("承诺", [])
        for item in section["条目"]:
            yield from item["承诺"]


def terms_back(shipped: Term, count: int) -> tuple[Term, ...]:
    """So many terms, the shipped one first, then the one before it, and so on."""
    length = shipped.end - shipped.start
    year, half = shipped.start.year - 1, 2
    found = []
    for _ in range(count):
        start = shipped.start.replace(year=year + 1) if half == 2 else datetime.date(year, *AUTUMN)
        label = f"{year}—{year + 1}学年度第{'一二'[half - 1]}学期"
        found.append(Term(f"{year}-{year + 1}-{half}", label, start, start + length))
        year, half = (year, 1) if half == 2 else (year - 1, 2)
    return tuple(found)


def shifted_plan(repository: Repository, term: Term) -> str:
    """The shipped plan's text as of another term: its name, and every date as far from the first day."""
    shipped = repository.shipped

    def moved(day: datetime.date) -> datetime.date:
        return term.start + (day - shipped.start)

    def spoken(match: re.Match[str]) -> str:
        day = moved(datetime.date(shipped.start.year, int(match[1]), int(match[2])))
        return f"{day.month}月{day.day}日前"

    text = repository.plan_text.replace(shipped.label, term.label)
    text = re.sub(r"(\d{1,2})月(\d{1,2})日前", spoken, text)
    return re.sub(r"\d{4}-\d{2}-\d{2}", lambda match: str(moved(datetime.date.fromisoformat(match[0]))), text)


@dataclass(frozen=True)
class Activity:
    """A record and the seeds of its photos."""

    id: str
    fields: Fields
    photo_seeds: tuple[str, ...]

    def write(self, folder: Path) -> None:
        """Write data/activities/YEAR/ID.yml and the photos beside it."""
        path = folder / "data" / "activities" / self.id[:4] / f"{self.id}.yml"
        write_text(path, typed(self.fields))
        for number, seed in enumerate(self.photo_seeds, 1):
            photo = path.with_suffix("") / _photo_name(number)
            photo.parent.mkdir(exist_ok=True)
            draw_photo(random.Random(seed)).save(photo, "JPEG", quality=88)


def _photo_name(number: int) -> str:
    return f"{number:02}.jpg"


def activities(
    repository: Repository, terms: tuple[Term, ...], records: int, seed: int, photos: int
) -> Iterator[Activity]:
    """The records, spread evenly over the terms. Each has a random generator of its own."""
    names = list(repository.slugs)
    weights = [words.KINDS[name].weight for name in names]
    taken: set[str] = set()
    public = 0
    for index in range(records):
        rng = random.Random(f"{seed}/{index}")
        kind = rng.choices(names, weights)[0]
        public += kind in repository.public
        first_of_ten = kind in repository.public and public % PHOTO_EVERY == 1
        seeds = tuple(f"{seed}/{index}/{number}" for number in range(photos if first_of_ten else 0))
        draft = _Draft(repository, rng, kind, terms[index % len(terms)])
        id = _free_id(f"{draft.day}-{repository.slugs[kind]}", taken)
        yield Activity(id, draft.fields(len(seeds)), seeds)


def _free_id(wanted: str, taken: set[str]) -> str:
    number, id = 1, wanted
    while id in taken:
        number += 1
        id = f"{wanted}-{number}"
    taken.add(id)
    return id


class _Draft:
    """One record being made up: about one topic, in one place, on one day."""

    def __init__(self, repository: Repository, rng: random.Random, kind: str, term: Term) -> None:
        self.repository = repository
        self.rng = rng
        self.kind = kind
        self.look = words.KINDS[kind]
        self.term = term
        self.day = _school_day(rng, term)
        self.slots = {name: rng.choice(options) for name, options in words.SLOTS.items()}

    def fields(self, photos: int) -> Fields:
        """What the file says, in the order in which people fill it in."""
        known = dict(self._known())
        if self.kind in self.repository.public:
            known |= self._told(photos)
        return {name: known[name] for name in ORDER if known.get(name)}

    def _known(self) -> Fields:
        """What every record says."""
        return {
            "标题": self._one_of(self.look.titles),
            "类别": self.kind,
            "活动日期": str(self.day),
            "发布日期": str(self._later(0, 2)),
            "地点": self.rng.choice(self.look.places),
            "对象": list(self.look.audience),
            "兑现": self._claims(),
            "示例": "是",
        }

    def _told(self, photos: int) -> Fields:
        """What a record with a page says besides."""
        corrected = self.rng.random() < 0.03
        pupils = words.PUPILS in self.look.audience
        return {
            "时间": self.rng.choice(words.TIMES),
            "组织": self.look.organizer,
            "参加": "、".join(words.ATTENDANCE[one] for one in self.look.audience),
            "摘要": self._one_of(words.SUMMARIES),
            "照片": [self._photo(number) for number in range(1, photos + 1)],
            "正文": self._body(),
            "学习资料": [id for id, _ in self.rng.sample(self.repository.materials, self.rng.randint(0, 2))],
            "学时": self.rng.choice(self.look.hours or ("",)),
            "涉及学生": "是" if pupils else "",
            "监护人同意": "是" if pupils else "",
            "审核": "支部书记",
            "更新日期": str(self._later(2, 9)) if corrected else "",
            "更正": self.rng.choice(words.CORRECTIONS) if corrected else "",
        }

    def _claims(self) -> list[str]:
        options = self.repository.claims[self.kind]
        kept = sorted(
            self.rng.sample(range(len(options)), self.rng.randint(min(1, len(options)), min(3, len(options))))
        )
        return [self.rng.choice(options[index]) for index in kept]

    def _later(self, least: int, most: int) -> datetime.date:
        return min(self.day + datetime.timedelta(days=self.rng.randint(least, most)), self.term.end)

    def _photo(self, number: int) -> dict[str, str]:
        return {"文件": _photo_name(number), "替代文字": self.rng.choice(words.PHOTO_ALT)}

    def _body(self) -> str:
        """Prose in Markdown: an opening, two headed parts with a list, sometimes a quotation and a link."""
        first, second = self.rng.sample(words.HEADINGS, 2)
        told = [self._filled(sentence) for sentence in self.rng.sample(words.NARRATIVE, 5)]
        points = [self._filled(point) for point in self.rng.sample(words.POINTS, self.rng.randint(3, 4))]
        parts = [
            self._one_of(words.OPENINGS),
            f"## {self._filled(first)}",
            "".join(told[:3]),
            f"## {self._filled(second)}",
            "".join(told[3:]),
            "；\n".join(f"- {point}" for point in points) + "。",
        ]
        if self.rng.random() < 0.3:
            parts.append(f"> {self.rng.choice(words.QUOTES)}")
        if self.rng.random() < 0.2:
            id, title = self.rng.choice(self.repository.materials)
            parts.append(f"{self.rng.choice(words.LINK_LEAD)}[{title}](study/{id}.md)。")
        parts.append(self._one_of(words.CLOSINGS))
        return "\n\n".join(parts)

    def _one_of(self, sentences: tuple[str, ...]) -> str:
        return self._filled(self.rng.choice(sentences))

    def _filled(self, sentence: str) -> str:
        return sentence.format(month=self.day.month, **self.slots)


def _school_day(rng: random.Random, term: Term) -> datetime.date:
    while True:
        day = term.start + datetime.timedelta(days=rng.randrange((term.end - term.start).days + 1))
        if day.weekday() < 5:
            return day


def typed(fields: Fields) -> str:
    """A record's file as a person types it."""
    lines: list[str] = []
    for name, value in fields.items():
        if not isinstance(value, str):
            lines += [f"{name}:", *(line for item in value for line in _typed_item(item))]
        elif "\n" in value:
            lines += [f"{name}: |", *(f"  {line}".rstrip() for line in value.split("\n"))]
        else:
            lines.append(f"{name}: {value}")
    return "\n".join(lines) + "\n"


def _typed_item(item: str | dict[str, str]) -> list[str]:
    if isinstance(item, str):
        return [f"  - {item}"]
    pairs = [f"{name}: {value}" for name, value in item.items()]
    return [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]


def draw_photo(rng: random.Random) -> Image.Image:
    """A sky, a sun, hills and a river, as large as a telephone's picture when sent."""
    width, height = PHOTO_SIZE
    sky = Image.linear_gradient("L").resize(PHOTO_SIZE)
    image = Image.merge("RGB", [sky.point([level + value // 4 for value in range(256)]) for level in (150, 175, 190)])
    draw = ImageDraw.Draw(image)
    x, y, radius = rng.randrange(width), rng.randrange(height // 3), rng.randrange(60, 160)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(245, 222, 150))
    for number in range(5):
        top = height // 3 + number * height // 8
        colour = (40 + rng.randrange(60), 110 + rng.randrange(80), 60 + rng.randrange(60))
        draw.polygon([(0, height), *_ridge(rng, width, top), (width, height)], fill=colour)
    river = [(px, height - 260 + (py - height) // 3) for px, py in _ridge(rng, width, height)]
    draw.line(river, fill=(150, 190, 210), width=120, joint="curve")
    return image


def _ridge(rng: random.Random, width: int, top: int) -> list[tuple[int, int]]:
    return [(px, top + rng.randrange(-90, 90)) for px in range(0, width + 1, width // 24)]


def main(arguments: list[str] | None = None) -> int:
    """Write one site. Returns 0, or 1 where the folder has content."""
    parser = argparse.ArgumentParser(description="生成一个虚构的网站，用来测量")
    parser.add_argument("folder", type=Path, metavar="DIR", help="写到哪里（新文件夹或空文件夹）")
    parser.add_argument("--records", type=int, required=True, metavar="N", help="多少条活动记录")
    parser.add_argument("--materials", type=int, default=0, metavar="M", help="另加多少篇虚构的学习资料（默认 0）")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="换一个数，换一批内容（默认 1）")
    parser.add_argument("--photos", type=int, default=0, metavar="P", help="每十条公开记录里有一条带几张照片（默认 0）")
    options = parser.parse_args(arguments)
    try:
        world = write_world(options.folder, options.records, options.seed, options.photos, options.materials)
    except FileExistsError:
        print(f"{options.folder} 里已经有内容，请换一个空文件夹。", file=sys.stderr)
        return 1
    print(f"写好 {world.records} 条记录、{len(world.terms)} 个学期计划：{world.folder}")
    print(f"从 SITE_TODAY={world.today} 起全部可见")
    return 0


if __name__ == "__main__":
    sys.exit(main())
