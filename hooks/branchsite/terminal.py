"""Where messages are shown."""

import io
import sys


def forgive() -> None:
    """Let output show the number of a character that a terminal does not know, as Windows' may not, and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
