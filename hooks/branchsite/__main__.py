"""The program without MkDocs: check, pages, schema, new, wordmark, host."""

import argparse
import datetime
import gc
import os
import sys
from pathlib import Path

from . import __version__, cache
from .build import pages_of, prepare_photos, read_library, refuse_missing_pages, refuse_settings, today_in_shanghai
from .commands.baseline import local_notice
from .commands.fix import mend_files
from .commands.new import write_new
from .commands.reports import REPORTS
from .commands.schema import stale_schemas, write_schemas
from .errors import DataError, Problem, report
from .library.library import EXAMPLE
from .system.faults import fault
from .system.gc import pause_gc
from .system.terminal import ExactParser, command, replace_unencodable
from .views.page import Page

_POSIX = {"fcntl", "grp", "pwd", "resource"}
"""Modules of Python that Windows' has not, and a host needs."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 where the data has errors."""
    replace_unencodable()
    typed = sys.argv[1:] if arguments is None else arguments
    options = _parser("host" in typed).parse_args(typed)
    try:
        status: int = options.run(options)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except Exception as error:
        # Whatever nobody foresaw: a writer can do nothing with a traceback.
        print(fault(cache.folder(options.root), error), file=sys.stderr)
        return 1
    return status


def run() -> int:
    """Run what the command line says, at the end of the process."""
    status = main()
    # Python looks for garbage once more when it ends, among all that was read.
    gc.freeze()
    return status


def _parser(hosting: bool) -> ExactParser:
    parser = ExactParser(prog="branchsite", description="党支部网站：检查资料，生成页面")
    parser.add_argument("--version", action="version", version=f"branchsite {__version__}", help="显示程序的版本")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="网站的文件夹（默认是当前文件夹）")
    commands = parser.add_subparsers(required=True, metavar="命令")
    check = commands.add_parser("check", help="检查全部资料，一次列出所有问题")
    for form, content in REPORTS.items():
        check.add_argument(f"--{form}", type=Path, metavar="文件", help=content.help)
    check.add_argument("--fix", action="store_true", help="先改好只有一种改法的错误，列出改了哪几行，再检查")
    check.set_defaults(run=_check)
    pages = commands.add_parser("pages", help="把全部页面写成带资料头的 Markdown，不经过 MkDocs")
    pages.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到哪里（新文件夹或空文件夹）")
    pages.set_defaults(run=_pages)
    schema = commands.add_parser("schema", help="由模型生成 data/_schema/*.json")
    schema.add_argument("--check", action="store_true", help="只检查是不是最新")
    schema.set_defaults(run=_schema)
    new = commands.add_parser("new", help="新建一条活动记录的样子，等着填")
    new.add_argument("date", metavar="日期", help="活动日期，如 2024-03-12")
    new.add_argument("slug", metavar="拼音", help="网址里的短名，如 zhishu")
    new.add_argument("kind", metavar="类别", help="data/kinds.yml 里的名称，如 主题党日")
    new.set_defaults(run=_new)
    wordmark = commands.add_parser("wordmark", help="把品牌的词画成字形，印出来，抄进 data/brand.yml")
    wordmark.add_argument("words", nargs="+", metavar="词", help="如 书香 江湾")
    wordmark.add_argument("--font", type=Path, metavar="文件", help="字体文件（默认用已安装的宋体）")
    wordmark.set_defaults(run=_wordmark)
    _add_host(commands, hosting)
    return parser


def _add_host(commands: "argparse._SubParsersAction[ExactParser]", hosting: bool) -> None:
    """Add `host`, whose program is read only when it is asked for: it needs what only Linux has."""
    try:
        if hosting:
            from .host.commands import add_host

            add_host(commands)
            return
    except ModuleNotFoundError as missing:
        if missing.name not in _POSIX:
            raise
    # Whatever stands behind it is for the other program to judge.
    host = commands.add_parser(
        "host", help="学校自己的服务器：推送即发布（只在 Linux 上）", add_help=False, prefix_chars="\0"
    )
    host.add_argument("words", nargs="*")
    host.set_defaults(run=_needs_linux)


def _needs_linux(options: argparse.Namespace) -> int:
    print("host 是服务器上用的，要在 Linux 上运行。在自己的电脑上用 check、new、pages、schema。", file=sys.stderr)
    return 1


def _check(options: argparse.Namespace) -> int:
    if options.fix:
        _fix(options.root)
    try:
        with pause_gc():
            needed = _settings(options.root)
            try:
                library, notices = read_library(options.root, _today(), os.environ.get("SITE_URL") or EXAMPLE)
                if needed:
                    raise DataError([*needed, *notices])
                pages = pages_of(library)
                refuse_missing_pages(options.root, pages)
            except DataError as error:
                raise DataError([*needed, *error.problems]) from None
    except DataError as error:
        _write_reports(options, error.problems, [])
        raise
    _write_reports(options, notices, pages)
    print(report(notices))
    if gone := local_notice(options.root, _today(), pages):
        print(f"\n{gone}\n")
    print(f"可以发布：{len(pages)} 页。")
    return 0


def _settings(root: Path) -> list[Problem]:
    try:
        refuse_settings(root)
    except DataError as error:
        return error.problems
    return []


def _fix(root: Path) -> None:
    wanted = mend_files(root, _today())
    for mended in wanted:
        print(f"{mended}\n")
    count = sum(not mended.locked for mended in wanted)
    said = f"改好了 {count} 个文件，提交以前看一遍。" if wanted else "没有可以自动改的错误。"
    print(said, end="\n\n", flush=True)


def _write_reports(options: argparse.Namespace, problems: list[Problem], pages: list[Page]) -> None:
    for form, content in REPORTS.items():
        if file := getattr(options, form):
            file.write_text(content.render(problems, pages), encoding="utf-8", errors="backslashreplace")


def _pages(options: argparse.Namespace) -> int:
    out: Path = options.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        print(f"{out.as_posix()} 里已经有内容，请换一个空文件夹。", file=sys.stderr)
        return 1
    library, _ = read_library(options.root, _today(), os.environ.get("SITE_URL") or EXAMPLE)
    pages = pages_of(library)
    prepare_photos(library)
    for page in pages:
        _write(out / page.src_uri, page.markdown.encode())
        for asset in page.assets:
            _write(out / asset.uri, asset.read())
    print(f"写好 {len(pages)} 页：{out.as_posix()}")
    return 0


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _schema(options: argparse.Namespace) -> int:
    folder = options.root / "data" / "_schema"
    if options.check:
        stale = stale_schemas(folder)
        for name in stale:
            print(f"data/_schema/{name} 不是最新的，请运行 {command('schema')}", file=sys.stderr)
        return 1 if stale else 0
    write_schemas(folder)
    return 0


def _new(options: argparse.Namespace) -> int:
    path = write_new(options.root, options.date, options.slug, options.kind, _today())
    print(f"新建了 {path.relative_to(options.root).as_posix()}，打开它填好内容，再运行 {command('check')}。")
    return 0


def _wordmark(options: argparse.Namespace) -> int:
    # Here, not at the top: the fonts' library takes a while to load, and no other command needs it.
    from .commands.wordmark import outlines

    drawn, license = outlines(options.words, options.font)
    brand = (options.root / "data" / "brand.yml").read_text(encoding="utf-8-sig")
    indent = 4 if "\n主线" in brand else 2
    print("# 抄到 data/brand.yml 里对应主线的下面，和“词”对齐。“词”改了，要重新画。")
    print(f"# 字体的说明，请一起保留：{license}")
    for one in drawn:
        print(one.yaml(indent), end="")
    return 0


def _today() -> datetime.date:
    return today_in_shanghai(os.environ.get("SITE_TODAY"))


if __name__ == "__main__":
    sys.exit(run())
