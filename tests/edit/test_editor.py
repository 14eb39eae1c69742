"""What one person does at the form, without its pages."""

from pathlib import Path

import pytest

from branchsite.edit.draft import Draft
from branchsite.edit.editor import Editor
from branchsite.edit.fields import ORIGIN
from branchsite.edit.file_edit import edit_file
from branchsite.edit.form import files_of
from branchsite.edit.repository import GitError
from branchsite.edit.workspace import why
from branchsite.edit.yaml_edit import Fields
from branchsite.load.data import load
from pictures import image
from sites import TINY, TODAY, copy_site, replace

RECORD = "data/activities/2024/2024-04-10-dangri.yml"
FOLDER = RECORD.removesuffix(".yml")


def with_photos(root: Path, *names: str) -> Path:
    """The record with photos beside it."""
    (root / FOLDER).mkdir()
    for name in names:
        (root / FOLDER / name).write_bytes(image())
    listed = "".join(f"\n  - 文件: {name}\n    替代文字: 一片绿色" for name in names)
    replace(root / RECORD, "\n正文:", f"\n照片:{listed}\n正文:")
    return root


def test_photos_go_where_a_record_goes(tmp_path: Path) -> None:
    """With another day: to the new folder go those that stay or are new, none that was taken out; the old is empty."""
    data = load(with_photos(copy_site(tmp_path / "site", TINY), "01.jpg", "02.jpg"))
    before = (data.root / RECORD).read_text("utf-8")
    photos = [
        {"文件": name, "替代文字": "一片绿色", "说明": "", ORIGIN: at} for name, at in (("01.jpg", "0"), ("03.jpg", ""))
    ]
    draft = Draft("a", "record", RECORD, before=before, values={"活动日期": "2024-04-11", "照片": photos})
    moved = FOLDER.replace("04-10", "04-11")
    files = files_of(data, draft, {"03.jpg": b"new"}, TODAY)
    text = files.pop(f"{moved}.yml")
    assert text and "2024-04-11" in text.decode()
    assert {name: content is not None for name, content in files.items()} == {
        f"{moved}/01.jpg": True,
        f"{moved}/03.jpg": True,
        f"{moved}/02.jpg": False,
        RECORD: False,
        f"{FOLDER}/01.jpg": False,
        f"{FOLDER}/02.jpg": False,
    }


NAMES = {"01.jpg": True, "02.jpg": False, "link.jpg": False, "../dangri.yml": False, "无.jpg": False}


@pytest.mark.parametrize("name", NAMES)
def test_only_its_own_photos_are_shown(editor: Editor, tmp_path: Path, name: str) -> None:
    """No file that the record does not list, no link, no path; named: also those that its list has."""
    root = editor.workspace.root
    (root / FOLDER).mkdir()
    for there in ("01.jpg", "02.jpg"):
        (root / FOLDER / there).write_bytes(image())
    (root / FOLDER / "link.jpg").symlink_to(root / FOLDER / "01.jpg")
    listed = [{"文件": one} for one in NAMES if one != "02.jpg"]
    shown = editor.photo(Draft("a", "record", RECORD, values={"照片": listed}), name)
    assert (shown == root / FOLDER / name) is NAMES[name] and (shown is None) is not NAMES[name]


def test_prose_keeps_the_lines_above_it() -> None:
    """As many empty ones as there were; one line end behind it."""
    before = "---\n标题: 甲\n---\n\n\n旧。\n"
    for body in ("新。", "\n\n新。\n\n"):
        made = edit_file(before.encode(), "docs/study/a.md", Fields({}, []), body)
        assert made.decode() == "---\n标题: 甲\n---\n\n\n新。\n"


def test_what_git_says_that_nobody_knows() -> None:
    """Its last line, as much as a page has room for."""
    assert why(GitError("push", f"first\n{'x' * 300}\n\n")).endswith(f"：{'x' * 200}")
    assert why(GitError("push", "fatal: index.lock exists")).startswith("另一个程序")
    assert str(GitError("push", "fatal: x")) == "git push: fatal: x"
