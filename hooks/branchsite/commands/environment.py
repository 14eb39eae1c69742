"""The environment variables that every command reads."""

import datetime
import os

from ..build import today_in_shanghai
from ..library.library import EXAMPLE


def today() -> datetime.date:
    """The date the site is built as of: SITE_TODAY, else today in Shanghai. Raises DataError where it is no date."""
    return today_in_shanghai(os.environ.get("SITE_TODAY"))


def address() -> str:
    """The address of the site: SITE_URL, else an example."""
    return os.environ.get("SITE_URL") or EXAMPLE
