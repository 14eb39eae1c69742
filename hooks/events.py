"""The MkDocs adapter: the only file that imports mkdocs. It holds no data between builds.

A page that the program makes is a Markdown file whose text is one block of
finished HTML. Python-Markdown would pass that block through as it is;
`on_page_content` hands it over directly, which gives the same and takes less time.
"""

import atexit
import datetime
import gc
import logging
import os
import shutil
import sys
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, write_file

from branchsite.build import Build, empty_hubs, refuse_settings
from branchsite.cache.caches import Caches
from branchsite.cache.fingerprint import fingerprint, plain
from branchsite.commands.environment import PLAIN
from branchsite.commands.full_build import begin, build_reminders, why
from branchsite.errors import DataError
from branchsite.output.scripts import join_scripts
from branchsite.output.settings import Settings, keep_settings
from branchsite.output.shell import address_code
from branchsite.output.site import SiteWriter
from branchsite.output.theme import RenderedTheme, kept_theme, names_for_theme, rendered_theme, theme_key
from branchsite.system.faults import fault
from branchsite.system.watcher import EventObserver
from branchsite.views.page import Page as Made

log = logging.getLogger("mkdocs.hooks.branchsite")

_BUILD = "branchsite_build"
"""Where the build waits in config.extra between two events."""

_MADE = "branchsite_made"
"""There, too, those that MkDocs builds, by the path of their Markdown file."""

_FAST = "branchsite_fast"
"""There, too, the fast way; absent where MkDocs builds every page itself."""

_SITE_MAP = "sitemap.xml"


# The end of the process frees everything: to look through it for garbage once more takes long.
atexit.register(gc.freeze)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read everything before MkDocs cleans the last build away: bad data leaves it as it was."""
    # Until the site is written nearly all that is made stays: see branchsite/system/gc.py.
    gc.disable()
    root = Path(config.config_file_path).parent
    try:
        build = begin(root, config.site_url or "")
    except DataError as error:
        raise PluginError(f"资料有错，网站没有生成。\n\n{error}") from None
    library = build.library
    for one in build_reminders(build):
        log.info("%s", one)
    # The build date: what the pages stand for, not when the program ran.
    noon = datetime.datetime.combine(library.today, datetime.time(12), datetime.UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
    config.site_name = library.site.name
    config.site_description = library.site.about
    config.extra["site"] = library.site
    config.extra["brand"] = library.brand
    # The program's own lists the pages, not what stands in for them.
    config.theme.static_templates.discard(_SITE_MAP)
    hidden = {f"{hub}index.md" for hub in empty_hubs(library)}
    titles = {page.src_uri: page.title for page in build.pages}
    settings = _settings(config)
    config.nav = [_titled(entry, titles) for entry in config.nav or [] if not _names(entry, hidden)]
    config.extra[_BUILD] = build
    config.extra[_MADE] = {page.src_uri: page for page in build.pages}
    if os.environ.get(PLAIN) != "1":
        _go_fast(config, build, settings)
    return config


def _settings(config: MkDocsConfig) -> Settings:
    """What the program takes from mkdocs.yml. Not of the command line, which may name another folder."""
    root = Path(config.config_file_path).parent
    return Settings(
        config.site_url or "",
        str(root / str(config.user_configs[0].get("site_dir", "site"))),
        str(config.theme.custom_dir),
        tuple(target for entry in config.nav or [] for target in _targets(entry)),
        tuple(map(str, config.extra_css)),
    )


def _may_be_kept(config: MkDocsConfig) -> bool:
    """Whether nothing but what theme_key names has a hand in what MkDocs renders."""
    typed = config.user_configs[0]
    return (
        "properdocs" not in sys.modules
        and Path(config.config_file_path).name == "mkdocs.yml"
        and config.theme.name == "material"
        and config.use_directory_urls
        and len(config.hooks) == 1
        and typed.get("plugins", ["search"]) == []
        and not config.extra_templates
    )


def on_build_error(error: Exception) -> None:
    """Where nobody foresaw it, the program is at fault: in place of a traceback say so, and where its details are."""
    if not isinstance(error, BuildError | Abort):
        raise Abort(fault(Caches(Path.cwd()).path, error)) from None


@dataclass(frozen=True)
class _Fast:
    """out: the folder that the site is for. key: of the theme, "" where it is not kept. theme: where it was.

    warnings: how many MkDocs has given since.
    """

    writer: SiteWriter
    out: Path
    settings: Settings
    key: str
    theme: RenderedTheme | None
    warnings: CountHandler


def _go_fast(config: MkDocsConfig, build: Build, settings: Settings) -> None:
    """Let MkDocs build stand-ins, beside the folder that the site is for, which it would empty first."""
    writer = build.writer(settings.own_shells, settings.joined)
    key, theme = "", None
    if _may_be_kept(config):
        hidden = empty_hubs(build.library)
        key = theme_key(build.root, settings, build.library, build.pages, hidden, writer.stand_ins)
        theme = kept_theme(build.caches.theme, key, writer.stand_ins.values())
    warnings = CountHandler(level=logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    weakref.finalize(config, logger.removeHandler, warnings)
    config.extra[_MADE] = {} if theme else writer.stand_ins
    config.extra[_FAST] = _Fast(writer, Path(config.site_dir), settings, key, theme, warnings)
    if theme:
        # It is known what MkDocs would make of them: it is left nothing to do.
        config.nav, config.extra_css = [], []
        config.theme.static_templates.clear()
    config.site_dir = tempfile.mkdtemp(prefix="branchsite-")
    # Also after an error, of which MkDocs tells a hook without the configuration.
    weakref.finalize(config, shutil.rmtree, config.site_dir, ignore_errors=True)


def on_post_build(config: MkDocsConfig) -> None:
    """Fill the shells that MkDocs has built, and write what is not there yet; add the search index."""
    build: Build = config.extra[_BUILD]
    fast: _Fast | None = config.extra.pop(_FAST, None)
    if fast:
        theme = fast.theme or _rendered(config, build, fast)
        try:
            beside = build.beside(config.site_url or "", str(config.theme.custom_dir))
            build.write(fast.writer, theme, fast.out, beside, why())
        except DataError as error:
            raise PluginError(f"资料有错，网站没有生成。\n\n{error}") from None
        config.site_dir = str(fast.out)
    else:
        for asset in build.search():
            write_file(asset.read(), str(Path(config.site_dir, asset.uri)))
    del config.extra[_BUILD]
    gc.enable()


def _rendered(config: MkDocsConfig, build: Build, fast: _Fast) -> RenderedTheme:
    """What MkDocs has rendered; kept where there was nothing to warn of, for a build with --strict would stop then."""
    theme = rendered_theme(Path(config.site_dir), fast.writer.stand_ins.values())
    if fast.key and not fast.warnings.get_counts():
        theme.keep(build.caches.theme, fast.key)
        keep_settings(build.root, fast.settings, build.caches.theme)
    return theme


def _titled(entry: object, titles: dict[str, str]) -> object:
    """An entry of the navigation with the title of its page, where mkdocs.yml names none."""
    return {titles[entry]: entry} if isinstance(entry, str) and entry in titles else entry


def _names(entry: object, hidden: set[str]) -> bool:
    target = next(iter(entry.values())) if isinstance(entry, dict) else entry
    return target in hidden


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """While a file is wrong, serve the last good pages: MkDocs by itself would not answer at all."""
    root = Path(config.config_file_path).parent

    def build_or_keep() -> None:
        try:
            # Of a mkdocs.yml that it cannot read MkDocs would say so in English, before any hook is asked.
            refuse_settings(root)
            builder()
        except DataError as error:
            log.error("网站没有生成。\n\n%s", error)
        except Abort as error:
            log.error("%s", error)
        except Exception as error:
            log.error("%s", fault(Caches(root).path, error))
        else:
            return
        log.error("预览还是上一次的样子；改好以后会自动刷新。")

    server.builder = build_or_keep
    _watch_by_notice(server)
    return server


def _watch_by_notice(server: LiveReloadServer) -> None:
    """Have the server told of changes. A hack: it makes its observer itself, and has watched the first folders."""
    watched = list(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    server.observer = EventObserver()
    for path in watched:
        server.watch(path)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put what the program makes in the place of what people wrote, and name our own assets by their content."""
    made: dict[str, Made] = config.extra[_MADE]
    in_nav = {target for entry in config.nav or [] for target in _targets(entry)}
    # What people wrote comes back as pages; of Material's own assets no page uses any.
    for file in [file for file in files if file.src_dir != config.theme.custom_dir]:
        files.remove(file)
    names = _name_by_content(files, config)
    for page in made.values():
        file = File.generated(config, page.src_uri, content=page.markdown)
        # Material renders the whole navigation into every page: records stay out of it.
        file.inclusion = InclusionLevel.INCLUDED if page.src_uri in in_nav else InclusionLevel.NOT_IN_NAV
        file.edit_uri = None
        files.append(file)
    build: Build = config.extra[_BUILD]
    names |= names_for_theme(build.pages)
    assets = [asset for page in build.pages for asset in page.assets]
    if _FAST in config.extra:
        assets = [asset for asset in assets if plain(asset.uri) in config.extra_css]
    else:
        assets += build.beside(config.site_url or "", str(config.theme.custom_dir))
    for asset in assets:
        files.append(File.generated(config, asset.uri, content=asset.read()))
    # Templates call an asset by its plain name, and so does mkdocs.yml.
    config.extra["assets"] = names
    if config.extra_css:
        config.extra_css = [_join_styles(files, config, [names[path] for path in config.extra_css])]
    return files


def _name_by_content(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Join the scripts, fingerprint what lies under overrides/. Returns the names so made, by the plain ones."""
    own = [file for file in files if file.src_dir == config.theme.custom_dir]
    for file in own:
        files.remove(file)
    contents = join_scripts({file.src_uri: file.content_bytes for file in own})
    names = {uri: fingerprint(uri, content) for uri, content in contents.items()}
    for uri, content in contents.items():
        files.append(File.generated(config, names[uri], content=content))
    return names


def _join_styles(files: Files, config: MkDocsConfig, uris: list[str]) -> str:
    """Make one file of the style sheets, in this order: a page is painted only when all of them have come."""
    sheets = [file for file in map(files.get_file_from_path, uris) if file]
    for sheet in sheets:
        files.remove(sheet)
    content = b"\n".join(sheet.content_bytes for sheet in sheets)
    uri = fingerprint("assets/site.css", content)
    files.append(File.generated(config, uri, content=content))
    return uri


def _targets(entry: object) -> list[str]:
    return [str(value) for value in entry.values()] if isinstance(entry, dict) else [str(entry)]


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Hang every made page under its hub, so that tab and breadcrumb say where it belongs."""
    made: dict[str, Made] = config.extra[_MADE]
    for src_uri, page in made.items():
        built = _page(files, src_uri)
        if page.hub and page.hub != page.url:
            # MkDocs types the parent as a section; a page serves: it has a title, an address and ancestors.
            built.parent = _page(files, f"{page.hub}index.md")  # type: ignore[assignment]
    return nav


def _page(files: Files, src_uri: str) -> Page:
    file = files.get_file_from_path(src_uri)
    assert file is not None and file.page is not None, src_uri
    return file.page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Spare Python-Markdown the made pages."""
    return "" if page.file.src_uri in config.extra[_MADE] else markdown


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Add the QR code of the page's address; in a stand-in the mark that it takes the place of."""
    if page.canonical_url:
        context["qr_code"] = address_code(page.canonical_url, _FAST in config.extra)
    return context


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Hand over the made page's HTML."""
    made: Made | None = config.extra[_MADE].get(page.file.src_uri)
    return made.html if made else html
