"""Takes one photo in, as a process of its own: what decoding it takes of memory goes with it.

As a program: the photo's path and the path of what becomes of it; where it is refused, why and what to do is printed.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from ..photos.image import ImageError
from ..photos.intake import taken_in

_SECONDS = 120
_BROKEN = ImageError("打不开，可能没有传完，或者已经损坏")


def take_photo(path: Path) -> bytes:
    """What `taken_in` makes of a photo, made by another process. Raises ImageError."""
    made = path.with_name(f"{path.name}.jpg")
    hooks = str(Path(__file__).parents[2])
    words = [sys.executable, "-m", __name__, str(path), str(made)]
    environment = {**os.environ, "PYTHONPATH": hooks, "PYTHONUTF8": "1"}
    try:
        ran = subprocess.run(words, env=environment, capture_output=True, timeout=_SECONDS, check=False)
        if ran.returncode == 0:
            return made.read_bytes()
        raise ImageError(*json.loads(ran.stdout))
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        if isinstance(error, ImageError):
            raise
        raise _BROKEN from None
    finally:
        made.unlink(missing_ok=True)


def main() -> int:
    """Take in the photo that is named. Returns 0, or 1 where it is refused."""
    source, target = map(Path, sys.argv[1:])
    try:
        target.write_bytes(taken_in(source))
    except ImageError as error:
        print(json.dumps([error.message, error.fix]))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
