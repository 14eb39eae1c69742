"""A build on top of the last one gives what a cold one gives, byte for byte and no file more, whatever was changed.

Every field of every kind of file is changed by itself, as are the files that have no fields: photos,
templates, styles, settings; and the day and the address that a site is built for. A field of a model
without an edit is an error. With each edit the one before is taken back.
"""

import os
from collections.abc import Iterator

import pytest

from branchsite.models.activity import Activity
from branchsite.models.article import Article
from branchsite.models.brand import Brand
from branchsite.models.calendar import Calendar
from branchsite.models.disclosure import Disclosure
from branchsite.models.kind import Kind
from branchsite.models.plan import Plan
from branchsite.models.site import Site
from branchsite.models.study import Study
from branchsite.models.vocabulary import Vocabulary
from incremental.fields import FIELDS, models, palettes
from incremental.files import FILES
from incremental.places import PHOTO
from incremental.world import FRESH, STAYING, World, differing, opened
from pictures import image

pytestmark = pytest.mark.slow

EDITS = {**FIELDS, **palettes(), **FILES}

UNSEEN = frozenset(
    [
        *(
            "Site.fresh_days",
            "Site.wording_reminders",
            "Site.edit_base",
            "Kind.notice",
            "Kind.pupils",
            "Plan.term_basis",
            "Brand.listed",
            "Audience.minors",
        ),
        *("Activity.guardians_agreed", "Photo.file", "Holiday.name"),
        "a record's remark",
    ]
)
"""Nobody reads these on the site."""

RELEASE = "api/v1/index.json"
"""Names the content of the files beside it by what they follow from, so it may change where they do not."""

_STAYING_TOO = 5
"""One in so many fields is tried with the second builder, too; every edit of files is."""

_WITH_MKDOCS = 10
"""One in so many edits is built by MkDocs, as is each of files that it may read itself; the others with a small theme,
which has the program's part, all that the data may change, and leaves out MkDocs' own files."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """For one edit after the other."""
    with opened(tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture(autouse=True)
def unedited(world: World) -> None:
    """The files are as at first; what was built last need not be."""
    world.restore()


def test_every_field_has_an_edit() -> None:
    """A new field, or a field of a new model, needs a line in incremental/fields.py."""
    found = {
        f"{model.__name__}.{name}"
        for top in (Site, Brand, Kind, Calendar, Disclosure, Plan, Activity, Study, Article, Vocabulary)
        for model in models(top)
        for name in model.model_fields
    }
    assert found == {name.split(" of ")[0] for name in (*FIELDS, *palettes())}


@pytest.mark.parametrize(("number", "name"), list(enumerate(EDITS)), ids=EDITS)
def test_an_edit(world: World, number: int, name: str) -> None:
    """By itself. What readers see does change."""
    EDITS[name](world.root)
    small = number % _WITH_MKDOCS != 0 and (name not in FILES or world.data_alone_differs)
    wanted = world.cold(small=small)
    assert differing(world.again(FRESH, small=small), wanted) == []
    if name in FILES or number % _STAYING_TOO == 0:
        assert differing(world.again(STAYING, small=small), wanted) == []
    changed = set(differing(wanted, world.first_small if small else world.first)) - {RELEASE}
    assert (not changed) == (name in UNSEEN)


def test_all_taken_back(world: World) -> None:
    """As at first."""
    for who in (FRESH, STAYING):
        assert differing(world.again(who), world.first) == []
        assert differing(world.again(who, small=True), world.first_small) == []


DAYS = [
    *("2024-05-11", "2024-05-14", "2024-05-15", "2024-05-20", "2024-05-21", "2024-06-30", "2024-07-01", "2024-07-02"),
    *("2025-03-01", "2024-02-18", "2024-02-19", "2023-12-31", "2024-05-10"),
]
"""Publication and announced day of records, the term's ends, and back before it began."""

_DAYS_WITH_MKDOCS = ("2024-05-20", "2024-07-02", "2024-05-10")


def test_days_go_by(world: World) -> None:
    """One after the other, without any file changed."""
    for day in DAYS:
        for small in (True, False) if day in _DAYS_WITH_MKDOCS else (True,):
            wanted = world.cold(small=small, SITE_TODAY=day)
            for who in (FRESH, STAYING):
                assert differing(world.again(who, small=small, SITE_TODAY=day), wanted) == [], day


@pytest.mark.parametrize("address", ["https://x.example/a/b/", "https://x.example/", "http://example.com/", ""])
def test_another_address(world: World, address: str) -> None:
    """Of the site; and back."""
    wanted = world.cold(SITE_URL=address)
    for who in (FRESH, STAYING):
        assert differing(world.again(who, SITE_URL=address), wanted) == []
        assert differing(world.again(who), world.first) == []
    assert wanted != world.first


def test_edits_pile_up(world: World) -> None:
    """Each on top of the last; then all are taken back at once."""
    for name in [name for name in FIELDS if name.startswith(("Activity.", "Study.", "Brand.", "Site."))][::4]:
        EDITS[name](world.root)
        wanted = world.cold(small=True)
        for who in (FRESH, STAYING):
            assert differing(world.again(who, small=True), wanted) == [], name
    wanted = world.cold()
    for who in (FRESH, STAYING):
        assert differing(world.again(who), wanted) == []
    world.restore()
    for who in (FRESH, STAYING):
        assert differing(world.again(who), world.first) == []
        assert differing(world.again(who, small=True), world.first_small) == []


def test_a_photo_of_the_same_name_size_and_time(world: World) -> None:
    """As a program that synchronizes folders may bring it."""
    path = world.root / PHOTO
    state, content = path.stat(), path.read_bytes()
    other = image(size=(24, 16))
    room = max(len(other), len(content)) + 4
    # A comment at the end of a JPEG makes both as long.
    path.write_bytes(content + bytes(room - len(content)))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    for who in (FRESH, STAYING):
        world.again(who)
    fresh = path.with_suffix(".part")
    fresh.write_bytes(other + bytes(room - len(other)))
    os.utime(fresh, ns=(state.st_atime_ns, state.st_mtime_ns))
    fresh.replace(path)
    wanted = world.cold()
    for who in (FRESH, STAYING):
        assert differing(world.again(who), wanted) == []
