"""The program on the secretary's Windows, as far as Linux can show it: tests/windows takes away what is not there.

Each command is run as the handbook says it, in a folder with blanks and Chinese in its name, on files with CRLF.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sites import ROOT, TINY, TODAY, Built, copy_site, replace, run, tree

pytestmark = pytest.mark.slow

WINDOWS = ROOT / "tests" / "windows"
RECORD = "data/activities/2024/2024-04-10-dangri.yml"
CONSOLES = ("cp936:strict", "cp1252:strict", "cp437:strict")


def as_windows(root: Path, console: str = CONSOLES[0], **more: str) -> dict[str, str]:
    """The environment of a command there."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(root.parent),
        "PYTHONPATH": str(WINDOWS),
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": console,
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_TODAY": TODAY.isoformat(),
        "LANG": "C.UTF-8",
        **more,
    }


def typed(root: Path, *words: str, console: str = CONSOLES[0]) -> tuple[int, str]:
    """What a command gives and says: `python …` in the site's folder."""
    code = console.split(":")[0]
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=root,
        env=as_windows(root, console),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    said = ran.stdout.decode(code)
    assert "Traceback" not in said and "\r\r" not in said, said
    return ran.returncode, said


TRIALS = """
import os, pathlib, sys
def fails(what):
    try: what()
    except (OSError, ImportError, UnicodeError, ValueError) as error: return type(error).__name__
here = pathlib.Path("a.txt")
here.write_text("\\u4e2d\\n", encoding="utf-8")
with here.open("rb"): busy = fails(lambda: os.replace(here, "b.txt"))
print(hasattr(os, "fork"), [one for one in ("fcntl", "pwd", "branchsite") if not fails(lambda: __import__(one))])
print(busy, fails(lambda: os.symlink("a", "b")), fails(here.read_text), fails(lambda: open("a?.txt", "w")))
print(here.read_bytes())
"""


def test_what_is_taken_away(tmp_path: Path) -> None:
    """Without this the tests below would prove nothing."""
    (tmp_path / "trials.py").write_text(TRIALS)
    said = typed(tmp_path, "trials.py")[1].splitlines()
    assert said == ["False []", "PermissionError OSError UnicodeDecodeError OSError", r"b'\xe4\xb8\xad\r\n'"]


def crlf(root: Path) -> Path:
    """Every text of a site as Notepad saves it."""
    for path in [*root.glob("data/**/*.yml"), *root.glob("docs/**/*.md")]:
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return root


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Tiny, in her Documents."""
    return crlf(copy_site(tmp_path / "我的 文档" / "网站 (1)", TINY))


@pytest.mark.parametrize("console", CONSOLES)
def test_check(site: Path, console: str) -> None:
    """Right and wrong; a console without Chinese gets the numbers of its characters, and no traceback."""
    status, said = typed(site, "hooks", "check", console=console)
    assert status == 0
    assert "可以发布" in said or "\\u53ef" in said
    replace(site / RECORD, "类别: 主题党日", "类别: 主题党曰")
    status, said = typed(site, "hooks", "check", console=console)
    assert status == 1
    assert RECORD in said and "\\activities" not in said
    assert "改法：" in said or "\\u6539" in said


def test_fix(site: Path) -> None:
    """A slip is mended, line ends stay; of a file that is only to be read it says so, and mends the others."""
    other = "data/activities/2024/2024-05-08-xuexi.yml"
    for file in (RECORD, other):
        replace(site / file, "标题: ", "标题：")
        (site / file).write_bytes((site / file).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    (site / other).chmod(0o444)
    before = (site / other).read_bytes()
    status, said = typed(site, "hooks", "check", "--fix")
    assert status == 1
    assert "改好了 1 个文件" in said and "没有改：它是只读的" in said
    text = (site / RECORD).read_bytes()
    assert "标题: ".encode() in text and b"\n" not in text.replace(b"\r\n", b"")
    assert (site / other).read_bytes() == before
    # The cure, to the letter.
    (site / other).chmod(0o644)
    assert typed(site, "hooks", "check", "--fix")[0] == 0
    assert not [name for name in tree(site) if name.endswith(".tmp")]


def test_a_file_saved_in_the_old_code(site: Path) -> None:
    """Notepad's ANSI."""
    path = site / RECORD
    path.write_bytes(path.read_bytes().decode("utf-8").encode("gb18030"))
    status, said = typed(site, "hooks", "check", "--fix")
    assert status == 0 and "编码改成了 UTF-8" in said


def test_new(site: Path) -> None:
    """The same bytes as anywhere, and what to type next is what works there."""
    assert typed(site, "hooks", "new", "2024-05-09", "zhishu", "主题党日")[0] == 0
    made = site / "data/activities/2024/2024-05-09-zhishu.yml"
    elsewhere = crlf(copy_site(site.parent / "other", TINY))
    assert run("branchsite", "new", "2024-05-09", "zhishu", "主题党日", root=elsewhere).returncode == 0
    assert made.read_bytes() == (elsewhere / "data/activities/2024/2024-05-09-zhishu.yml").read_bytes()
    status, said = typed(site, "hooks", "new", "2024-05-09", "zhishu", "主题党日")
    assert status == 1 and "这个文件已经有了" in said


def test_schema(site: Path) -> None:
    """Written with the line ends of the repository, and then found up to date."""
    assert typed(site, "hooks", "schema")[0] == 0
    written = {path.name: path.read_bytes() for path in (site / "data/_schema").glob("*.json")}
    assert written and not any(b"\r" in content for content in written.values())
    assert typed(site, "hooks", "schema", "--check")[0] == 0


def test_pages(site: Path) -> None:
    """The same files as on Linux."""
    assert typed(site, "hooks", "pages", "--out", "全部 页面")[0] == 0
    plain = copy_site(site.parent / "plain", TINY)
    assert run("branchsite", "pages", "--out", "out", root=plain).returncode == 0
    assert tree(site / "全部 页面") == tree(plain / "out")


@pytest.mark.parametrize("plain", ["0", "1"])
def test_build(site: Path, built_tiny: Built, plain: str) -> None:
    """The site is the same, byte for byte, the first time and again, fast or by MkDocs alone."""
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict"],
            cwd=site,
            env=as_windows(site, BRANCHSITE_PLAIN=plain),
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
        here, there = tree(site / "site"), tree(built_tiny.site)
        assert sorted(here) == sorted(there)
        assert [name for name in here if here[name] != there[name] and not name.endswith(".gz")] == []


@pytest.mark.parametrize(
    "words", [["host"], ["host", "status"], ["host", "init", "x", "--site-url", "https://x.example/"]]
)
def test_host_needs_linux(site: Path, words: list[str]) -> None:
    """And says so, whatever stands behind it."""
    status, said = typed(site, "hooks", *words)
    assert status == 1 and "要在 Linux 上运行" in said


def test_help(site: Path) -> None:
    """Every command is listed."""
    status, said = typed(site, "hooks", "--help")
    assert status == 0
    assert {"check", "pages", "schema", "new", "host"} <= set(re.findall(r"^    (\w+)", said, re.M))


def test_serve(site: Path) -> None:
    """The preview starts, shows a page, and shows it changed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = site.parent / "said.txt"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=site,
            env=as_windows(site),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}/news/2024/2024-04-10-dangri/"
        assert any("到江边去" in text for text in shown(url))
        replace(site / RECORD, "到江边去", "改过的标题")
        assert any("改过的标题" in text for text in shown(url)), log.read_text("utf-8", "replace")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    assert "Traceback" not in log.read_text("utf-8", "replace")


def shown(url: str) -> Iterator[str]:
    """What a page says, asked again and again for a minute."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                yield answer.read().decode()
        except OSError:
            yield ""
        time.sleep(0.2)


def test_line_ends_are_kept_by_git(tmp_path: Path) -> None:
    """Whatever Git for Windows was told at its installation, texts are checked out as they are in the repository."""
    repository = tmp_path / "repository"
    repository.mkdir()
    shutil.copy(ROOT / ".gitattributes", repository)
    for name, content in {
        "a.yml": b"a\nb\n",
        "b.md": b"a\r\nb\r\n",
        "c.jpg": b"\xff\xd8\r\n\n",
        "d.heic": b"a\r\n",
    }.items():
        (repository / name).write_bytes(content)
    for setting in ("true", "input", "false"):
        out = tmp_path / setting
        git = ["git", "-c", f"core.autocrlf={setting}", "-c", "user.name=x", "-c", "user.email=x@example.com"]
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
        for command in (["init", "-q", "."], ["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "x"]):
            subprocess.run([*git, *command], cwd=repository, env=environment, check=True, capture_output=True)
        subprocess.run([*git, "clone", "-q", repository, out], env=environment, check=True, capture_output=True)
        assert (out / "a.yml").read_bytes() == b"a\nb\n"
        assert (out / "b.md").read_bytes() == b"a\nb\n"
        assert (out / "c.jpg").read_bytes() == b"\xff\xd8\r\n\n" and (out / "d.heic").read_bytes() == b"a\r\n"


def test_archive(site: Path) -> None:
    """The copy is there, whole; once more, and the first stays."""
    status, said = typed(site, "hooks", "archive", "存档 2024.zip")
    assert status == 0 and "写好了 存档 2024.zip" in said
    made = site / "存档 2024.zip"
    before = made.read_bytes()
    assert zipfile.ZipFile(made).testzip() is None
    status, said = typed(site, "hooks", "archive", "存档 2024.zip")
    assert status == 1 and "这个文件已经有了" in said
    assert made.read_bytes() == before and not list(site.glob("*.new"))
