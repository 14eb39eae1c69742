"""The command line: parses it and runs a command. The commands themselves are in commands/, edit/ and host/.

A command is imported when it is asked for: none waits for what another one needs.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from . import __version__
from .cache.caches import Caches
from .commands.forms import FORMS
from .commands.slug import LONGEST, is_slug
from .errors import DataError, Problem
from .system.gc import pause_gc
from .system.terminal import ExactParser, replace_unencodable, visible

_STOPPED = 130
"""As a shell says of a program that somebody stopped."""

_POSIX = {"fcntl", "grp", "pwd", "resource"}
"""Modules of Python that Windows' has not, and a host needs."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns 0, 1 where the data has errors, 130 where somebody stopped it."""
    replace_unencodable()
    typed = sys.argv[1:] if arguments is None else arguments
    options = command_line("host" in typed).parse_args(typed)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        # Ctrl+C, or Ctrl+Z at a question: what was being written is taken away by whoever was writing it.
        print("\n停了。", file=sys.stderr)
        return _STOPPED
    except BrokenPipeError:
        # Whoever read the output has read enough: due | head.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        # Here, not at the top: it is wanted once in a year.
        from .system.faults import fault

        # Whatever nobody foresaw: a writer can do nothing with a traceback.
        print(fault(Caches(options.root).path, error), file=sys.stderr)
        return 1
    return status


def run() -> int:
    """Run the command line in a process that ends with it; gives the exit status."""
    status = main()
    # Python looks for garbage once more when it ends, among all that was read.
    gc.freeze()
    return status


def command_line(hosting: bool) -> ExactParser:
    """The parser of everything that can be typed. hosting: with what `host` takes, which only Linux has."""
    parser = ExactParser(prog="branchsite", description="党支部网站：检查资料，生成页面")
    parser.add_argument("--version", action="version", version=f"branchsite {__version__}", help="显示程序的版本")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="网站的文件夹（默认是当前文件夹）")
    commands = parser.add_subparsers(required=True, metavar="命令")
    check = commands.add_parser("check", help="检查全部资料，一次列出所有问题")
    for form, text in FORMS.items():
        check.add_argument(f"--{form}", type=Path, metavar="文件", help=text)
    check.add_argument("--fix", action="store_true", help="先改好只有一种改法的错误，列出改了哪几行，再检查")
    check.set_defaults(run=_later("commands.check", "run_check"))
    build = commands.add_parser("build", help="生成网站；主题做好过的不再经过 MkDocs，结果一样")
    build.add_argument("--site-dir", type=Path, metavar="文件夹", help="写到哪里（默认照 mkdocs.yml，是 site）")
    build.add_argument("--strict", action="store_true", help="MkDocs 有警告就算失败")
    build.add_argument("--why", action="store_true", help="每写一个文件，说明是哪一处变了")
    build.set_defaults(run=_later("commands.build", "run_build"))
    archive = commands.add_parser("archive", help="存档：整个网站和公开的资料做成一个压缩包，放进 U 盘，双击就能看")
    archive.add_argument("file", type=Path, metavar="文件", help="写成哪个文件，如 存档-2024.zip；已经有的不覆盖")
    archive.set_defaults(run=_later("commands.archive", "run_archive"))
    pages = commands.add_parser("pages", help="把全部页面写成带资料头的 Markdown，不经过 MkDocs")
    pages.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到哪里（新文件夹或空文件夹）")
    pages.set_defaults(run=_later("commands.pages", "run_pages"))
    schema = commands.add_parser("schema", help="由模型生成 data/_schema/*.json")
    schema.add_argument("--check", action="store_true", help="只检查是不是最新")
    schema.set_defaults(run=_later("commands.schema", "run_schema"))
    _add_new(commands)
    plan = commands.add_parser("import-plan", help="读入 Word 写的工作计划，写成 data/plans/ 里的文件，等着确认")
    plan.add_argument("file", type=Path, metavar="文件", help="计划的 Word 文档（.docx）或纯文本（.txt）")
    plan.add_argument("--term", metavar="学期", help="计划里没写学期时写，如 2024—2025学年度第一学期")
    plan.add_argument("--name", type=_slug, metavar="文件名", help="写成 data/plans/文件名.yml（默认按学期）")
    plan.set_defaults(run=_later("commands.import_plan", "run_import_plan"))
    due = commands.add_parser("due", help="今天要做什么：逾期的、快到期的、还没有记录的，和资料里的提醒")
    due.add_argument("--ics", action="store_true", help="写成日历文件（.ics），导入手机的日历")
    due.add_argument("--serve", action="store_true", help="在浏览器里看，只有这台电脑打得开")
    due.set_defaults(run=_later("commands.due", "run_due"))
    report = commands.add_parser("report", help="工作总结的草稿（.docx）：做了什么、几次、哪几天，都由记录算出")
    report.add_argument("--plan", metavar="计划", help="data/plans/ 里的文件名（默认是现在的计划）")
    report.add_argument("--month", metavar="月份", help="只写这个月的工作信息，如 2024-05")
    report.set_defaults(run=_later("commands.office", "run_report"))
    ledger = commands.add_parser("ledger", help="台账（.xlsx）：三会一课、主题党日、集中学习、全部记录、计划、缺项")
    ledger.add_argument("--plan", metavar="计划", help="data/plans/ 里的文件名（默认是现在的计划）")
    ledger.set_defaults(run=_later("commands.office", "run_ledger"))
    blank = commands.add_parser("form", help="三会一课的空白记录表（.docx），日期、地点、议题已填好")
    blank.add_argument("record", metavar="记录", help="记录的文件名，如 2024-03-13-dangke")
    blank.set_defaults(run=_later("commands.office", "run_form"))
    wordmark = commands.add_parser("wordmark", help="把品牌的词画成字形，印出来，抄进 data/brand.yml")
    wordmark.add_argument("words", nargs="+", metavar="词", help="如 书香 江湾")
    wordmark.add_argument("--font", type=Path, metavar="文件", help="字体文件（默认用已安装的宋体）")
    wordmark.set_defaults(run=_later("commands.wordmark", "run_wordmark"))
    edit = commands.add_parser("edit", help="在浏览器里写、改、发布，不用写 YAML；只有这台电脑打得开")
    edit.add_argument("--no-open", dest="open", action="store_false", help="不自动打开浏览器，只印出网址")
    edit.set_defaults(run=_later("edit.command", "run_edit"))
    _add_host(commands, hosting)
    return parser


def _add_host(commands: "argparse._SubParsersAction[ExactParser]", hosting: bool) -> None:
    """Add `host`, which is imported only when it is used: it needs what only Linux has."""
    try:
        if hosting:
            from .host.commands import add_host

            add_host(commands)
            return
    except ModuleNotFoundError as missing:
        if missing.name not in _POSIX:
            raise
    # The rest of the line is parsed by the other program.
    host = commands.add_parser(
        "host", help="学校自己的服务器：推送即发布（只在 Linux 上）", add_help=False, prefix_chars="\0"
    )
    host.add_argument("words", nargs="*")
    host.set_defaults(run=_needs_linux)


def _needs_linux(options: argparse.Namespace) -> int:
    print("host 是服务器上用的，要在 Linux 上运行。在自己的电脑上用 check、new、pages、schema。", file=sys.stderr)
    return 1


def _add_new(commands: "argparse._SubParsersAction[ExactParser]") -> None:
    """Add `new`: three words as before, or what is begun and options; what they leave out is asked."""
    new = commands.add_parser("new", help="新建：一条活动记录、一份学习资料、下一学期的计划")
    new.add_argument("words", nargs="+", metavar="词", help="activity、material 或 plan；或：日期 拼音 类别")
    for option, shown, text in NEW_OPTIONS:
        new.add_argument(option, metavar=shown, help=text)
    new.add_argument("--from", dest="source", metavar="计划", help="plan：从哪一份续写（默认是最近的一份）")
    new.add_argument(
        "--proves", action="append", metavar="承诺", help="activity：兑现哪一项，可以写几次：简称 或 简称/主题"
    )
    new.add_argument("--photo", action="append", type=Path, metavar="文件", help="activity：放进一张照片，可以写几次")
    new.add_argument("--alt", action="append", metavar="文字", help="activity：照片里有什么，次序和 --photo 一样")
    new.set_defaults(run=_new)


NEW_OPTIONS = (
    ("--kind", "类别", "activity：data/kinds.yml 里的名称"),
    ("--date", "日期", "activity：活动日期，如 2024-03-12"),
    ("--title", "标题", "activity、material：标题"),
    ("--slug", "拼音", "activity、material：网址里的短名（默认由标题的拼音来）"),
    ("--place", "地点", "activity：在哪里"),
    ("--topic", "主题", "material：data/vocabulary.yml 里的主题"),
    ("--type", "类型", "material：data/vocabulary.yml 里的类型"),
    ("--start", "日期", "plan：新学期第一天"),
    ("--end", "日期", "plan：新学期最后一天"),
)
"""Options of `new`: each with what it is shown as and what it is for."""


def _new(options: argparse.Namespace) -> int:
    """What is begun, by the first word."""
    known = ("activity", "material", "plan")
    if len(options.words) == 1 and options.words[0] in known:
        return _later(f"commands.new_{options.words[0]}", f"run_new_{options.words[0]}")(options)
    if len(options.words) == 3:
        options.date, options.slug, options.kind = options.words
        return _later("commands.new", "run_new")(options)
    raise DataError(
        [Problem("new", 0, "看不懂要新建什么", " ".join(options.words), "写 new activity、new material 或 new plan")]
    )


def _slug(text: str) -> str:
    """A name that is safe as a file's: small letters, digits and single hyphens."""
    if not is_slug(text):
        raise argparse.ArgumentTypeError(f"“{visible(text)}”不行：只能用小写字母、数字和短横线，最多 {LONGEST} 个")
    return text


def _later(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """A command of a module of the program, which is imported when the command is run."""

    def run(options: argparse.Namespace) -> int:
        with pause_gc():
            command: Callable[[argparse.Namespace], int] = getattr(import_module(f".{module}", __package__), name)
        return command(options)

    return run


if __name__ == "__main__":
    sys.exit(run())
