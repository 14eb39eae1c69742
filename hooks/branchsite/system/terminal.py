"""Make text safe to print, and the terminal able to print it."""

import argparse
import io
import re
import sys
from typing import Any, NoReturn

_SAID = (
    (r"unrecognized arguments: (?P<what>.+)", "不认识“{what}”"),
    (r"the following arguments are required: (?P<what>.+)", "还缺：{what}"),
    (r"argument (?P<name>.+?): invalid choice: (?P<what>.+?) \(choose from (?P<all>.+)\)", "没有{what}，可以写：{all}"),
    (r"argument (?P<name>.+?): expected (?:one|at least one) argument", "{name} 后面要写内容"),
    (r"argument (?P<name>.+?): ignored explicit argument (?P<what>.+)", "{name} 后面不写{what}"),
    (r"argument (?P<name>.+?): not allowed with argument (?P<what>.+)", "{name} 和 {what} 不能一起写"),
    (r"argument (?P<name>.+?): invalid \S+ value: (?P<what>.+)", "{name} 不能写{what}"),
    (r"argument (?P<name>.+?): (?P<what>.+)", "{name}：{what}"),
)
"""What argparse says, and how it is said here."""


class ExactParser(argparse.ArgumentParser):
    """Arguments of a command and of its subcommands. An option counts only when it is written out."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **{**settings, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        """End with 2, the usage, what is wrong, and where one can read what may be written."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{in_chinese(visible(message))}。有哪些写法：{self.prog} --help\n")


def replace_unencodable() -> None:
    """Let output show the number of a character that a terminal does not know, as Windows' may not, and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def in_chinese(message: str) -> str:
    """What argparse says of a command line."""
    for pattern, said in _SAID:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return said.format(**match.groupdict())
    return message


def visible(text: str) -> str:
    """A text that a terminal can be shown, whatever its characters: □ for each that it would obey or hide."""
    return "".join(one if one.isprintable() else "□" for one in text)


def command(name: str) -> str:
    """How one types a command of the program here: Windows has no make."""
    return f".venv/Scripts/python hooks {name}" if sys.platform == "win32" else f"make {name}"


def program(words: str) -> str:
    """How one types a command that make does not have: on Windows nothing has told Python where the program is."""
    start = ".venv/Scripts/python hooks" if sys.platform == "win32" else ".venv/bin/python -m branchsite"
    return f"{start} {words}"
