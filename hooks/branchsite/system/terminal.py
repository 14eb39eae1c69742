"""Make text safe to print, and the terminal able to print it."""

import argparse
import io
import sys
from typing import Any


class ExactParser(argparse.ArgumentParser):
    """Arguments of a command and of its subcommands. An option counts only when it is written out."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **{**settings, "allow_abbrev": False})


def replace_unencodable() -> None:
    """Let output show the number of a character that a terminal does not know, as Windows' may not, and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


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
