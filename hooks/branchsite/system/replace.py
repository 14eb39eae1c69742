"""A file put in the place of another in one step."""

import os
import time
from pathlib import Path

WRITABLE = "关掉打开着它的程序；在文件（或者文件夹）上按右键→属性，去掉“只读”的勾，再来一次"
"""How a file that cannot be written becomes one that can."""

_BUSY = (5, 32)
"""What Windows answers while another program has the file open: access denied, sharing violation."""

_WAITS = (0.01, 0.05, 0.2, 0.5, 1.0)
"""Seconds. A virus scanner opens each new file, and lets go of it soon."""


def replace(source: str | Path, target: str | Path) -> None:
    """As os.replace, but waits a little for who reads one of them on Windows. Raises OSError where that lasts."""
    for wait in _WAITS:
        try:
            os.replace(source, target)
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _BUSY:
                raise
        time.sleep(wait)
    os.replace(source, target)
