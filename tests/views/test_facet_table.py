"""What filters choose by, read back as the script does it."""

import json
import random
from itertools import combinations

import pytest

from branchsite.library.library import Library
from branchsite.models.vocabulary import USUAL
from branchsite.views.facet_table import facet_table
from branchsite.views.news import news_pages
from branchsite.views.page import Asset
from branchsite.views.study import study_pages

Facts = list[dict[str, tuple[str, ...]]]


def read(asset: Asset) -> Facts:
    """Of each item what it has, by key."""
    table = json.loads(asset.read())
    months = [month for month, count in table["months"] for _ in range(count)]
    columns = {key: [one["values"][ord(code) - 48] for code in one["codes"]] for key, one in table["columns"].items()}
    assert all(len(column) == len(months) for column in columns.values())
    return [
        {"month": (month,), **{key: tuple(column[index]) for key, column in columns.items()}}
        for index, month in enumerate(months)
    ]


def table_of(pages: list) -> Asset:
    """The file that the hub carries."""
    (found,) = [one for page in pages for one in page.assets if "facets" in one.uri]
    return found


def slugs(audience: tuple) -> tuple[str, ...]:
    return tuple(slug for one, slug in USUAL.audience_names.items() if one in audience)


def test_every_record_is_in_it(library: Library) -> None:
    """Of the public records, newest first, month, kind, strand and audience; of others nothing."""
    assert read(table_of(news_pages(library))) == [
        {
            "month": (f"{one.date:%Y-%m}",),
            "strand": (one.strand.slug,),
            "kind": (one.kind_slug,),
            "audience": slugs(one.activity.audience),
        }
        for one in library.records
    ]


def test_every_material_is_in_it(library: Library) -> None:
    """In the order of the hub."""
    materials = sorted(library.materials, key=lambda one: one.study.month, reverse=True)
    assert read(table_of(study_pages(library))) == [
        {
            "month": (one.study.month,),
            "topic": (one.topic_slug,),
            "audience": slugs(one.study.audience),
            "type": (one.type_slug,),
        }
        for one in materials
    ]


@pytest.mark.parametrize("items", [0, 1, 300])
def test_any_combination_comes_back(items: int) -> None:
    """More kinds than there are letters, sets of values, months in runs."""
    rng = random.Random(items)
    kinds = [f"kind-{number}" for number in range(200)]
    sets = [one for size in range(5) for one in combinations(USUAL.audience_names.values(), size)]
    facts: Facts = sorted(
        (
            {
                "month": (f"20{rng.randrange(10, 30)}-{rng.randrange(1, 13):02}",),
                "kind": (rng.choice(kinds),),
                "audience": rng.choice(sets),
            }
            for _ in range(items)
        ),
        key=lambda one: one["month"],
        reverse=True,
    )
    columns = {key: [one[key] for one in facts] for key in ("kind", "audience")}
    assert read(facet_table("news/", [one["month"][0] for one in facts], columns)) == facts


def test_named_by_its_content() -> None:
    """A reader never gets the table of another release."""
    one, same, other = (facet_table("news/", [month], {}).uri for month in ("2024-01", "2024-01", "2024-02"))
    assert one == same != other
    assert one.startswith("news/facets.") and one.endswith(".json")


def test_small() -> None:
    """10,000 records with four facets: three characters a record, and what the months take."""
    rng = random.Random(1)
    months = sorted((f"{rng.randrange(2015, 2025)}-{rng.randrange(1, 13):02}" for _ in range(10_000)), reverse=True)
    columns = {key: [(f"{key}-{rng.randrange(20)}",) for _ in months] for key in ("kind", "strand", "audience")}
    assert len(facet_table("news/", months, columns).read()) < 36_000
