"""Nothing private gets into history, whichever way; each refusal is mended by what it says, to the letter.

Most cases are judged by the rules in a clone's own repository, which is as good and takes no seconds; some are pushed.
"""

import io
import os
import re
import shlex
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable

import pillow_heif
import pytest
from PIL import Image, PngImagePlugin

from branchsite.errors import Problem
from branchsite.host.server.accounts import Role
from branchsite.host.server.git import NOTHING, resolve
from pushes import Person, activity, judged

MOBILE = "13800138000"
WIDE = "１３８００１３８０００"
SPOKEN = "一三八〇〇一三八〇〇〇"
IDENTITY = "11010519491231002X"
FOLDER = "data/activities/2024/2024-04-15-hao"


def image(format: str, **options: object) -> bytes:
    """A small picture that says something besides its pixels."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(out, format, **options)
    return out.getvalue()


def exif(tag: int = 0x010E, value: str | bytes = f"电话{MOBILE}") -> bytes:
    """A camera's note."""
    found = Image.Exif()
    found[tag] = value
    return found.tobytes()


def png_text(compressed: bool) -> bytes:
    """A PNG with a text."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", f"tel {MOBILE} " + "x" * 50, zip=compressed)
    return image("PNG", pnginfo=info)


def xmp() -> bytes:
    """A JPEG with the description that Photoshop and Lightroom write."""
    text = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:description>{MOBILE}</dc:description></x:xmpmeta>'
    return image("JPEG", xmp=text.encode())


def iptc() -> bytes:
    """A JPEG with an IPTC caption, as press photographers' programs write it."""
    caption = f"记者{MOBILE}".encode()
    record = b"\x1c\x02\x78" + struct.pack(">H", len(caption)) + caption
    record += b"\0" * (len(record) % 2)
    resource = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    plain = image("JPEG")
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(resource) + 2) + resource + plain[2:]


def heic() -> bytes:
    """A HEIC as an iPhone writes it, with a note."""
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64), "red")).save(out, exif=exif())
    return out.getvalue()


def archive(inside: bytes, name: str = "word/document.xml") -> bytes:
    """A Word document or any other archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, inside)
    return out.getvalue()


def encrypted() -> bytes:
    """An archive with a password: its flags say so."""
    whole = bytearray(archive(MOBILE.encode()))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(sign) + at] |= 1
    return bytes(whole)


ROWS = "".join(f"<c><v>{name}</v></c>" for name in ("示例甲", MOBILE))

FILES: dict[str, tuple[str, bytes]] = {
    "a record": (f"{FOLDER}.yml", f"正文: 电话{MOBILE}\n".encode()),
    "a page": ("docs/study/hao.md", f"电话{MOBILE}\n".encode()),
    "an identity": (f"{FOLDER}.yml", f"号码 {IDENTITY}\n".encode()),
    "grouped": (f"{FOLDER}.yml", b"138-0013-8000\n"),
    "split by mark-up": (f"{FOLDER}.yml", b"1<b>38</b>**0013**8000\n"),
    "a home": (f"{FOLDER}.yml", "家住3幢2单元501室\n".encode()),
    "behind 2,000 characters": ("docs/a.md", b"\n" * 2000 + MOBILE.encode()),
    "behind 300,000": ("docs/a.md", "江心红。\n".encode() * 23_000 + MOBILE.encode()),
    "behind 3,000,000": ("data/a.txt", b"abc\n" * 750_000 + MOBILE.encode()),
    "across a chunk": ("data/a.txt", b"abc\n" * 24_999 + b"abcdef" + MOBILE.encode() + b"\n" * 600_000),
    "wide in a large file": ("data/a.txt", b"abc\n" * 100_000 + WIDE.encode()),
    "UTF-16 little, marked": (f"{FOLDER}.yml", b"\xff\xfe" + f"电话{MOBILE}".encode("utf-16-le")),
    "UTF-16 big, marked": (f"{FOLDER}.yml", b"\xfe\xff" + f"电话{MOBILE}".encode("utf-16-be")),
    "UTF-16 little": (f"{FOLDER}.yml", f"a电话{WIDE}".encode("utf-16-le")),
    "UTF-16 big": (f"{FOLDER}.yml", f"a电话{SPOKEN}".encode("utf-16-be")),
    "UTF-16 at an odd place": ("data/a.doc", b"\xd0\xcf\x11\xe0\0" + MOBILE.encode("utf-16-le")),
    "UTF-32": (f"{FOLDER}.yml", f"电话{MOBILE}".encode("utf-32")),
    "GBK": (f"{FOLDER}.yml", f"电话{WIDE}".encode("gbk")),
    "GB18030": (f"{FOLDER}.yml", f"龘电话{SPOKEN}".encode("gb18030")),
    "a broken text": (f"{FOLDER}.yml", b"\xff\x80" + MOBILE.encode()),
    "EXIF": (f"{FOLDER}/01.jpg", image("JPEG", exif=exif())),
    "EXIF of Windows": (f"{FOLDER}/01.jpg", image("JPEG", exif=exif(0x9C9C, f"电话{MOBILE}".encode("utf-16-le")))),
    "XMP": (f"{FOLDER}/01.jpg", xmp()),
    "IPTC": (f"{FOLDER}/01.jpg", iptc()),
    "a comment": (f"{FOLDER}/01.jpg", image("JPEG", comment=MOBILE.encode())),
    "behind the picture": (f"{FOLDER}/01.jpg", image("JPEG") + MOBILE.encode()),
    "a photo cut off": (f"{FOLDER}/01.jpg", image("JPEG", exif=exif())[:300]),
    "PNG": (f"{FOLDER}/01.png", png_text(False)),
    "PNG, packed": (f"{FOLDER}/01.png", png_text(True)),
    "WebP": (f"{FOLDER}/01.webp", image("WEBP", exif=exif())),
    "HEIC": (f"{FOLDER}/01.heic", heic()),
    "a photo that is called a text": (f"{FOLDER}.yml", png_text(True)),
    "Word": ("data/名单.docx", archive(f"<w:t>{MOBILE}</w:t>".encode())),
    "Excel": ("data/名单.xlsx", archive(ROWS.encode(), "xl/sharedStrings.xml")),
    "a name in an archive": ("data/a.zip", archive(b"x", f"{MOBILE}.jpg")),
    "an archive in an archive": ("data/a.zip", archive(archive(MOBILE.encode()), "a.docx")),
    "an archive with a password": ("data/a.zip", encrypted()),
    "a damaged archive": ("data/a.zip", archive(MOBILE.encode() * 50)[:60]),
    "an archive of zeros": ("data/a.zip", archive(bytes(70_000_000))),
    "PDF": ("data/a.pdf", b"%PDF-1.4\n" + zlib.compress(MOBILE.encode())),
    "gzip": ("data/a.gz", b"\x1f\x8b\x08\0" + zlib.compress(MOBILE.encode())),
}
"""Files that a commit brings and the next one removes."""


def cured(person: Person, found: list[Problem]) -> None:
    """Do what the cures say, and nothing else: their commands in order, then commit all and be judged again."""
    for command in dict.fromkeys(one for problem in found for one in commands(problem.fix)):
        subprocess.run(shlex.split(command), cwd=person.clone, check=True, capture_output=True)
    person.git("add", "-A")
    person.git("commit", "-q", "--allow-empty", "-m", "改了内容")
    assert judged(person) == []


def commands(fix: str) -> list[str]:
    """The lines of git in a cure."""
    return [one.strip() for one in re.findall("git [^，；。]+", fix)]


def assert_private(found: list[Problem], *words: str) -> None:
    """That something is said, with a cure, and without the number."""
    assert found
    for problem in found:
        said = str(problem)
        assert MOBILE not in said and IDENTITY not in said, said
        assert commands(problem.fix), said
    said = "\n".join(map(str, found))
    assert all(word in said for word in words), said


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_came_and_went(name: str, writer: Person) -> None:
    """What it is, in which commit; made one commit of, as told, it is in none."""
    path, content = FILES[name]
    first = writer.commit({path: content})
    writer.commit({path: None, **activity("hao2")})
    found = judged(writer)
    assert_private(found, path, f"提交 {first[:7]} 里有", "历史里还在", "git reset --soft")
    cured(writer, found)


def test_a_number_that_was_mended(writer: Person) -> None:
    """The usual way: refused for the number, taken out, committed on top. Twice the same file, another content."""
    writer.commit(activity("hao", 正文=f"电话{MOBILE}。"))
    writer.commit(activity("hao"))
    found = judged(writer)
    assert_private(found, f"{FOLDER}.yml", "里有手机号，后来的提交虽然删了，历史里还在")
    cured(writer, found)


NAMES: dict[str, list[tuple[str, str]]] = {
    "a photo": [(f"{FOLDER}/电话{MOBILE}.jpg", f"{FOLDER}/01.jpg")],
    "a folder": [(f"data/activities/2024/{MOBILE}/01.jpg", f"{FOLDER}/01.jpg")],
    "wide digits": [(f"{FOLDER}/{WIDE}.jpg", f"{FOLDER}/01.jpg")],
    "spread over folders": [("data/138/0013/8000.jpg", f"{FOLDER}/01.jpg")],
    "an identity": [(f"{FOLDER}/{IDENTITY}.jpg", f"{FOLDER}/01.jpg")],
    "to and fro": [(f"{FOLDER}/{MOBILE}.jpg", f"{FOLDER}/01.jpg"), (f"{FOLDER}/01.jpg", f"{FOLDER}/02.jpg")],
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_was_changed(name: str, writer: Person) -> None:
    """The content is in the last tree still, the name no more."""
    (first, then), *more = NAMES[name]
    writer.commit({first: image("JPEG")})
    for old, new in [(first, then), *more]:
        content = (writer.clone / old).read_bytes()
        writer.commit({old: None, new: content})
    found = judged(writer)
    assert_private(found, "里的文件名有", "历史里还在")
    cured(writer, found)


def test_a_name_in_another_code(writer: Person) -> None:
    """As an old Windows program packs names: GBK, with wide digits."""
    blob = writer.git("hash-object", "-w", "docs/about.md").said.strip()
    entry = f"100644 blob {blob}\t".encode() + f"{WIDE}.md".encode("gbk") + b"\0"
    feed = subprocess.run(["git", "mktree", "-z"], cwd=writer.clone, input=entry, capture_output=True, check=True)
    docs = feed.stdout.decode().strip()
    whole = writer.git("ls-tree", "HEAD").said.replace(writer.git("rev-parse", "HEAD:docs").said.strip(), docs)
    tree = subprocess.run(["git", "mktree"], cwd=writer.clone, input=whole, text=True, capture_output=True, check=True)
    commit = writer.git("commit-tree", tree.stdout.strip(), "-p", "HEAD", "-m", "x").said.strip()
    back = writer.git("commit-tree", "HEAD^{tree}", "-p", commit, "-m", "y").said.strip()
    writer.git("reset", "-q", "--hard", back)
    assert_private(judged(writer), "里的文件名有手机号")


def signed(**environment: str) -> Callable[[Person], object]:
    """A commit that somebody else's name or mail stands in."""

    def commit(person: Person) -> None:
        person.write(activity("hao"))
        person.git("add", "-A")
        command = ["git", "commit", "-q", "-m", "改了内容"]
        subprocess.run(command, cwd=person.clone, env={**os.environ, **environment}, check=True)

    return commit


def configured(name: str, value: str) -> Callable[[Person], object]:
    """A commit by somebody who is set up so."""

    def commit(person: Person) -> None:
        person.git("config", name, value)
        person.commit(activity("hao"))

    return commit


def in_gbk(person: Person) -> None:
    """A message in the code of an old Windows, which git is told of."""
    (person.clone / ".git/message").write_bytes(f"联系{WIDE}".encode("gbk"))
    person.git("-c", "i18n.commitEncoding=GBK", "commit", "-q", "--allow-empty", "-F", ".git/message")


def merged_tag(person: Person) -> None:
    """A merge of an annotated tag, whose message the merge's takes up."""
    person.git("checkout", "-q", "-b", "side")
    person.commit(activity("ce"))
    person.git("tag", "-a", "-f", "v1", "-m", f"联系{MOBILE}")
    person.git("checkout", "-q", "main")
    person.git("branch", "-q", "-D", "side")
    person.git("merge", "-q", "--no-ff", "--no-edit", "v1")


COMMITS: dict[str, tuple[Callable[[Person], object], str]] = {
    "the message": (lambda one: one.commit(activity("hao"), f"加了{MOBILE}的"), "的说明里有手机号"),
    "far down in it": (lambda one: one.commit(activity("hao"), "加\n\n" + "啊\n" * 999 + MOBILE), "的说明里有手机号"),
    "in GBK": (in_gbk, "的说明里有手机号"),
    "a line like git's own": (lambda one: one.commit(activity("hao"), f"x\n\nparent {MOBILE}"), "的说明里有手机号"),
    "no file": (lambda one: one.git("commit", "-q", "--allow-empty", "-m", MOBILE), "的说明里有手机号"),
    "a merged tag": (merged_tag, "的说明里有手机号"),
    "the mail": (configured("user.email", f"{MOBILE}@qq.com"), "作者邮箱里有手机号"),
    "the mail of China Mobile": (configured("user.email", f"{MOBILE}@139.com"), "作者邮箱里有手机号"),
    "the name": (configured("user.name", f"示例 {MOBILE}"), "作者姓名里有手机号"),
    "the committer": (signed(GIT_COMMITTER_EMAIL=f"{MOBILE}@qq.com", GIT_COMMITTER_NAME="x"), "作者邮箱里有手机号"),
    "the author": (signed(GIT_AUTHOR_NAME=IDENTITY, GIT_AUTHOR_EMAIL="x@school.example"), "作者姓名里有身份证号"),
}


@pytest.mark.parametrize("name", COMMITS)
def test_what_commits_say(name: str, writer: Person) -> None:
    """Message, author and committer: everybody with a clone reads them. The cure changes the setting, too."""
    make, reason = COMMITS[name]
    make(writer)
    found = judged(writer)
    assert_private(found, reason)
    cured(writer, found)


def evil_merge(person: Person) -> None:
    """A merge with a file that neither side has, removed in the next commit."""
    person.git("checkout", "-q", "-b", "side")
    person.commit(activity("ce"))
    person.git("checkout", "-q", "main")
    person.commit(activity("zhu"))
    person.git("merge", "-q", "--no-ff", "--no-commit", "side")
    person.commit({"docs/hao.md": f"电话{MOBILE}"}, "合并")
    person.commit({"docs/hao.md": None})


def side_branch(person: Person) -> None:
    """A number that only a branch had, merged when it was gone."""
    person.git("checkout", "-q", "-b", "side")
    person.commit({"docs/hao.md": f"电话{MOBILE}"})
    person.commit({"docs/hao.md": None})
    person.git("checkout", "-q", "main")
    person.commit(activity("zhu"))
    person.git("merge", "-q", "--no-ff", "-m", "合并", "side")


def reverted(person: Person) -> None:
    """Taken back by git itself."""
    person.commit({"docs/hao.md": f"电话{MOBILE}"})
    person.git("revert", "--no-edit", "HEAD")


def linked(person: Person) -> None:
    """Where a link leads to is a text, too."""
    (person.clone / "docs/hao.md").symlink_to(f"/home/{MOBILE}")
    person.commit({})
    person.commit({"docs/hao.md": None})


def thrice(person: Person) -> None:
    """The same file, wrong in the middle only."""
    for text in ("一", f"二{MOBILE}", "三"):
        person.commit({"docs/hao.md": text})


WAYS = {one.__name__: one for one in (evil_merge, side_branch, reverted, linked, thrice)}


@pytest.mark.parametrize("name", WAYS)
def test_whichever_way_it_came(name: str, writer: Person) -> None:
    """Merges, branches, links and reverts."""
    writer.git("branch", "-q", "-D", "side") if "side" in writer.git("branch").said else None
    WAYS[name](writer)
    found = judged(writer)
    assert_private(found, "docs/hao.md", "里有手机号，后来的提交虽然删了，历史里还在")
    cured(writer, found)


def test_the_first_push_of_a_history(writer: Person) -> None:
    """Nothing has landed yet: all is made one commit, by a command that works there."""
    writer.git("checkout", "-q", "--orphan", "first")
    writer.git("rm", "-rq", "--cached", ".")
    writer.git("clean", "-qfdx")
    writer.commit(activity("hao", 正文=f"电话{MOBILE}。"))
    writer.commit(activity("hao"))
    found = judged(writer, old=NOTHING)
    assert_private(found, "git update-ref -d HEAD")
    for command in commands(found[0].fix):
        subprocess.run(shlex.split(command), cwd=writer.clone, check=True)
    writer.commit({}, "第一次")
    assert judged(writer, old=NOTHING) == []


ELSEWHERE: dict[str, tuple[str, bytes]] = {
    "a list on top": ("通讯录.txt", MOBILE.encode()),
    "a sheet on top": ("名单.xlsx", archive(ROWS.encode())),
    "a folder of its own": ("材料/名单.csv", f"示例甲,{MOBILE}".encode()),
}


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("stays", [True, False], ids=["stays", "goes"])
def test_outside_content(name: str, stays: bool, writer: Person) -> None:
    """Maintainers, too, bring no lists; the program's own tests have sample numbers, and may."""
    path, content = ELSEWHERE[name]
    writer.commit({path: content, "tests/test_x.py": MOBILE, "hooks/x.py": f"# {MOBILE}"})
    if not stays:
        writer.commit({path: None})
    found = judged(writer, Role.MAINTAINER)
    assert_private(found, path, "里有手机号")
    assert [one.file for one in found] == [path]


def test_what_is_no_number(writer: Person) -> None:
    """Ordinary histories: dates, sums, mails with numbers, programs' marks, photos and documents without a number."""
    writer.git("config", "user.email", "12345678+shuji@users.noreply.example")
    files: list[dict[str, str | bytes | None]] = [
        {"docs/a.md": "2024年4月15日 12:30:45，13800元，第2024-0415号"},
        {f"{FOLDER}/01.jpg": image("JPEG", exif=exif(value="示例"))},
        {f"{FOLDER}/01.jpg": None, f"{FOLDER}/IMG_20240415_123045.jpg": image("JPEG")},
        {f"{FOLDER}/IMG_20240415_123045.jpg": None, "data/a.docx": archive("<w:t>示例</w:t>".encode())},
        {"data/a.docx": None, "data/a.bin": os.urandom(600_000)},
        {"data/a.bin": None, "docs/b.md": "示例".encode("gbk")},
        {"docs/b.md": "示例".encode("utf-16")},
        {"docs/b.md": None, "docs/a.md": None},
    ]
    for change in files:
        writer.commit(change, "改 20240415 的活动（2024-04-15 12:30:45）\n\nReviewed 1a2b3c4d5e6f7a8b9c0d")
    writer.git("config", "user.email", "2857138001@qq.com")
    writer.commit(activity("hao"))
    assert judged(writer) == []


def test_another_repository_taken_out_as_told(intruder: Person, writer: Person) -> None:
    """Somebody put a whole repository in: refused; its files copied instead, all is well."""
    inner = writer.clone / FOLDER
    inner.mkdir(parents=True)
    for arguments in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        author = ["-c", "user.name=x", "-c", "user.email=x@school.example"]
        subprocess.run(["git", *author, *arguments], cwd=inner, check=True)
    writer.commit({})
    found = judged(writer)
    assert [one.file for one in found] == [FOLDER] and "子模块" in found[0].message
    writer.git("rm", "-q", "--cached", FOLDER)
    subprocess.run(["rm", "-rf", str(inner / ".git")], check=True)
    writer.commit({f"{FOLDER}/01.jpg": image("JPEG"), **activity("hao")})
    assert judged(writer) == []


PUSHED: dict[str, Callable[[Person], object]] = {
    "a name": lambda one: [one.commit({f"docs/{MOBILE}.md": "x"}), one.commit({f"docs/{MOBILE}.md": None})],
    "a text": lambda one: [one.commit({"docs/a.md": MOBILE}), one.commit({"docs/a.md": None})],
    "UTF-16": lambda one: [one.commit({"docs/a.md": MOBILE.encode("utf-16")}), one.commit({"docs/a.md": None})],
    "a photo": lambda one: [one.commit({"docs/a.jpg": image("JPEG", exif=exif())}), one.commit({"docs/a.jpg": None})],
    "a sheet": lambda one: [one.commit({"data/a.xlsx": archive(ROWS.encode())}), one.commit({"data/a.xlsx": None})],
    "a message": lambda one: one.commit(activity("hao"), f"联系{MOBILE}"),
    "a mail": configured("user.email", f"{MOBILE}@qq.com"),
    "a merge": evil_merge,
}


@pytest.mark.parametrize("name", PUSHED)
def test_pushed_for_real(name: str, intruder: Person) -> None:
    """Refused by the server; it has none of the objects, and what is said has no number in it."""
    intruder.git("config", "user.email", "shuji@school.example")
    intruder.git("branch", "-q", "-D", "side") if "side" in intruder.git("branch").said else None
    PUSHED[name](intruder)
    new = intruder.git("rev-parse", "HEAD").said.strip()
    answer = intruder.push()
    intruder.git("config", "user.email", "shuji@school.example")
    assert not answer.accepted and "改法：" in answer.said and MOBILE not in answer.said
    assert resolve(intruder.host.repository, new) == NOTHING
    every = ["git", "cat-file", "--batch-all-objects", "--batch"]
    kept = subprocess.run(every, cwd=intruder.host.repository, capture_output=True, check=True).stdout
    assert MOBILE.encode() not in kept.replace(b"\0", b"")


REFS = {
    "a branch": ["HEAD:refs/heads/{}"],
    "a tag": ["HEAD:refs/tags/{}"],
    "an annotated tag": ["v2"],
    "an annotated tag as main": ["v2^{{tag}}:refs/heads/main"],
    "notes": ["HEAD:refs/notes/commits"],
}


@pytest.mark.parametrize("name", REFS)
def test_names_and_messages_of_refs(name: str, intruder: Person) -> None:
    """Branches and tags are refused as such, and their names not repeated."""
    intruder.commit(activity("hao"))
    intruder.git("tag", "-a", "-f", "v2", "-m", f"联系{MOBILE}")
    tag = intruder.git("rev-parse", "v2").said.strip()
    answer = intruder.push("--force", *(one.format(MOBILE) for one in REFS[name]))
    assert not answer.accepted
    assert "改法：" in answer.said or "non-commit" in answer.said
    said = [line for line in answer.said.splitlines() if line.startswith("remote:")]
    assert MOBILE not in "\n".join(said)
    missing = subprocess.run(["git", "cat-file", "-e", tag], cwd=intruder.host.repository, check=False)
    assert missing.returncode != 0
