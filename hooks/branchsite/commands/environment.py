"""What the environment says to every command."""

import datetime
import os

from ..build import today_in_shanghai
from ..library.library import EXAMPLE


def today() -> datetime.date:
    """The day that the site stands for: SITE_TODAY, or today. Raises DataError where that is no day."""
    return today_in_shanghai(os.environ.get("SITE_TODAY"))


def address() -> str:
    """Where the site will be: SITE_URL, or an example."""
    return os.environ.get("SITE_URL") or EXAMPLE
