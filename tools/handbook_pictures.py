#!/usr/bin/env python3
"""The pictures of docs/handbook/secretary.md, from what really happens: a server, a key, two pushes, the new page.
And those of teacher.md, on a phone.

They show a made-up school: the handbook goes with the program to every school.
Run by `make pictures`, after anything that they show has changed. The words are those
of real commands; the windows around them are drawn, since Windows cannot be had here.
"""

import getpass
import io
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

from jinja2 import Environment, FileSystemLoader
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from nginx_site import nginx
from pushes import Person, first_clone, host, new_host, settle
from sites import SHIPPED
from ssh_server import Ssh, new_key, sshd

OUT = ROOT / "docs" / "handbook"
WIDTH = 760
"""Of a window, in CSS pixels; two of the picture to each."""
NAMES = {"常州市新北区圩塘小学": "示例小学", "圩塘小学": "示例小学", "江心红": "示例红", "生态绿": "示例绿"}
"""What the shipped data calls this school and its brand, and what the pictures call them."""

REMOTE = "wangzhan@school.example:site.git"
RECORD = "data/activities/2024/2024-04-12-zhishu.yml"
PHOTO = SHIPPED / "data/activities/2024/2024-03-12-zhishu/01.jpg"
TEXT = """\
标题: 示例：一起种下五棵小树
类别: 团队活动
活动日期: 2024-04-12
发布日期: 2024-04-13
地点: 校园生态角
对象:
  - 学生
  - 教职工
摘要: 少先队员和党员教师一起挖坑、扶苗、浇水，给每棵树写了一张生长卡。
照片:
  - 文件: 01.jpg
    替代文字: 几名少先队员背对镜头，扶着一棵小树苗
正文: |
  校园的四月，风还有些凉。生态角的土前几天已经松过。

  一个挖坑，一个扶苗，一个填土，种完再换过来。
兑现:
  - 六类教育/动手实践
涉及学生: 是
监护人同意: 是
审核: 支部书记
示例: 是
"""
FILLED = {
    "时间": "下午 3:40—4:40",
    "地点": "党员活动室，电话 13812345678",
    "标题": "示例：一起读一章书",
    "参加": "全体党员",
    "正文": "每人读一章，说一句想在课堂上做的事。",
    "摘要": "每人读一章，说一句想在课堂上做的事。",
}
MATERIAL = "study/sanhui-yike/"
SELECT = """() => {
    const range = document.createRange()
    range.selectNodeContents(document.querySelector(".body p"))
    getSelection().removeAllRanges()
    getSelection().addRange(range)
}"""
WRONG = TEXT.replace("标题: ", "标题：").replace("- 文件: 01.jpg", "-文件: 01.jpg")


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        draw(browser, Path(name))
        browser.close()


def draw(browser: Browser, folder: Path) -> None:
    """A day in the life of a secretary."""
    server = new_host(folder / "server")
    first = first_clone(server, folder / "first", made_up_school(folder / "school")).push()
    assert first.accepted, first.said
    settle(server)
    key = new_key(folder / "shuji")
    assert host(server, "account", "add", "shuji", "content", "--key", f"{key}.pub").accepted
    (folder / "keys").mkdir()
    with sshd(server.authorized_keys, folder / "keys") as ssh:
        shell = Shell(folder, ssh, key)
        window(browser, "push-clone", "Git Bash", [shell.run(f"git clone {REMOTE} wangzhan")])
        person = Person(server, folder / "wangzhan")
        for name, value in (("user.name", "支部书记"), ("user.email", "shuji@school.example")):
            person.git("config", name, value)
        shell.folder = person.clone
        person.write({RECORD: WRONG, f"{RECORD.removesuffix('.yml')}/01.jpg": PHOTO.read_bytes()})
        window(browser, "push-refused", "终端", shell.publish("增加植树活动"))
        person.write({RECORD: TEXT})
        window(browser, "record-file", RECORD.rpartition("/")[2], TEXT, numbered=True)
        window(browser, "push-accepted", "终端", shell.publish("改好冒号和空格"))
        form(browser, shell)
    # The server built as of today, when the record's term is long over.
    assert host(server, "rebuild").accepted
    with nginx(server.root) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2, locale="zh-CN")
        page.goto(f"{address}news/2024/2024-04-12-zhishu/")
        save("page-phone", page.screenshot(), 128)
        page.close()
        teacher(browser, address)


def teacher(browser: Browser, address: str) -> None:
    """A material with a question answered, a passage kept, all notes, the way to share; a month that is stored."""
    page = browser.new_page(viewport={"width": 390, "height": 600}, device_scale_factor=2, locale="zh-CN")
    page.goto(f"{address}{MATERIAL}")
    answer(page)
    save("quiz-phone", page.screenshot(), 64)
    take(page)
    save("take-phone", page.screenshot(), 64)
    page.get_by_role("button", name="存到随身记").click()
    page.get_by_text("记下了。").wait_for()
    page.get_by_text("分享这一页").click()
    page.get_by_role("button", name="复制标题和链接").scroll_into_view_if_needed()
    page.mouse.wheel(0, -90)
    page.wait_for_timeout(500)
    save("share-phone", page.screenshot(), 64)
    page.goto(f"{address}notes/")
    page.locator(".note-card").wait_for()
    page.locator(".note-card").scroll_into_view_if_needed()
    save("notes-phone", page.screenshot(), 64)
    page.goto(f"{address}study/month/2024-03/read/")
    page.locator(".keep summary").click()
    page.get_by_role("button", name="存下").click()
    page.get_by_text("存好了").wait_for()
    save("keep-phone", page.screenshot(), 64)
    page.close()


def answer(page: Page) -> None:
    """Choose the first answer of the first question, and ask whether it is right."""
    page.locator(".quiz").scroll_into_view_if_needed()
    question = page.locator(".quiz__question").first
    question.locator("label").first.click()
    question.get_by_role("button", name="看答案").click()
    question.scroll_into_view_if_needed()


def take(page: Page) -> None:
    """Select a paragraph, and write beside it what one thinks of it."""
    page.evaluate(SELECT)
    page.get_by_role("button", name="摘抄这一段").click()
    page.get_by_label("感悟").fill("下周二的党小组会，先把这一段读一遍，再说说我们缺哪一样。")


def made_up_school(folder: Path) -> Path:
    """The shipped data and docs under names that no school has."""
    for name in ("data", "docs"):
        shutil.copytree(SHIPPED / name, folder / name)
    for path in (path for path in folder.rglob("*") if path.suffix in (".yml", ".md")):
        text = path.read_text("utf-8")
        for old, new in NAMES.items():
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    return folder


class Shell:
    """Commands as they are typed and what they answer. folder: where."""

    def __init__(self, folder: Path, ssh: Ssh, key: Path) -> None:
        self.folder = folder
        options = [*ssh.options(key), "-l", getpass.getuser()]
        self.environment = {
            **os.environ,
            "GIT_SSH_COMMAND": shlex.join(["ssh", *options]),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "SITE_TODAY": "2024-05-10",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, command: str) -> dict[str, str]:
        """A command and its answer, blanks at line ends taken off."""
        ran = subprocess.run(
            shlex.split(command),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return {"command": command, "answer": "\n".join(line.rstrip() for line in ran.stdout.splitlines())}

    def publish(self, message: str) -> list[dict[str, str]]:
        """The three lines of the handbook."""
        return [self.run(one) for one in ("git add -A", f'git commit -m "{message}"', "git push")]


def form(browser: Browser, shell: Shell) -> None:
    """The form as it is filled in, with a mistake; and what it says when the record is published."""
    environment = {**shell.environment, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "branchsite", "--root", str(shell.folder), "edit", "--no-open"]
    with subprocess.Popen(words, cwd=shell.folder, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        try:
            fill_in(browser, serving.stdout.readline().split("：", 1)[1].strip())
        finally:
            serving.terminate()


def fill_in(browser: Browser, address: str) -> None:
    """Write one record at the form that has this address."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=2, locale="zh-CN")
    page.set_default_timeout(120_000)
    page.goto(address)
    page.get_by_role("link", name="写一条活动记录").click()
    page.get_by_role("button", name="主题党日", exact=True).click()
    for name, text in FILLED.items():
        page.locator(f"[id='f/{name}']").fill(text)
    page.locator("[name='f/兑现']").first.check()
    page.get_by_text("这里有手机号").wait_for()
    save("form", page.screenshot(), 128)
    page.locator("[id='f/地点']").fill("党员活动室")
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("heading", name="发布好了").wait_for()
    save("form-published", page.screenshot(), 64)
    page.close()


def window(browser: Browser, name: str, title: str, content: object, numbered: bool = False) -> None:
    """A picture of a window with commands, or with the lines of a file."""
    environment = Environment(loader=FileSystemLoader(ROOT / "tools"), autoescape=True, trim_blocks=True)
    html = environment.get_template("window.html").render(title=title, content=content, numbered=numbered)
    page = browser.new_page(viewport={"width": WIDTH, "height": 100}, device_scale_factor=2)
    page.set_content(html)
    save(name, page.screenshot(full_page=True))
    page.close()


def save(name: str, png: bytes, colours: int = 32) -> None:
    """All as wide as a window, what is narrower in the middle. Few colours are enough, and a fifth of the bytes."""
    with Image.open(io.BytesIO(png)) as image:
        wide = Image.new("RGB", (WIDTH * 2, image.height), "white")
        wide.paste(image, ((wide.width - image.width) // 2, 0))
    wide.quantize(colours).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
