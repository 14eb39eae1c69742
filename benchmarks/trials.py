"""Run the long tests in full and put what they counted into README.md.

    python benchmarks/trials.py [--reports FILE …]

Writes only where all of them have passed. --reports: instead of running, read
the reports (JUnit XML) of a run that there has been.
"""

import argparse
import datetime
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import readme

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("tests/soak", "tests/fuzz")

TITLES = {
    "test_readers_never_meet_a_failed_or_mixed_answer": "一边连续推送，一边有人读",
    "test_a_withdrawn_photo_is_gone_at_once": "撤下的照片立刻打不开",
    "test_a_killed_push_leaves_nothing_half_done": "在随机的时刻杀掉推送",
    "test_git_may_have_left_its_own_lock": "git 自己的锁留了下来",
    "test_a_full_disk_stops_a_push_and_nothing_else": "磁盘满",
    "test_pushes_under_a_clock_that_jumps": "时钟前后乱跳",
    "test_a_browser_gets_the_new_page_whatever_the_clock_says": "时钟拨回以后，浏览器仍拿到新页面",
    "test_of_two_at_once_exactly_one_lands": "两人同时推送",
    "test_of_three_at_once_one_lands_though_one_is_slow": "三人同时推送，一个很慢",
    "test_nobody_waits_for_ever": "排队有期限",
    "test_a_build_beyond_its_limits_is_refused[time]": "生成超时",
    "test_a_build_beyond_its_limits_is_refused[memory]": "生成用内存过多",
    "test_killed_while_writing": "在随机的时刻杀掉写文件的生成",
    "test_two_write_at_once[one cache]": "两次生成同时写一个文件夹",
    "test_two_write_at_once[a cache for each]": "两次生成同时写一个文件夹，各有各的缓存",
    "test_any_sequence": "随机的一串修改、误删和断电，增量生成和从头生成一样",
    "test_any_record": "活动记录里随机的内容",
    "test_any_study": "学习资料里随机的内容",
}
"""What each test is called for people; one without a title is shown by its own name."""


@dataclass(frozen=True)
class Result:
    """A test that has passed. figures: what it counted, in its own words."""

    name: str
    seconds: float
    figures: tuple[tuple[str, str], ...]


def main() -> int:
    """Run, read, write; gives the exit status of pytest."""
    parser = argparse.ArgumentParser(description="跑完整的长时间测试，把结果写进 README.md")
    parser.add_argument("--reports", type=Path, nargs="+", metavar="文件", help="不跑，读以前跑出来的 JUnit 报告")
    reports: list[Path] | None = parser.parse_args().reports
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        if reports is None:
            reports = [Path(folder) / "report.xml"]
            command = [sys.executable, "-m", "pytest", "-v", *FOLDERS]
            command += ["-o", "junit_family=xunit1", f"--junitxml={reports[0]}"]
            status = subprocess.run(command, cwd=ROOT, env={**os.environ, "SOAK": "1"}, check=False).returncode
            if status:
                return status
        text = table([result for report in reports for result in results(report)])
    print(text)
    readme.write("trials.py", text)
    return 0


def results(report: Path) -> list[Result]:
    """The tests of a report. Raises ValueError where one has not passed."""
    found = []
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.attrib["name"]
        if any(case.find(outcome) is not None for outcome in ("failure", "error", "skipped")):
            raise ValueError(f"{report}: {name} 没有通过")
        figures = tuple((one.attrib["name"], one.attrib["value"]) for one in case.iter("property"))
        found.append(Result(name, float(case.attrib["time"]), figures))
    return found


def table(found: list[Result]) -> str:
    """One line a test, in the order of TITLES."""
    order = list(TITLES)
    rows = [
        (
            TITLES.get(one.name, f"`{one.name}`"),
            "；".join(f"{name} {value}" for name, value in one.figures) or "通过",
            f"{one.seconds:.0f}",
        )
        for one in sorted(found, key=lambda one: order.index(one.name) if one.name in order else len(order))
    ]
    about = f"{datetime.date.today()} 跑，{os.cpu_count()} 核，全部通过。"
    return f"{about}\n\n{readme.table(('试验', '数到的', '全程（秒）'), rows, left=2)}"


if __name__ == "__main__":
    sys.exit(main())
