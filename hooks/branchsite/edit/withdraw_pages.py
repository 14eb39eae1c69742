"""Taking something off the site again: what that means, and doing it."""

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from . import form
from .publish import refuse_withdrawal, undo, withdraw
from .publishing_page import PublishingPage
from .sent import text_in


class WithdrawPages(PublishingPage):
    """撤下, and 撤回这次发布."""

    def ask_withdraw(self, request: Request) -> Response:
        """What taking something off the site means."""
        editor = self._editor(request)
        file = request.query_params.get("file", "")
        entry = editor.data().entries.get(file)
        if entry is None or form.form_of(file) not in form.WITHDRAWABLE:
            raise HTTPException(404, "没有这一条，可能已经撤下了")
        photos = len(editor.data().names_in.get(file.removesuffix(".yml"), ()))
        return self._page(request, "withdraw.html", "撤下", file=file, name=entry.model.title, photos=photos)

    async def withdraw(self, request: Request) -> Response:
        """Take something off the site."""
        async with self._form(request) as sent:
            file = text_in(sent, "file")
        editor = self._editor(request)
        await run_in_threadpool(refuse_withdrawal, editor, file)
        return self._stream(request, lambda tell: withdraw(editor, file, tell), "撤下")

    async def undo(self, request: Request) -> Response:
        """Undo what was published."""
        async with self._form(request) as sent:
            commit = text_in(sent, "commit")
        if not commit.isalnum() or len(commit) != 40:
            raise HTTPException(404, "没有这一次发布")
        editor = self._editor(request)
        return self._stream(request, lambda tell: undo(editor.workspace, commit, tell), "撤回")
