"""Files that are there whole, or as they were before."""

import os
import tempfile
from pathlib import Path

from ..system.replace import replace


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in the place of another in one step, and on the disk. Raises OSError; then the old one is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
