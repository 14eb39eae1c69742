"""What a site answered at whose files are in an archive."""

import datetime
import io
import tarfile
import tempfile
from pathlib import Path
from typing import IO

from ..build import pages_of
from ..library.library import build_library
from ..load.data import read
from ..output.published import Published, published


def archived_site(archive: bytes, today: datetime.date) -> Published:
    """What the site of these texts answers at. archive: a tar of them. Raises ValueError where it is none."""
    with tempfile.TemporaryDirectory() as name:
        try:
            with tarfile.open(fileobj=io.BytesIO(archive)) as texts:
                for member in filter(tarfile.TarInfo.isfile, texts):
                    _put(Path(name, member.name), texts.extractfile(member))
        except tarfile.TarError as error:
            raise ValueError(str(error)) from None
        data, _ = read(Path(name))
        return published(pages_of(build_library(data, today)) if data else [])


def _put(path: Path, content: IO[bytes] | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.read() if content else b"")
