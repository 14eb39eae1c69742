"""archive: nothing private in any byte, the same file for the same site, a plain word for what is in the way."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from archives import archive, contents
from branchsite.__main__ import main
from sites import ROOT, TINY, TODAY, copy_site, replace, run, tree
from soak.test_full_disk import namespace

pytestmark = pytest.mark.slow

RECORD = "data/activities/2024/2024-03-05-yuanwen.yml"
PRIVATE = "mimi"
"""Is in everything that is planted; so is 机密 in what tiny itself has."""


def plant(root: Path) -> None:
    """Private words wherever a repository may have some, and the public does not look."""
    record = root / RECORD
    record.write_text(f"# {PRIVATE} comment\n" + record.read_text("utf-8"), "utf-8")
    later = record.read_text("utf-8").replace("发布日期: 2024-03-06", "发布日期: 2024-09-01")
    shutil.copytree(record.with_suffix(""), record.with_name("2024-03-06-later"))
    text = later.replace("2024-03-05", "2024-03-06").replace("一起读原文", f"{PRIVATE} later")
    record.with_name("2024-03-06-later.yml").write_text(re.sub("更新日期.*\n更正.*\n", "", text), "utf-8")
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = f"{PRIVATE} exif"
    with Image.open(record.with_suffix("") / "01.jpg") as image:
        image.save(record.with_suffix("") / "01.jpg", exif=exif)
    replace(root / "data/site.yml", "https://git.example.org/", f"https://{PRIVATE}.example/")
    for name in (".git/config", "校内/名单.txt", "config/accounts.json", "docs/dev/notes.md", ".cache/drafts/a.yml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(PRIVATE, "utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny, with private words."""
    root = copy_site(tmp_path_factory.mktemp("archive") / "网站 (1)", TINY)
    plant(root)
    return root


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it."""
    path = tmp_path_factory.mktemp("made") / "存档 2024.zip"
    said = archive(root, path)
    assert f"写好了 {path}（" in said and "解开以后，双击里面的“打开网站.html”。" in said
    return path


def test_nothing_private_is_in_any_byte(root: Path, made: Path) -> None:
    """Neither in a file, nor in what one carries or packs, nor in a name; and all of it was there to be found."""
    planted = [path for path in tree(root) if PRIVATE.encode() in (root / path).read_bytes()]
    assert len(planted) >= 8
    found = contents(made)
    assert len(found) > 100 and any(name.endswith("pf_fragment.js carried unpacked") for name in found)
    for word in (PRIVATE, "机密"):
        assert [name for name, content in found.items() if word in name or word.encode() in content] == []


def test_what_is_in_it(made: Path) -> None:
    """Few things at the top, each plain to see; names that any computer has, but for those a person opens."""
    names = zipfile.ZipFile(made).namelist()
    assert sorted({name.partition("/")[0] for name in names}) == ["site", "source", "打开网站.html", "说明.txt"]
    assert [name for name in names if not name.isascii()] == ["打开网站.html", "说明.txt"]
    assert len(set(map(str.casefold, names))) == len(names)
    assert {"site/index.html", f"source/{RECORD}", "source/data/site.yml", "source/docs/about.md"} <= set(names)
    assert not {"site/404.html", "site/robots.txt", "site/sitemap.xml"} & set(names)
    assert all(len(name) < 140 for name in names)
    text = zipfile.ZipFile(made).read("说明.txt")
    assert text.startswith(b"\xef\xbb\xbf") and text.count(b"\r\n") == text.count(b"\n") > 10


def test_the_same_site_gives_the_same_bytes(root: Path, made: Path, tmp_path: Path) -> None:
    """Elsewhere, with nothing remembered, by one process, built by MkDocs page by page."""
    other = copy_site(tmp_path / "elsewhere", TINY)
    plant(other)
    more = {"BRANCHSITE_CACHE": str(tmp_path / "cache"), "BRANCHSITE_WORKERS": "1", "BRANCHSITE_PLAIN": "1"}
    archive(other, tmp_path / "b.zip", **more)
    assert (tmp_path / "b.zip").read_bytes() == made.read_bytes()


def test_a_site_with_errors_is_refused(root: Path, tmp_path: Path) -> None:
    """As a strict build refuses it: with the place and the cure, and no file."""
    broken = copy_site(tmp_path / "broken", TINY)
    replace(broken / RECORD, "类别: 集中学习", "类别: 集中学刁")
    for _ in range(2):
        ran = run("branchsite", "archive", tmp_path / "b.zip", root=broken)
        assert ran.returncode == 1 and RECORD in ran.stdout and "集中学习" in ran.stdout
        assert "Traceback" not in ran.stdout and sorted(os.listdir(tmp_path)) == ["broken"]


REFUSED = [
    # what is typed, what is said, what cures it
    ("存档", "文件名要以 .zip 结尾", "存档.zip"),
    ("存档.rar", "文件名要以 .zip 结尾", "存档.rar.zip"),
    ("没有/存档.zip", "没有文件夹", "先建好这个文件夹"),
    ("there.zip", "这个文件已经有了", "换一个文件名"),
    ("folder.zip", "这个文件已经有了", "换一个文件名"),
    ("broken-link.zip", "这个文件已经有了", "换一个文件名"),
    ("there.zip/a.zip", "没有文件夹", "先建好这个文件夹"),
    ("a:b.zip", "文件名里有“:”", "a-b.zip"),
    ("a?.zip", "文件名里有“?”", "a-.zip"),
    ("con.zip", "是 Windows 的设备名", "con-1.zip"),
    ("a\n.zip", "换行", "a-.zip"),
    ("长" * 100 + ".zip", "文件名太长", ".zip"),
    ("..", "这个文件已经有了", "换一个文件名"),
    ("", "这个文件已经有了", "换一个文件名"),
    ("网站/data/a.zip", "存档不能放在这里", "如 网站/a.zip"),
    ("网站/docs/a.zip", "存档不能放在这里", "如 网站/a.zip"),
    ("网站/hooks/a.zip", "存档不能放在这里", "如 网站/a.zip"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with things in it, where commands run; the site is one of them."""
    desk = tmp_path_factory.mktemp("desk")
    copy_site(desk / "网站", TINY)
    (desk / "there.zip").write_bytes(b"theirs")
    (desk / "folder.zip").mkdir()
    (desk / "broken-link.zip").symlink_to("nowhere")
    here = os.getcwd()
    os.chdir(desk)
    yield desk
    os.chdir(here)


@pytest.mark.parametrize(("typed", "why", "cure"), REFUSED, ids=[one[0][:20] or "nothing" for one in REFUSED])
def test_what_is_no_place_for_it(
    desk: Path, typed: str, why: str, cure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is built: what is wrong, what to do instead, and nothing is touched."""
    before = sorted(os.listdir(desk))
    assert main(["--root", "网站", "archive", typed]) == 1
    said = capsys.readouterr()
    assert why in said.err and cure in said.err and not said.out
    assert sorted(os.listdir(desk)) == before and (desk / "there.zip").read_bytes() == b"theirs"


def test_a_full_disk(root: Path, tmp_path: Path) -> None:
    """A small disk of its own: it says so, and nothing stays on it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = f'"{sys.executable}" -m branchsite archive "{disk}/a.zip"; echo "left: $(ls -A "{disk}" | wc -l)"'
    command = f'mount -t tmpfs -o size=200k tmpfs "{disk}" && {{ {words}; }}'
    ran = subprocess.run(
        [*namespace(), "bash", "-c", command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "SITE_TODAY": TODAY.isoformat(), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "磁盘满了" in ran.stderr and "腾出地方" in ran.stderr, ran.stderr
    assert ran.stdout.endswith("left: 0\n") and "Traceback" not in ran.stderr
