"""An empty server and the form on it, played from the link on: in a real browser over HTTPS, and killed on the way."""

import grp
import http.client
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, Playwright, expect

from branchsite.host.device_door import COOKIE
from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, changed, count, git, resolve
from branchsite.system.clock import SHANGHAI
from form_server import NAME, ORIGIN, PATIENCE, School, Visitor, nginx_lines, press, serving, visitor
from nginx_site import running
from pictures import image
from pushes import SITE_URL, ask, first_clone, new_host, settle, shown
from sites import TINY, copy_site, run, tree
from six_photos import type_record

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A server that has published nothing but the beginning: not one record."""
    folder = tmp_path_factory.mktemp("story")
    content = copy_site(folder / "content", TINY)
    shutil.rmtree(content / "data/activities")
    host = new_host(folder / "host")
    answer = first_clone(host, folder / "clone", content).push()
    assert answer.accepted, answer.said
    settle(host)
    with (host.root / "host.toml").open("a") as file:
        file.write(f'edit_group = "{grp.getgrgid(os.getegid()).gr_name}"\n')
    assert ask(host, "edit", "on").accepted
    add_account(host, "shuji", Role.CONTENT, [])
    for name in ("sockets", "nginx"):
        (folder / name).mkdir()
    (folder / "nginx/branchsite-edit.conf").write_text(nginx_lines(host, folder / "sockets"), "utf-8")
    with serving(host, folder / "sockets") as form, running(host.root, folder / "nginx") as address:
        yield School(Host(host.root), address, folder / "nginx", form)


def begin(her: Visitor, title: str) -> str:
    """A record that is ready to be published; gives the path of its draft."""
    token = dict(her.fields("/new"))["token"]
    begun = her.post("/new", {"token": token, "kind": "集中学习", "day": "2024-05-09", "proves": ""}, origin=ORIGIN)
    path = begun.header("location")
    fields = {"f/标题": title, "f/地点": "图书室", "f/摘要": "每人读一章。", "f/正文": "每人读一章。"}
    press(her, path, "save", {**fields, "f/时间": "下午 3:40—4:40", "f/参加": "全体党员"})
    return path


def watched(school: School, her: Visitor, path: str, part: str, place: int) -> list[str]:
    """Publish, and kill a part of the server when so many words of it have come; gives these words."""
    connection = http.client.HTTPConnection(urlsplit(school.address).netloc, timeout=PATIENCE)
    cookie = "; ".join(f"{name}={value}" for name, value in her.cookies.items())
    given = {"Host": NAME, "Cookie": cookie, "Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
    words = []
    try:
        connection.request("POST", path, urlencode([*her.fields(path), ("do", "publish")]), given)
        answer = connection.getresponse()
        while line := answer.readline().decode():
            if "<!--now-->" in line:
                words.append(line.strip())
                if len(words) == place:
                    school.form.kill(part)
    except (http.client.HTTPException, OSError):
        assert place
    finally:
        connection.close()
    return words


KILLS = (("form", 1), ("form", 2), ("keeper", 2), ("form", 3), ("keeper", 3), ("form", 4), ("keeper", 4), ("form", 5))


@pytest.mark.parametrize(("part", "place"), KILLS)
def test_killed_at_each_word(school: School, part: str, place: int) -> None:
    """The page or the keeper, with all that it had started: the repository is whole, the draft there or published.

    What follows publishes it, once.
    """
    host, her = school.host, visitor(school)
    path = begin(her, f"示例：中断{part} {place}")
    before = resolve(host.repository, MAIN)
    watched(school, her, path, part, place)
    settle(host)
    assert her.get("/").status == 200
    if resolve(host.repository, MAIN) == before:
        assert dict(her.fields(path))["f/标题"] == f"示例：中断{part} {place}"
        reply = press(her, path, "publish", {})
        assert "发布好了" in reply.text, reply.text
    else:
        # What it showed last waits for the next hour, as after a power cut.
        subprocess.run([host.launcher, "host", "rebuild"], check=True, capture_output=True)
    gone = her.get(path)
    assert gone.status == 404 and "已经发布了" in gone.text
    settle(host)
    after = resolve(host.repository, MAIN)
    assert count(host.repository, before, after) == 1
    git(host.repository, "fsck", "--strict")
    (file,) = changed(host.repository, before, after)
    assert f"示例：中断{part} {place}" in shown(host, f"news/2024/{Path(file).stem}")


@pytest.mark.browser
def test_from_an_empty_server(school: School, playwright: Playwright, chromium: str, tmp_path: Path) -> None:
    """A link; a record with six photos, refused at a field, mended and published, in at most twelve actions besides
    typing; a correction while the server is killed; a withdrawal. The form stays within its memory.
    """
    subject = ["-subj", f"/CN={NAME}", "-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", *subject]
    subprocess.run(made, check=True, capture_output=True)
    shutil.copy(school.here / "branchsite-edit.conf", tmp_path)
    with running(school.host.root, tmp_path) as address:
        rules = f"--host-resolver-rules=MAP {NAME}:443 {urlsplit(address).netloc}"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", rules])
        try:
            context = browser.new_context(ignore_https_errors=True, viewport={"width": 390, "height": 844})
            context.set_default_timeout(60_000)
            expect.set_options(timeout=60_000)
            page = context.new_page()
            page.goto(ORIGIN + school.link())
            page.get_by_role("button", name="在这台设备上登录").click()
            page.wait_for_url(f"{ORIGIN}/bian/")
            (cookie,) = context.cookies()
            assert cookie["name"] == COOKIE and cookie["secure"] and cookie["httpOnly"]
            pressed = write_a_record(page, tmp_path)
            assert pressed + 1 <= 12, pressed
            assert "一片绿色" in shown(school.host, "news/2024/2024-05-09-shi-li-du-yi-zhang-shu")
            assert school.form.share <= 150, school.form.share
            correct_while_it_is_killed(page, school)
            withdraw(page)
        finally:
            expect.set_options(timeout=5_000)
            browser.close()


def write_a_record(page: Page, folder: Path) -> int:
    """Gives how often she has pressed."""
    photos = [folder / f"IMG_{number}.jpg" for number in range(6)]
    for number, path in enumerate(photos):
        path.write_bytes(image(size=(1200 + number, 900)))
    page.get_by_role("link", name="写一条活动记录").click()
    page.locator("[name=day]").fill("2024-05-09")
    page.get_by_role("button", name="集中学习", exact=True).click()
    page.locator("#photos").set_input_files(photos)
    expect(page.locator("#taking")).to_have_text("收好了 6 张。")
    type_record(page, "每人读一章。", "每人读一章。")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("还没有发布")
    page.locator("[id='f/地点']").fill("图书室")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("heading", name="发布好了")).to_be_visible()
    # Two in the album's own window: to open it, and to take what was chosen.
    return 2 + 2 + 2


def correct_while_it_is_killed(page: Page, school: School) -> None:
    """What she had written is there; pressed again, it is published."""
    page.goto(f"{ORIGIN}/bian/list?q=读一章书")
    page.get_by_role("button", name="改：示例：读一章书").click()
    page.locator("[id='f/地点']").fill("阅览室")
    draft = page.url
    page.get_by_role("button", name="发布", exact=True).click()
    page.locator("[id='f/更正']").fill("地点写错了，是阅览室。")
    page.get_by_role("button", name="发布", exact=True).click(no_wait_after=True)
    page.locator(".stages li").first.wait_for()
    school.form.kill("form")
    settle(school.host)
    page.goto(draft)
    if page.locator("[id='f/地点']").count():
        expect(page.locator("[id='f/地点']")).to_have_value("阅览室")
        page.get_by_role("button", name="发布", exact=True).click()
        expect(page.get_by_role("heading", name="发布好了")).to_be_visible()
    else:
        expect(page.locator("main")).to_contain_text("已经发布了")
    html = shown(school.host, "news/2024/2024-05-09-shi-li-du-yi-zhang-shu")
    assert "阅览室" in html and "地点写错了" in html


def withdraw(page: Page) -> None:
    """Off the site."""
    page.goto(f"{ORIGIN}/bian/list?q=读一章书")
    page.get_by_role("link", name="撤下：示例：读一章书").click()
    page.get_by_role("button", name="从网站上撤下").click()
    expect(page.get_by_role("heading", name="撤下好了")).to_be_visible()


def test_the_site_is_as_without_the_form(school: School, tmp_path: Path) -> None:
    """On the server, too: each byte that is shown is that of a plain build of what was published.

    Style sheets of a release before, with its fingerprint in their names, are there besides.
    """
    her = visitor(school)
    reply = press(her, begin(her, "示例：没有痕迹"), "publish", {})
    assert "发布好了" in reply.text, reply.text
    begin(her, "示例：还没有发布")
    settle(school.host)
    subprocess.run(["git", "clone", "-q", school.host.repository, tmp_path / "plain"], check=True)
    day = datetime.now(SHANGHAI).date().isoformat()
    words = ("branchsite", "build", "--site-dir", tmp_path / "site")
    ran = run(*words, root=tmp_path / "plain", today=day, SITE_URL=SITE_URL, BRANCHSITE_CACHE=str(tmp_path / "cache"))
    assert ran.returncode == 0, ran.stdout
    shows, plain = tree(school.host.current / "site"), tree(tmp_path / "site")
    assert [name for name in shows if name not in plain and not re.search(r"\.[0-9a-f]{8}\.css$", name)] == []
    assert plain.keys() <= shows.keys()
    assert [name for name in plain if shows[name] != plain[name]] == []
