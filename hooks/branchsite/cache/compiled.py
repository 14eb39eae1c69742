"""Compiled templates, kept where Python keeps its own compiled modules, and where it would keep them.

Not below .cache/: what is read there may become data, and never code.
"""

import sys
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from .key import version

_SETTINGS = Path(__file__).parents[1] / "views" / "render.py"
"""What says how templates are compiled."""


class CompiledTemplates(FileSystemBytecodeCache):
    """Where they are kept, for Jinja's environment."""

    def __init__(self) -> None:
        state = version([Path(__file__), _SETTINGS], ("Jinja2", "MarkupSafe"))[:16]
        super().__init__(str(Path(__file__).parent / "__pycache__"), f"template-{state}-%s.pyc")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Where that cannot be read, it is compiled anew."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            # Whatever a damaged file raises: it is as if it were not there.
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Where that cannot be written, the next process compiles it once more."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
