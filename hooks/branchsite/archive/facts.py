"""What is said of a copy: whose site it is of, of which day and release."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

from ..models.date import spoken
from ..views.api import FOLDER


@dataclass(frozen=True)
class Facts:
    """name: of the site. address: where it is public, with a closing slash. day: what it stands for.

    release: a name for its data.
    """

    name: str
    address: str
    day: datetime.date
    release: str

    @property
    def day_label(self) -> str:
        """The day in words."""
        return spoken(self.day)


def facts_of(site: Path) -> Facts:
    """As a built site says itself to other programs. site: its folder."""
    index = json.loads((site / FOLDER / "index.json").read_bytes())
    return Facts(index["site"], index["url"], datetime.date.fromisoformat(index["day"]), index["release"][:12])
