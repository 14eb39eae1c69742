"""The table of lunar festivals is what ICU's Chinese calendar says."""

import datetime
import json
import shutil
import subprocess

import pytest

from branchsite.office.festivals import days_of, festivals_in

ASK = """
const f = new Intl.DateTimeFormat("en-u-ca-chinese", {timeZone: "UTC", month: "numeric", day: "numeric"});
const names = {"1/1": "春节", "5/5": "端午", "8/15": "中秋", "9/9": "重阳"};
const found = [];
for (let day = Date.UTC(2020, 0, 1); day < Date.UTC(2041, 0, 1); day += 864e5) {
  const name = names[f.format(day)];
  if (name) found.push([name, new Date(day).toISOString().slice(0, 10)]);
}
console.log(JSON.stringify(found));
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_lunar_days() -> None:
    """Twenty-one years of four festivals."""
    asked = subprocess.run(["node", "-e", ASK], capture_output=True, text=True, check=True).stdout
    known = [(name, str(day)) for name in ("春节", "端午", "中秋", "重阳") for day in days_of(name, range(2020, 2041))]
    assert sorted(map(tuple, json.loads(asked))) == sorted(known)


FIXED = {
    **{"元旦": "01-01", "三八": "03-08", "植树节": "03-12", "清明": "04-04", "五一": "05-01", "五四": "05-04"},
    **{"六一": "06-01", "七一": "07-01", "八一": "08-01", "教师节": "09-10", "烈士纪念日": "09-30", "国庆": "10-01"},
    **{"建队日": "10-13", "宪法日": "12-04", "国家公祭日": "12-13"},
    **{
        "妇女节": "03-08",
        "劳动节": "05-01",
        "青年节": "05-04",
        "儿童节": "06-01",
        "建党节": "07-01",
        "建军节": "08-01",
    },
}


@pytest.mark.parametrize("name", FIXED)
def test_days_of_the_solar_calendar(name: str) -> None:
    """The same every year."""
    assert [str(day) for day in days_of(name, range(2024, 2026))] == [f"{year}-{FIXED[name]}" for year in (2024, 2025)]


def test_years_beyond_the_table_have_no_lunar_days() -> None:
    """Unknown is none, not wrong; a day of the solar calendar is always known."""
    assert list(days_of("中秋", range(2050, 2051))) == []
    assert list(days_of("国庆", range(2050, 2051))) == [datetime.date(2050, 10, 1)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“五一”“六一”", ["五一", "六一"]),
        ("五四精神", []),
        ("七一勋章", []),
        ("二十五一", []),
        ("五一小学", []),
        ("国庆节前夕", ["国庆"]),
    ],
)
def test_mentions(text: str, names: list[str]) -> None:
    """A festival as a day, not as a part of another name."""
    assert festivals_in(text) == names
