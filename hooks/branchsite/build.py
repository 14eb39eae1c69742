"""The map of the program: every step from a folder to a written site.

read and check (load, checks) → link (library) → pages (views) → write (output), with the search index made beside.
What puts the frame around the pages is handed in, a Theme; hooks/events.py has MkDocs'.
"""

import datetime
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from .cache.caches import Caches
from .cache.groups import NOWHERE, Groups
from .checks import run_checks, run_entry_checks
from .errors import DataError, Problem, errors
from .library.address import EXAMPLE
from .library.library import Library, build_library
from .library.reminders import reminders
from .load.data import Data, read
from .load.entry import Entry, M
from .load.settings import page_problems, settings_problems
from .load.store import Store
from .output.codes import keep_codes, recall_codes
from .output.service_worker import service_worker
from .output.settings import settings_key
from .output.site import SiteWriter, Theme, asset_file
from .output.write import PendingFiles
from .photos.encode import prepare
from .search.index import FOLDER as SEARCH
from .search.index import make_index
from .system.gc import pause_gc
from .system.workers import WorkerError, run_in_background, worker_count
from .views.api import api_page
from .views.article import article_pages
from .views.brand import brand_page
from .views.disclosure import disclosure_page
from .views.home import home_page
from .views.news import news_pages
from .views.notes import notes_page
from .views.offline import offline_page
from .views.page import Asset, Page
from .views.plan import plan_pages
from .views.poster import poster_page
from .views.record import record_pages
from .views.reference import reference_page
from .views.screen import screen_page
from .views.search import search_page
from .views.sitemap import sitemap
from .views.study import study_pages
from .views.terms import terms_pages

_WRITTEN_BY_AND_BY = ("data/activities/", "docs/study/")
"""Where files lie that are begun by a command and finished by hand."""


def read_data(root: Path) -> tuple[Data | None, list[Problem]]:
    """What can be read of the data under root, and the problems of its files; what is unchanged is not read again.

    None where a file is wrong without which nothing can be judged.
    """
    return read(root, Store(Caches(root).entries), run_entry_checks)


def read_library(root: Path, today: datetime.date, address: str = EXAMPLE) -> tuple[Library, list[Problem]]:
    """The linked data under root as of a day, and what to remind its writer of.

    address: where the site will be, for what leaves it.

    Raises DataError where anything stops publication: then there is nothing to show.
    """
    with pause_gc():
        data, problems = _checked(root, today)
        if data is None or errors(problems):
            raise DataError(problems)
        library = build_library(data, today, address)
    return library, sorted({*problems, *reminders(library)})


def read_without_unfinished(root: Path, today: datetime.date, address: str = EXAMPLE) -> tuple[Library, list[Problem]]:
    """As read_library, but without the records and materials that have errors: those that somebody is still writing.

    Their errors are among the problems. Raises DataError where anything else is wrong.
    """
    with pause_gc():
        data, problems = _checked(root, today)
        wrong = {problem.file for problem in errors(problems)}
        if data is None or not all(file.startswith(_WRITTEN_BY_AND_BY) for file in wrong):
            raise DataError(problems)
        library = build_library(without(data, wrong), today, address)
    return library, sorted({*problems, *reminders(library)})


def without(data: Data, files: Container[str]) -> Data:
    """The same without the records and materials of some files; a record goes with its photos, too."""
    of_photos = {f"{file.rpartition('/')[0]}.yml" for file in data.files if file in files}

    def kept(entries: Mapping[str, Entry[M]]) -> dict[str, Entry[M]]:
        return {id: one for id, one in entries.items() if one.file not in files and one.file not in of_photos}

    return replace(data, activities=kept(data.activities), studies=kept(data.studies))


def _checked(root: Path, today: datetime.date) -> tuple[Data | None, list[Problem]]:
    """The data under root, and everything that is to be said of them."""
    data, problems = read_data(root)
    return data, problems if data is None else [*problems, *_said(data, today)]


def _said(data: Data, today: datetime.date) -> list[Problem]:
    """What the checks say."""
    problems = run_checks(data, today)
    # Also where something is wrong: who mends it should not wait for all the photos again.
    data.memo.save()
    return problems


def refuse_settings(root: Path) -> None:
    """Raises DataError with what a build stumbles over besides the data: mkdocs.yml, a template that is missing.

    Nothing is said of a folder that holds data alone.
    """
    problems = settings_problems(root) if (root / "hooks").exists() else []
    if problems:
        raise DataError(problems)


def refuse_missing_pages(root: Path, pages: list[Page]) -> None:
    """Raises DataError with the entries of the navigation, and the pages that others hang under, that are missing."""
    if (root / "hooks").exists():
        problems = page_problems(root, (page.url for page in pages), (page.hub for page in pages))
        if problems:
            raise DataError(problems)


def build_pages(root: Path, today: datetime.date) -> list[Page]:
    """Every page of the site. Reads root, writes nothing; the same root and day give the same pages.

    Raises DataError with everything that is wrong.
    """
    library, _ = read_library(root, today)
    return pages_of(library)


_CHECKED_BESIDE = 1000
"""Files from which on a second process is worth its start: 10,000 are checked in half a second."""


@dataclass
class Build:
    """A build under way: everything is read, checked and linked; `write` makes the site of it.

    caches: what is remembered of it. notices: what to remind the writer of. search: waits for the files of the index,
    which is made meanwhile.
    """

    root: Path
    caches: Caches
    library: Library
    notices: list[Problem]
    pages: list[Page]
    search: Callable[[], list[Asset]]

    def writer(self, own_shells: Container[str], joined: Container[str]) -> SiteWriter:
        """What says which stand-ins a theme is to render. own_shells, joined: as SiteWriter has them."""
        return SiteWriter(self.pages, own_shells, self.library.address, joined)

    def beside(self, site_url: str, overrides: str) -> tuple[Asset, ...]:
        """What no page carries: the site map, and the service worker where there can be one.

        site_url: of the site; "" where it has none, which leaves the map empty. overrides: the folder of the theme.
        """
        listed = sitemap(self.pages, site_url, self.library.today)
        if not site_url:
            return listed
        return (*listed, *service_worker(self.pages, self.library, settings_key(self.root), Path(overrides)))

    def write(
        self,
        writer: SiteWriter,
        theme: Theme,
        out: Path,
        assets: Iterable[Asset] = (),
        tell: Callable[[str], None] | None = None,
    ) -> int:
        """Write the site into a folder; gives how many files were not there yet. assets: what no page carries.

        tell: is called with a line on each file that was written, and why.

        Raises DataError for what comes to light only now, such as a photo that cannot be encoded.
        """
        pending = PendingFiles(SEARCH, lambda: [asset_file(one) for one in self.search()])
        try:
            recall_codes(self.caches.codes)
            written = writer.write(theme, pending, out, self.caches, assets, tell)
            keep_codes(self.caches.codes)
            self.caches.sweep()
            return written
        except WorkerError as error:
            if isinstance(error.__cause__, DataError):
                raise error.__cause__ from None
            raise


def start_build(
    root: Path,
    clock: Callable[[], datetime.date],
    address: str,
    searchable: bool = True,
    checked_beside: int = _CHECKED_BESIDE,
) -> Build:
    """Read, check and link the site under root, and begin with its search index.

    clock: gives the day that the site stands for. address: as read_library has it. searchable: False for no index.
    checked_beside: so many files are checked in a process of their own, while they are linked here.
    Raises DataError with everything that is wrong; nothing has been written then.
    """
    refuse_settings(root)
    caches = Caches(root)
    with pause_gc():
        checked = _begin_checks(root, clock(), checked_beside)
        try:
            library = build_library(checked.data, checked.today, address)
            making = partial(make_index, library, caches.search, Groups(caches.texts))
            index = run_in_background(making) if searchable else None
            pages = pages_of(library, Groups(caches.pages))
        except Exception:
            # Data that are wrong need not be such that they can be linked: then that is what there is to say.
            checked.notices()
            raise
        notices = sorted({*checked.notices(), *reminders(library)})
    refuse_missing_pages(root, pages)
    prepare_photos(library)
    return Build(root, caches, library, notices, pages, lambda: index().assets if index else [])


@dataclass(frozen=True)
class _Checks:
    """Checks under way. found: waits for what they say. read: what reading has said."""

    data: Data
    today: datetime.date
    read: list[Problem]
    found: Callable[[], list[Problem]]

    def notices(self) -> list[Problem]:
        """Wait for the checks. Raises DataError with everything that is wrong, where anything stops publication."""
        problems = [*self.read, *self.found()]
        if errors(problems):
            raise DataError(problems)
        return problems


def _begin_checks(root: Path, today: datetime.date, beside: int) -> _Checks:
    """Raises DataError where it is known at once that nothing can be published."""
    data, problems = read_data(root)
    if data is None:
        raise DataError(problems)
    if len(data.entries) >= beside and worker_count() > 1 and not errors(problems):
        return _Checks(data, today, problems, run_in_background(partial(_said, data, today)))
    said = _said(data, today)
    checks = _Checks(data, today, problems, lambda: said)
    checks.notices()
    return checks


def pages_of(library: Library, groups: Groups = NOWHERE) -> list[Page]:
    """Every page that the library makes. groups: keeps some. Raises DataError where two want one address."""
    pages = [
        home_page(library),
        *news_pages(library),
        *record_pages(library, groups),
        *plan_pages(library),
        *terms_pages(library),
        *study_pages(library),
        brand_page(library),
        disclosure_page(library),
        api_page(library),
        notes_page(),
        *offline_page(library),
        screen_page(library),
        poster_page(library),
        *article_pages(library),
        reference_page(library),
        search_page(library),
    ]
    _refuse_shared_addresses(pages)
    return pages


def _refuse_shared_addresses(pages: list[Page]) -> None:
    owners: dict[str, str] = {}
    problems = []
    for page in pages:
        for uri in (page.url, *(asset.uri for asset in page.assets)):
            if uri in owners:
                message = f"和 {owners[uri]} 会用同一个网址 /{uri}"
                problems.append(Problem(page.source, 0, message, fix="改掉其中一个文件名"))
            owners.setdefault(uri, page.source)
    if problems:
        raise DataError(problems)


def prepare_photos(library: Library) -> None:
    """Encode the photos that are new, all cores at it: one by one, as their pages are written, takes longer."""
    prepare((one.original for record in library.records for one in record.pictures), library.photo_store)


def empty_hubs(library: Library) -> list[str]:
    """The hubs that have nothing to show: they keep their page, but leave the navigation."""
    filled = {
        "news/": library.records,
        "plan/": library.schedules,
        "study/": library.materials,
        "disclosure/": library.matters,
    }
    return [hub for hub, content in filled.items() if not content]
