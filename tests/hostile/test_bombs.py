"""Files made to take a machine's time and memory: refused within limits that the system itself enforces."""

import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.blocks import timer
from branchsite.search.text import plain
from branchsite.views.prose import convert
from edits import A, record
from forked import run_forked
from pictures import chunk, huge_jpeg, image, png
from sites import TINY, TODAY, copy_site
from soak.scale import times

pytestmark = pytest.mark.slow

SECONDS = 30
"""Of the processor, for a site that takes one; a machine that is busy does not make it less."""

MEMORY = 1024 * 1024 * 1024

FILE = A + "2024-04-15-a.yml"
PHOTO = A + "2024-04-15-a/1.jpg"
PLAN = "data/plans/2023-2024-2.yml"
RECORD = record()
ONE_PHOTO = record(照片="\n  - 文件: 1.jpg\n    替代文字: 树")
HEAD = "---\n标题: 一\n摘要: 二\n---\n"
Content = str | bytes | Callable[[Path], None]


def limits(seconds: int = SECONDS) -> dict[int, int]:
    """By the numbers of the module resource."""
    return {resource.RLIMIT_CPU: seconds, resource.RLIMIT_AS: MEMORY}


def limited() -> None:
    """In a child, before its program."""
    for which, amount in limits().items():
        resource.setrlimit(which, (amount, amount))


def judged(root: Path, seconds: int = SECONDS) -> str:
    """What `check` says to a site that it refuses, within the limits."""
    environment = {**os.environ, "SITE_TODAY": TODAY.isoformat()}
    ran = run_forked(["branchsite", "check"], root, environment, limits(seconds))
    said = ran.stdout
    assert ran.returncode == 1, said[-2000:]
    assert "Traceback" not in said and "Error" not in said, said[-2000:]
    assert "处错误" in said and "已发布的内容不受影响" in said
    return said


def large(path: Path) -> None:
    """A file of 100 MB that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(100_000_000)


def put(root: Path, files: dict[str, Content]) -> Path:
    """Write files into a site."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def wrapped(unit: str, length: int = 58_802) -> str:
    """So much of a unit as a text may have, in lines that are not too long."""
    text = unit * (length // len(unit))
    return unit * 4900 if "\n" in unit else "\n".join(text[start : start + 4800] for start in range(0, len(text), 4800))


BOMBS: dict[str, tuple[dict[str, Content], str]] = {
    "aliases of aliases": (
        {FILE: "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30))},
        "内容不能以“&”开头",
    ),
    "4,900 brackets": ({FILE: "标题: " + "[" * 4900}, "2024-04-15-a.yml"),
    "brackets on 4,900 lines": ({FILE: "标题: [\n" + "[\n" * 4900}, "2024-04-15-a.yml"),
    "dashes in a line": ({FILE: "标题:\n" + "- " * 2400}, "2024-04-15-a.yml"),
    "maps in maps": ({FILE: "\n".join(" " * depth + "标题:" for depth in range(600))}, "2024-04-15-a.yml"),
    "4,500 keys": ({FILE: RECORD + "".join(f"甲{n}: 乙\n" for n in range(4500))}, "没有一一列出"),
    "10,000 keys": ({FILE: RECORD + "".join(f"甲{n}: 乙\n" for n in range(10_000))}, "文件太长，超过 5000 行"),
    "a key of 1 MB": ({FILE: "甲" * 350_000 + ": 乙\n"}, "文件太大，超过 256 KB"),
    "a key of 4,900 signs": ({FILE: RECORD + ("标题" * 2450 + ": 乙\n") * 15}, "2024-04-15-a.yml"),
    "100,000 lines": ({FILE: "甲\n" * 60_000}, "文件太长，超过 5000 行"),
    "comments in a text": ({FILE: "正文: |\n" + "# 甲\n" * 4900}, "2024-04-15-a.yml"),
    "quotes that never end": ({FILE: '标题: "\n' * 4900}, "2024-04-15-a.yml"),
    "colons": ({FILE: RECORD + ("：" * 4900 + "\n") * 17}, "2024-04-15-a.yml"),
    "blanks": ({FILE: RECORD + ("  - 甲" + " " * 4900 + "乙\n") * 40}, "2024-04-15-a.yml"),
    "faults of every field": ({PLAN: "标题: 一\n部分:\n" + "  - 标题: 甲\n" * 4800}, "没有一一列出"),
    "empty lists": ({PLAN: "标题: 一\n部分:\n" + "  - 承诺: []\n    条目: []\n" * 2400}, "没有一一列出"),
    "kinds": ({"data/kinds.yml": "".join(f"k{n}:\n  名称: 甲{n}\n" for n in range(2400))}, "没有一一列出"),
    "claims": ({FILE: RECORD + "兑现:\n" + "".join(f"  - 甲{n}/乙\n" for n in range(4900))}, "没有一一列出"),
    "photos": ({FILE: RECORD + "照片:\n" + "  - 文件: a.jpg\n    替代文字: 甲\n" * 2400}, "“照片”最多 50 项"),
    "100 MB of YAML": ({FILE: large}, "文件太大，超过 256 KB"),
    "100 MB of Markdown": ({"docs/a.md": large}, "文件太大，超过 256 KB"),
    "100 MB of photo": ({FILE: ONE_PHOTO, PHOTO: large}, "太大，超过 20 MB"),
    "100 MB beside the prose": ({"docs/a.jpg": large}, "太大，超过 20 MB"),
    "bytes of any kind": ({FILE: bytes(range(256)) * 900}, "2024-04-15-a.yml"),
    "Markdown brackets": ({"docs/a.md": HEAD + ("[" * 4000 + "\n") * 14}, "没有配对的括号"),
    "Markdown pictures": ({"docs/a.md": HEAD + ("![" * 2000 + "\n") * 14}, "没有配对的括号"),
    "Markdown links": ({FILE: record(正文="|\n" + ("  " + "[a](" * 1200 + "\n") * 4)}, "没有配对的括号"),
    "Markdown quotes": ({"docs/a.md": HEAD + ">" * 4900}, "套得太深"),
    "Markdown lists": ({"docs/a.md": HEAD + "1. " * 1600}, "套得太深"),
    "Markdown lists in lists": (
        {"docs/a.md": HEAD + "\n".join(" " * 4 * depth + "- 甲" for depth in range(100))},
        "前面空得太多",
    ),
    "Markdown tables": ({"docs/a.md": HEAD + "|甲" * 2000 + "\n" + "|-" * 2000 + "\n" + "|\n" * 4000}, "列太多"),
    "Markdown headings": ({"docs/a.md": HEAD + "# 甲\n" * 4900 + "[" * 31}, "docs/a.md"),
    "Markdown fences": ({"docs/a.md": HEAD + "```a\n" * 4900}, "代码块"),
    **{
        f"Markdown {unit!r}": ({"docs/a.md": HEAD + wrapped(unit)}, "没有配对的“<”")
        for unit in (
            "<a ",
            "<img ",
            "<h2 id=",
            "<?<a ",
            "<!",
            "</",
            "<div\n",
            "<!--",
            "甲<b ",
            "<a href='",
        )
    },
    "Markdown unclosed sections": ({"docs/a.md": HEAD + wrapped("<![CDATA[")}, "没有配对的括号"),
    "Markdown unclosed tags in a record": ({FILE: record(正文="|\n" + "  <a \n" * 2000)}, "没有配对的“<”"),
    "Markdown tabs": ({"docs/a.md": HEAD + "甲\t" * 2000 + "\n" + "乙\t" * 2000}, "列太多"),
    "Markdown full-width bars": ({"docs/a.md": HEAD + "｜甲" * 2000 + "\n" + "｜乙" * 2000}, "列太多"),
    "a JPEG of 65,500 by 65,500": ({FILE: ONE_PHOTO, PHOTO: huge_jpeg(65_500, 65_500)}, "像素太多"),
    "a PNG of 50,000 by 50,000": ({FILE: ONE_PHOTO, PHOTO: png(size=(50_000, 50_000), pixels=b"")}, "像素太多"),
    "a PNG of a million parts": ({FILE: ONE_PHOTO, PHOTO: png(chunk(b"prVt", b"") * 1_000_000)}, "附带的信息太多"),
    "a drawing called photo": ({FILE: ONE_PHOTO, PHOTO: b"<svg>" * 1_000_000}, "是“SVG 图”"),
    "half a photo": ({FILE: ONE_PHOTO, PHOTO: image(size=(3000, 2000))[:20_000]}, "没有传完"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str, tmp_path: Path) -> None:
    """Refused with a message for people, in bounded time and memory."""
    files, message = BOMBS[name]
    assert message in judged(put(copy_site(tmp_path / "site", TINY), files))


UNITS = [
    *(
        "<a ",
        "<div\n",
        "<img ",
        "<h2 id=",
        "<?<a ",
        "<!",
        "</",
        "<![CDATA[",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<sub>",
        "<p x=1>",
    ),
    *(
        "&",
        "&#",
        "&amp;",
        "`",
        "``",
        "` ``",
        "*",
        "**",
        "*a",
        "*_",
        "_a",
        "a_",
        "** *",
        "*甲* ",
        "[",
        "[![",
        "![",
        "[a](",
        "[a](b",
    ),
    *(
        "](",
        "[a][",
        "[[a]",
        "(a",
        ")",
        ">",
        "> ",
        "> - ",
        "- ",
        "-\n",
        "1. ",
        "1.\n",
        "- a\n  - b\n",
        "①a\n",
        "1、a\n",
        "：\n",
    ),
    *(
        "|",
        "|-",
        "|a\n",
        "a|b\n",
        "a\tb\n",
        '\t"',
        '\t"a\n',
        "#\n",
        "# a\n",
        "## 甲\n",
        "```\n",
        "```a\n",
        "~~~\n",
        "~~~~\n```\n",
    ),
    *(
        "\\",
        "\\*",
        "http://",
        "http://a",
        "www.",
        "www.a.b",
        "@",
        "a@",
        "a@b.c",
        "(http://a",
        "a.",
        "\n",
        "a\n",
        "甲\n",
        "甲，\n",
    ),
    *(
        "甲。\n",
        " \n",
        "  \n",
        "甲  \n",
        "\u3000\n",
        "\u3000甲\n",
        "    甲\n",
        "8:00 甲\n",
        "时间：甲\n",
        "[1]: a\n",
        "=",
        "-",
        "- - ",
    ),
    *(
        "《",
        "“",
        "甲 ",
        "𠮷",
        "a甲",
        "1甲\n",
        "<a href=https://a>",
        "</a>",
        "<br>",
        "<p x=1></p>",
        "\u200b",
        "&nbsp;",
        "　",
    ),
]
"""Of what texts are made that another reader of Markdown would take hours over."""


@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_every_text_becomes_a_page_in_time(unit: str) -> None:
    """As long as a text may be, made of one unit: its page and its words come within the limit of a check."""
    for text in (wrapped(unit), unit * (58_802 // len(unit))):
        convert(text, "", "a/", seconds=timer.SECONDS)
        plain(text)


@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@pytest.mark.parametrize("seed", range(20))
def test_mixed_texts_become_pages_in_time(seed: int) -> None:
    """The same with units that a die has put together, always alike."""
    die = random.Random(seed)
    unit = "".join(die.choice(UNITS) for _ in range(die.randint(2, 6)))
    convert(wrapped(unit), "", "a/", seconds=timer.SECONDS)
    mixed = "".join(die.choice(UNITS) for _ in range(20_000))[:58_802]
    convert(mixed, "", "a/", seconds=timer.SECONDS)
    plain(mixed)


NAMES = {
    b"data/activities/2024/2024-04-15-a\n::error::b.yml": "2024-04-15-a□::error::b.yml",
    b"data/activities/2024/2024-04-15-\xff\xfe.yml": "2024-04-15-□□.yml",
    b"data/activities/2024/2024-04-15-\x1b[31m\x07.yml": "2024-04-15-□[31m□.yml",
    "data/activities/2024/2024-04-15-a\u202etxt.yml".encode(): "2024-04-15-a□txt.yml",
    b"data/activities/2024/2024-04-15-" + b"a" * 200 + b".yml": "文件的路径太长",
    b"data/activities/2024/2024-03-05-YUANWEN.yml": "2024-03-05-YUANWEN.yml",
    b"data/activities/2024/..a.yml": "..a.yml",
    b"data/activities/2024/2024-03-05-yuanwen/\xff\n.jpg": "□□.jpg",
    b"data/activities/2024/\xff/1.jpg": "改名为 file",
    b"data/plans/a\nb.yml": "a□b.yml",
    b"data/kinds.yml\r": "kinds.yml□",
    b"docs/\xff.md": "docs/□.md",
    b"docs/A.md": "docs/A.md",
    b"docs/a/../\x00"[:8] + b"\x01.md": "□.md",
    b"docs/" + b"a/" * 60 + b"x.md": "文件夹套得太深",
}


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_names(name: bytes, tmp_path: Path) -> None:
    """Names with line ends, commands for the terminal, half characters: refused, and shown so that they do nothing."""
    root = copy_site(tmp_path / "site", TINY)
    path = os.fsencode(root) + b"/" + name
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(RECORD.encode())
    said = judged(root)
    assert NAMES[name] in said
    assert not set(said) & set("\x1b\x07\r\u202e")
    assert "\n::" not in said


CROWD = times(2_000, 10_000)


def crowd(path: str, content: str | bytes) -> Callable[[Path], None]:
    """Small files, their numbers in the path."""

    def make(root: Path) -> None:
        for number in range(CROWD):
            put(root, {path.format(number): content})

    return make


CROWDS = {
    "records": (crowd(A + "2024-04-15-r{}.yml", record(类别="集中学西")), "没有叫“集中学西”的类别"),
    "photos": (crowd(A + "2024-03-05-yuanwen/{}.jpg", b"x"), f"文件夹里有 {CROWD + 1} 个文件"),
    "lost photos": (crowd(A + "2024-04-15-lost/{}.jpg", b"x"), f"里面有 {CROWD} 个文件"),
    "folders": (crowd(A + "2024-04-15-l{}/1.jpg", b"x"), "同一种问题超过 500 处"),
    "articles": (crowd("docs/a{}.md", HEAD + "[甲](b.md)\n"), "同一种问题超过 500 处"),
}


@pytest.mark.parametrize("name", CROWDS)
def test_crowds(name: str, tmp_path: Path) -> None:
    """Thousands of files of one fault: none costs more than three milliseconds, and five hundred are told."""
    make, message = CROWDS[name]
    root = copy_site(tmp_path / "site", TINY)
    make(root)
    said = judged(root, seconds=CROWD * 3 // 1000)
    assert message in said
    assert len(said) < 200_000


WEIGH = """
import resource, sys
from pathlib import Path
from branchsite.photos.pixels import pixels
from branchsite.cache.folder import CacheFolder
from branchsite.cache.memo import Memo
from branchsite.photos.encode import Original, prepare
store = CacheFolder(Path(sys.argv[1]))
memo = Memo(store)
path = Path(sys.argv[2])
size = pixels(path, memo)[:2]
prepare([Original(path, content, *size) for content in ("one", "another")], store)
"""


@pytest.mark.parametrize(
    ("kind", "mode", "size", "options"),
    [
        ("JPEG", "RGB", (10_000, 6_000), {"progressive": True, "subsampling": 0}),
        ("JPEG", "CMYK", (10_000, 6_000), {"progressive": True}),
        ("PNG", "RGBA", (10_000, 6_000), {}),
        ("PNG", "P", (10_000, 6_000), {}),
        ("WEBP", "RGB", (6_000, 5_000), {"method": 0}),
        # To write it takes twelve seconds, or four in this way; to read it is the same.
        ("HEIF", "RGB", (10_000, 6_000), {"enc_params": {"preset": "ultrafast"}}),
    ],
)
def test_the_largest_photos(kind: str, mode: str, size: tuple[int, int], options: dict, tmp_path: Path) -> None:
    """As many pixels as are accepted are published within a gigabyte of addresses, two of them too."""
    import pillow_heif
    from PIL import Image

    pillow_heif.register_heif_opener()
    Image.new(mode, size).save(tmp_path / "a.jpg", kind, **options)
    ran = subprocess.run(
        [sys.executable, "-c", WEIGH, tmp_path / "cache", tmp_path / "a.jpg"],
        capture_output=True,
        text=True,
        preexec_fn=limited,
    )
    assert ran.returncode == 0, ran.stderr
