"""Readers while pushes go live: no failed answer, and no page with anything of another release."""

import http.client
import random
import re
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from branchsite.host.server.folder import Host
from nginx_site import nginx
from pushes import Person, clone, copy_host, settle
from sites import SHIPPED
from soak.reader import Audience, shown_number
from soak.scale import FULL, Record, times
from soak.school import MAINTAINER, assert_swept, assert_whole, open_school, renamed, shown_tree, with_photo

pytestmark = pytest.mark.slow

BRAND = "data/brand.yml"
STYLE = "overrides/assets/css/page.css"
Files = Mapping[str, str | bytes]


@pytest.fixture
def school(published: Host, tmp_path: Path) -> tuple[Host, Person]:
    """In the full form the shipped data, else tiny."""
    if FULL:
        return open_school(tmp_path / "school", SHIPPED)
    host = copy_host(published, tmp_path / "host")
    return host, clone(host, tmp_path / "person", MAINTAINER)


def test_readers_never_meet_a_failed_or_mixed_answer(
    school: tuple[Host, Person], chance: random.Random, record: Record
) -> None:
    """Every answer is whole and of a release shown at that moment, and all that a page loads is that release's own."""
    host, person = school
    pushes = times(5, 100)
    with nginx(host.root) as address:
        audience = Audience(host, address)
        audience.remember()
        stop = threading.Event()
        readers = [
            threading.Thread(target=audience.read, args=(random.Random(chance.random()), stop, keep_alive, slow))
            for keep_alive in (True, False)
            for slow in (True, False)
        ]
        for reader in readers:
            reader.start()
        start = time.monotonic()
        try:
            for number in range(pushes):
                person.commit(change(person, number, chance), f"第 {number} 次")
                answer = person.push()
                assert answer.accepted, answer.said
                audience.remember()
        finally:
            stop.set()
            for reader in readers:
                reader.join()
    settle(host)
    record("推送", pushes)
    record("打开的网页", audience.count["pages"])
    record("请求", audience.count["requests"])
    record("失败的回答", len(audience.failures))
    mixed = audience.mixed()
    record("混着两版的网页", len(mixed))
    record("读到的版本", len({visit.last for visit in audience.visits}))
    record("最慢的一次回答（毫秒）", round(audience.slowest * 1000))
    record("全程（秒）", round(time.monotonic() - start))
    assert not audience.failures
    assert not mixed
    assert len(audience.trees) == pushes + 1
    assert len({visit.last for visit in audience.visits}) >= pushes // 2
    assert_whole(host)
    assert_swept(host)


def change(person: Person, number: int, chance: random.Random) -> Files:
    """In turn: a record with a photo, an edited text, another colour, another name of the site, another program."""
    match number % 5:
        case 0:
            return with_photo(f"p{number}", chance)
        case 1:
            path = chance.choice(sorted(one for one in person.clone.glob("data/activities/*/*.yml")))
            text = re.sub(
                r"^标题: .*$", f"标题: 示例改题 {number}", path.read_text(encoding="utf-8"), flags=re.MULTILINE
            )
            return {path.relative_to(person.clone).as_posix(): text}
        case 2:
            text = (person.clone / BRAND).read_text(encoding="utf-8")
            return {BRAND: re.sub(r'线: "#......"', f'线: "#e6df{number:02x}"', text)}
        case 3:
            return renamed(person, f"示例支部 {number}")
        case _:
            style = (person.clone / STYLE).read_text(encoding="utf-8")
            return {STYLE: f"{style}\n.soak-{number} {{ color: red; }}\n"}


def test_a_withdrawn_photo_is_gone_at_once(host: Host, person: Person, chance: random.Random) -> None:
    """The push that takes it back leaves it under no address, though its page's style sheets stay."""
    files = with_photo("withdrawn", chance)
    person.commit(files)
    assert person.push().accepted
    photos = [uri for uri in shown_tree(host) if "withdrawn" in uri and uri.endswith((".jpg", ".avif"))]
    contents = {shown_tree(host)[photo] for photo in photos}
    assert len(photos) > 2
    with nginx(host.root) as address:
        assert {status(address, photo) for photo in photos} == {200}
        record, jpeg = files
        person.commit({record: str(files[record]).replace("照片:", "# "), jpeg: None, **renamed(person, "示例")})
        assert person.push().accepted
        assert {status(address, photo) for photo in photos} == {404}
    assert not contents & set(shown_tree(host).values())
    assert shown_number(host) == 3


def status(address: str, uri: str) -> int:
    """What nginx answers."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request("GET", f"/{uri}")
        return connection.getresponse().status
    finally:
        connection.close()
