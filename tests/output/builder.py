"""A build in a process of its own, to be killed or raced: python builder.py OUT CACHES NUMBER.

Its clock stands still and all of its texts are of one length, whatever the number: only what is
remembered can tell one from another.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from branchsite.cache.folder import CacheFolder
from branchsite.output.folder import Stamp
from branchsite.output.write import OutputFile, PendingFiles, write_site
from branchsite.system import workers


def many(number: int) -> Mapping[str, str]:
    """Enough files for three processes."""
    return {f"{one % 7}/{one}/index.html": f"{number:06} {one} " * 300 for one in range(200)}


def still(state: os.stat_result) -> Stamp:
    """In the place of the stamp: its time says nothing."""
    return state.st_size, 0


def build(out: Path, caches: Path, number: int) -> None:
    """Write them."""
    files = [OutputFile(uri, f"{number} {uri}", text.encode) for uri, text in many(number).items()]
    write_site(files, PendingFiles("search/", list), out, CacheFolder(caches), "1", still)


if __name__ == "__main__":
    os.environ[workers.VARIABLE] = "3"
    build(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    print("done")
