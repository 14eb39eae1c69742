"""How long it takes from `git push` to the new page on the web: real git, real hooks, real nginx.

    python benchmarks/publish.py [--rounds 9] [--records 2000] [--write]

In every round a record with two photos is pushed and measured, then taken away
again by a push that is not. Without --records: the shipped site, of which `--write`
puts the table into README.md; with it: an invented one of so many records.
"""

import argparse
import datetime
import http.client
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import readme
import snapshot

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tests"))

from branchsite.host.server.folder import Host  # noqa: E402
from nginx_site import nginx  # noqa: E402
from pushes import Person, activity, settle  # noqa: E402
from sites import SHIPPED, TODAY  # noqa: E402
from soak.school import open_school, photograph  # noqa: E402

PHOTOS = ("01.jpg", "02.jpg")
PHOTO_SIZE = (1706, 1279)
"""As WeChat hands on a photo."""

STEPS = {
    "live": "开始推送到新页面能打开",
    "end": "开始推送到推送命令结束",
    "export": "　取出推送的内容里变了的",
    "link": "　新的一版从上一版开始（硬链接）",
    "build": "　检查资料、生成变了的",
    "disk": "　和上一版比对、写稳到硬盘",
    "rest": "　服务器上其余的：规则、登记、切换",
    "git": "　git 和命令本身：打包、传送、启动",
}


@dataclass(frozen=True)
class Round:
    """Seconds by step, and how busy the machine was before."""

    seconds: dict[str, float]
    load: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="测量从推送到上线要多久")
    parser.add_argument("--rounds", type=int, default=9, metavar="K", help="热身一轮后量几轮（默认 9）")
    parser.add_argument("--records", type=int, default=0, metavar="N", help="改用编出来的 N 条记录的网站")
    parser.add_argument("--materials", type=int, default=0, metavar="M", help="编出来的网站另加多少篇学习资料")
    parser.add_argument("--write", action="store_true", help="把随站的资料的表写进 README.md")
    options = parser.parse_args()
    text = report(options.records, measure(options.records, options.rounds, options.materials))
    print(text)
    if options.write and not options.records:
        readme.write("publish.py", text)


def measure(records: int, rounds: int, materials: int = 0) -> list[Round]:
    """The rounds without the one that only warms up."""
    with tempfile.TemporaryDirectory(prefix="publish-") as folder, as_of(records):
        host, person = open_school(Path(folder) / "school", world(Path(folder), records, materials))
        with nginx(host.root) as address:
            return [one_round(host, person, address, number) for number in range(rounds + 1)][1:]


@contextmanager
def as_of(records: int) -> Iterator[None]:
    """The day that suits the content: an invented site begins when the shipped term is over."""
    import pushes

    pushes.TODAY = datetime.date(2024, 7, 31) if records else TODAY
    try:
        yield
    finally:
        pushes.TODAY = TODAY


def world(folder: Path, records: int, materials: int) -> Path:
    """The content to publish."""
    if not records:
        return SHIPPED
    return snapshot.world(folder / "world", HERE.parent, records, materials=materials)


def one_round(host: Host, person: Person, address: str, number: int) -> Round:
    """Push a record with two photos, and take it away again."""
    chance = random.Random(number)
    files = activity(
        f"celiang-{number}",
        标题="测量用的示例",
        照片="".join(f"\n  - {{文件: {one}, 替代文字: 示例}}" for one in PHOTOS),
    )
    [record] = files
    folder = record.removesuffix(".yml")
    person.commit({**files, **{f"{folder}/{one}": photograph(chance, *PHOTO_SIZE) for one in PHOTOS}})
    settle(host)
    load, seconds = os.getloadavg()[0], timed_push(host, person, f"{address}news/2024/{Path(record).stem}/")
    shutil.rmtree(person.clone / folder)
    person.commit({record: None})
    assert person.push().accepted
    print(f"{number}: {seconds}", file=sys.stderr, flush=True)
    return Round(seconds, load)


def timed_push(host: Host, person: Person, url: str) -> dict[str, float]:
    """Seconds by step of a push that brings a page."""
    answered: list[float] = []
    start = time.perf_counter()
    push = person.start_push()
    visitor = threading.Thread(target=visit, args=(url, answered))
    visitor.start()
    said, _ = push.communicate()
    end = time.perf_counter() - start
    assert push.returncode == 0, said
    visitor.join()
    settle(host)
    steps: dict[str, float] = json.loads(host.log.read_text(encoding="utf-8").splitlines()[-1])["seconds"]
    total = steps.pop("total")
    return {"live": answered[0] - start, "end": end, **steps, "rest": total - sum(steps.values()), "git": end - total}


def visit(url: str, answered: list[float]) -> None:
    """Ask for a page until it is there; keeps when."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.netloc, timeout=30)
    while not answered:
        connection.request("HEAD", place.path)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            answered.append(time.perf_counter())
        else:
            time.sleep(0.01)
    connection.close()


def report(records: int, rounds: list[Round]) -> str:
    """The table of one site, and the circumstances."""
    name = f"编出来的 {records} 条记录" if records else "随站的资料"
    loads = [one.load for one in rounds]
    rows = []
    for step, label in STEPS.items():
        figures = [one.seconds[step] for one in rounds]
        rows.append((label, f"{statistics.median(figures):.2f}", f"{min(figures):.2f}～{max(figures):.2f}"))
    about = (
        f"**{name}**：{datetime.date.today()} 量，{os.cpu_count()} 核，热身一轮后量 {len(rounds)} 轮，"
        f"量的时候一分钟平均负载 {min(loads):.1f} 到 {max(loads):.1f}。"
    )
    return f"{about}\n\n{readme.table(('步骤', '中位数（秒）', '各轮'), rows)}"


if __name__ == "__main__":
    main()
