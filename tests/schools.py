"""What schools may have in data/ and docs/, and what the program makes of it. No day is fixed: they live today."""

import datetime
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from branchsite.build import build_pages
from branchsite.commands.environment import today_in_shanghai
from branchsite.errors import DataError
from branchsite.load.data import Data, load
from branchsite.views.page import Page
from edits import record
from sites import NO_PLAN, ROOT, SECOND, SHIPPED, Built, copy_site, hide_samples, replace, run

T = TypeVar("T")

TODAY = today_in_shanghai(os.environ.get("SITE_TODAY"))
YEAR = datetime.timedelta(days=365)

WRONG_DATA = "data/、docs/ 里的资料有错，不是程序的错。照下面的改法改好资料，再测试程序。"


@dataclass(frozen=True)
class School:
    """A site. root: nobody writes into it."""

    root: Path

    @cached_property
    def data(self) -> Data:
        """What its files say."""
        return right(lambda: load(self.root))

    @cached_property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """Today, and a year after everything has been held.

        Where records are further off than a year, the first day is later: as of today the program would rightly take
        such a date for a slip, and a test of a term of 2031 would wait until then.
        """
        newest = max((entry.model.date for entry in self.data.activities.values()), default=TODAY)
        return max(TODAY, newest - YEAR), max(TODAY, newest) + YEAR

    def pages(self, day: datetime.date) -> dict[str, Page]:
        """Its pages as of a day, by address."""
        return {page.url: page for page in right(lambda: build_pages(self.root, day))}

    def built(self, day: datetime.date, to: Path) -> Built:
        """The site as MkDocs builds it as of a day, in a new folder."""
        return Built(to, run("mkdocs", "build", "--strict", "-d", to, root=self.root, today=str(day)))


def right(read: Callable[[], T]) -> T:
    """What a reader of data gives. Wrong data is said to be that, in the program's own words."""
    try:
        return read()
    except DataError as error:
        raise AssertionError(f"{WRONG_DATA}\n\n{error}") from None


def empty(root: Path, *names: str) -> None:
    """Take folders and files away."""
    for name in names:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def write(root: Path, day: datetime.date, **fields: str) -> None:
    """Add a real record."""
    path = root / f"data/activities/{day.year}/{day}-dushu.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record(str(day), **fields), "utf-8")


def delete_samples(root: Path) -> None:
    """All records are samples: none is left, but for one that is only announced."""
    empty(root, "data/activities")
    write(root, TODAY + datetime.timedelta(days=30))


def make_it_its_own(root: Path) -> None:
    """All that a school may change in its first years, at once."""
    min((root / "data/activities").rglob("*.yml")).unlink()
    write(root, TODAY)
    write(root, datetime.date(2031, 9, 1))
    replace(root / "data/site.yml", "圩塘小学", "示例市“梧桐”小学")
    with (root / "data/site.yml").open("a", encoding="utf-8") as file:
        file.write("\n备案:\n  ICP: 苏ICP备12345678号-1\n  公安: 苏公网安备 32041102000001号\n")
    empty(root, "docs/handbook")
    (root / "docs/handbook").mkdir()
    (root / "docs/handbook/index.md").write_text("---\n标题: 怎样用\n摘要: 一页。\n---\n\n问支部。\n", "utf-8")


def leave_one_strand(root: Path) -> None:
    """A brand of one word: everything belongs to its first strand."""
    brand = root / "data/brand.yml"
    before, strands = brand.read_text("utf-8").split("  - 名称: 金\n")
    brand.write_text(before + strands[strands.index("浅色:") :], "utf-8")
    for name in ("data/kinds.yml", "data/vocabulary.yml"):
        text = (root / name).read_text("utf-8")
        (root / name).write_text(re.sub("颜色: [金青]", "颜色: 蓝", text), "utf-8")


SCHOOLS: dict[str, tuple[Path, Callable[[Path], None]]] = {
    "second": (SECOND, lambda root: None),
    "one strand": (SECOND, leave_one_strand),
    "samples hidden": (SHIPPED, hide_samples),
    "samples deleted": (SHIPPED, delete_samples),
    "no record": (SHIPPED, lambda root: empty(root, "data/activities")),
    "no plan": (SHIPPED, lambda root: empty(root, *NO_PLAN, "data/gongkai.yml")),
    "its own": (SHIPPED, make_it_its_own),
}


def school(name: str, folder: Path) -> School:
    """A school by its name, in a folder of its own; `here` is the one whose data stands in the repository."""
    if name == "here":
        return School(ROOT)
    of, edit = SCHOOLS[name]
    root = copy_site(folder / "school", of)
    edit(root)
    return School(root)
