"""The message for a fault of the program itself: no traceback, but where the details are and who needs them."""

import platform
import sys
import traceback
from pathlib import Path

NAME = "fault.txt"
"""The details of the last fault."""


def fault(folder: Path, error: BaseException) -> str:
    """Save the details of an unforeseen error in a folder. Gives what to say of it."""
    place = next(
        (
            f"{Path(one.filename).name} 第 {one.lineno} 行"
            for one in reversed(traceback.extract_tb(error.__traceback__))
        ),
        "",
    )
    lines = [
        f"branchsite · Python {platform.python_version()} · {platform.platform()} · {' '.join(sys.argv)}",
        "".join(traceback.format_exception(error)),
    ]
    said = f"程序出了错，不是资料的问题（{type(error).__name__}，{place}）。"
    path = folder / NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return f"{said}\n细节存不下来，请把上面这一行告诉维护程序的人。已发布的内容不受影响。"
    return f"{said}\n细节存在 {path}，请把这个文件发给维护程序的人。已发布的内容不受影响。"
