"""mkdocs serve, as the secretary has it open beside the editor."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sites import ROOT, TODAY, copy_site, replace

pytestmark = pytest.mark.slow

RECORD = "data/activities/2024/2024-03-12-zhishu.yml"
TITLE = "植树节：在江风里种下一排小树"


@dataclass
class Server:
    """A running mkdocs serve. root: the site it watches."""

    root: Path
    address: str
    said: Path

    def page(self) -> str:
        """The record's page now; nothing while the server has none to give."""
        try:
            with urllib.request.urlopen(f"{self.address}news/2024/2024-03-12-zhishu/", timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait_for(self, text: str, seconds: float) -> float:
        """How long it takes until the page shows the text; infinite where it does not within the time."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if text in self.page():
                return time.monotonic() - began
            time.sleep(0.05)
        return float("inf")

    def wait_for_word(self, pattern: str, seconds: float) -> bool:
        """Whether the terminal comes to say something."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if re.search(pattern, self.said.read_text("utf-8")):
                return True
            time.sleep(0.05)
        return False


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = root / "said.txt"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_TODAY": TODAY.isoformat(), "PYTHONUNBUFFERED": "1"}
    with said.open("w") as out:
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=out, stderr=subprocess.STDOUT)
    server = Server(root, f"http://127.0.0.1:{port}/", said)
    try:
        assert server.wait_for(TITLE, 60) < 60, said.read_text("utf-8")
        yield server
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(copy_site(tmp_path / "site")) as running:
        yield running


def test_a_changed_title_shows(server: Server) -> None:
    """On the shipped data. How long it takes is measured by benchmarks/serve.py, not here."""
    replace(server.root / RECORD, TITLE, "改过的标题")
    assert server.wait_for(">改过的标题<", 30) < 30


def test_a_changed_style_shows(tmp_path: Path) -> None:
    """The page asks for it by its new name, and gets it."""
    root = copy_site(tmp_path / "site")
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    style = root / "overrides" / "assets" / "css" / "page.css"
    with serving(root) as server:
        named = re.compile(r"assets/site\.[0-9a-f]{8}\.css")
        before = named.search(server.page())
        assert before
        style.write_text(style.read_text("utf-8") + "\n/* changed */\n", "utf-8")
        end = time.monotonic() + 30
        while (after := named.search(server.page())) is None or after[0] == before[0]:
            assert time.monotonic() < end
            time.sleep(0.05)
        with urllib.request.urlopen(f"{server.address}{after[0]}", timeout=5) as answer:
            assert style.read_bytes() in answer.read()


def test_a_mistake_leaves_the_page_and_mending_it_shows(server: Server) -> None:
    """While a file is wrong the terminal says what, and the last good page is still served."""
    replace(server.root / RECORD, "类别: 团队活动", "类别: 团队活动会")
    assert server.wait_for_word("没有叫“团队活动会”的类别", 20)
    time.sleep(0.5)
    assert f"<title>{TITLE}" in server.page(), "the server does not answer while a file is wrong"
    assert "Traceback" not in server.said.read_text("utf-8")
    replace(server.root / RECORD, "类别: 团队活动会", "类别: 团队活动")
    replace(server.root / RECORD, TITLE, "改好以后的标题")
    assert server.wait_for(">改好以后的标题<", 30) < 30


def test_a_folder_moved_to_the_bin_is_noticed(tmp_path: Path) -> None:
    """A folder that is moved away says nothing of the files in it."""
    root = copy_site(tmp_path / "site")
    folder = (root / RECORD).with_suffix("")
    with serving(root) as server:
        folder.rename(tmp_path / "bin")
        assert server.wait_for_word("找不到照片 01.jpg", 30), server.said.read_text("utf-8")


def test_a_broken_mkdocs_yml_is_said_and_mending_it_is_noticed(server: Server) -> None:
    """Told in Chinese, the last good page stays; saved as editors do, a new file in its place, and twice."""
    settings = server.root / "mkdocs.yml"
    right = settings.read_text("utf-8")
    for wrong in ("theme：", "theme:\n\tname: x"):
        saved = server.root / "mkdocs.yml.new"
        saved.write_text(right.replace("theme:", wrong, 1), "utf-8")
        before = server.said.read_text("utf-8").count("全角冒号或制表符")
        saved.replace(settings)
        assert server.wait_for_word(f"(?:全角冒号或制表符(?:.|\n)*){{{before + 1}}}", 30)
        assert f"<title>{TITLE}" in server.page()
    assert "Traceback" not in server.said.read_text("utf-8")
    saved.write_text(right, "utf-8")
    saved.replace(settings)
    replace(server.root / RECORD, TITLE, "改好以后的标题")
    assert server.wait_for(">改好以后的标题<", 30) < 30
