"""How to take something out of commits that have not landed yet, so that nothing is lost on one's own disk."""

import shlex

from ..server.git import NOTHING
from .push import Push


def begin_again(push: Push) -> str:
    """How to make one commit of several: what came and went is in none."""
    return f"把几次提交合成一次：{_undo(push)}，再提交、推送"


def leave_out(push: Push, path: str) -> str:
    """How to commit again without one's changes of a file; the file itself stays as it is."""
    quoted = shlex.quote(path) if path.isprintable() else "这个文件"
    out = f"git rm -r -q --cached -- {quoted}" if push.old == NOTHING else f"git restore --staged -- {quoted}"
    return f"依次运行 {_undo(push)} 和 {out}，再提交、推送；文件还留在您的电脑上"


def change(push: Push, what: str) -> str:
    """How to commit again with a file changed. what: to be done with it."""
    return f"{what}；再运行 {_undo(push)}，把改动全部提交一次，推送"


def _undo(push: Push) -> str:
    return "git update-ref -d HEAD" if push.old == NOTHING else f"git reset --soft {push.old[:10]}"
