"""The time in China."""

import datetime

SHANGHAI = datetime.timezone(datetime.timedelta(hours=8))
"""China has had one time zone and no summer time since 1992."""
