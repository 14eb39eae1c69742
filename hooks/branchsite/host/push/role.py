"""Content accounts keep to content: nothing else of theirs lands, in no commit."""

from collections.abc import Iterator
from itertools import islice

from ...errors import Problem
from ...models.schema_files import SCHEMA_FILES
from ...system.terminal import visible
from ..release.program import is_same
from ..server.accounts import Role
from ..server.content import is_content
from ..server.git import NOTHING
from .push import Push
from .unlanded import begin_again, leave_out

_MOST = 100
"""Files that are named."""

_SCHEMAS = "data/_schema/"


def keeps_to_content(push: Push) -> Iterator[Problem]:
    """Files that a content account may not bring, change or remove, at last or on the way."""
    if push.account.role is not Role.MAINTAINER:
        yield from islice(_foreign(push), _MOST)


def _foreign(push: Push) -> Iterator[Problem]:
    final = {path for path in push.changed if not _may(path)}
    if push.old == NOTHING:
        final -= {
            one.path for one in push.files if one.path in final and _is_installed(push, one.mode, one.blob, one.path)
        }
    for path in sorted(final):
        yield Problem(visible(path), 0, _message(push, path), fix=leave_out(push, path))
    for change in push.brought:
        if _may(change.path) or change.path in final:
            continue
        if push.old == NOTHING and _is_installed(push, change.mode, change.blob, change.path):
            continue
        final.add(change.path)
        message = f"{_message(push, change.path)}；提交 {change.commit[:7]} 动过它，后来的提交虽然改了回去，历史里还在"
        yield Problem(visible(change.path), 0, message, fix=begin_again(push))


def _may(path: str) -> bool:
    if path.startswith(_SCHEMAS):
        return path.removeprefix(_SCHEMAS) in SCHEMA_FILES
    return is_content(path)


def _is_installed(push: Push, mode: str, blob: str, path: str) -> bool:
    """A first push may bring the program that runs already, and leave it out again."""
    return int(mode) == 0 or is_same(push.host.program.resolve(), path, mode, blob)


def _message(push: Push, path: str) -> str:
    if path.startswith(_SCHEMAS):
        return f"{_SCHEMAS} 里只有程序自己生成的文件"
    besides = "（docs/dev/ 属于程序）" if path.startswith("docs/") else ""
    return f"账号“{push.account.name}”只能改 data/ 和 docs/ 里的内容{besides}，这个文件要维护人员来改"
