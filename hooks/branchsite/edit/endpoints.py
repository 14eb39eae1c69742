"""What the pages of the form have in common: whose editor answers, what was sent, a template filled."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .door import Account
from .draft import Draft
from .editor import Editor
from .guard import TOKEN, is_ours, token_of
from .page import page
from .publish import landed
from .workspace import Workspace

Workspaces = Callable[[Account], Workspace]
"""Gives the working copy of an account: the same one each time."""

_FILES = 60
_FIELDS = 3000
_TEXT = 512 * 1024
"""The most files and fields of a form, and bytes of one field."""


@dataclass
class Editors:
    """The editor of each account, as long as its working copy is the same."""

    workspaces: Workspaces
    _known: dict[str, Editor] = field(default_factory=dict)

    def of(self, account: Account) -> Editor:
        """The one that works for an account."""
        workspace = self.workspaces(account)
        known = self._known.get(account.name)
        if known is None or known.workspace is not workspace:
            known = self._known[account.name] = Editor(workspace)
        return known


@dataclass(frozen=True)
class Endpoints:
    """Some pages, each a method that its route calls. base: what addresses begin with, such as /bian."""

    editors: Editors
    base: str

    def _editor(self, request: Request) -> Editor:
        return self.editors.of(request.state.account)

    def _page(self, request: Request, template: str, title: str, *, status: int = 200, **context: Any) -> Response:
        token = token_of(request.state.account)
        return page(template, self.base, status=status, title=title, token=token, **context)

    @asynccontextmanager
    async def _form(self, request: Request) -> AsyncIterator[FormData]:
        """What was sent, where our own page sent it; its files are gone afterwards. Raises HTTPException."""
        async with request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=_TEXT) as sent:
            if not is_ours(request.state.account, sent.get(TOKEN) or request.headers.get(f"x-{TOKEN}")):
                raise HTTPException(403, "这个网页放得太久了，或者不是从这里打开的。回到上一页，重新打开再试；写的都在")
            yield sent

    def _draft(self, request: Request) -> Draft:
        """The draft of an address. Raises HTTPException where there is none."""
        editor = self._editor(request)
        found = editor.drafts.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "没有这份草稿，可能已经删掉了")
        if landed(editor, found).published:
            raise HTTPException(404, "这一份已经发布了。要改，请在“改已有的”里打开它")
        return found

    def _go(self, path: str) -> Response:
        return RedirectResponse(f"{self.base}{path}", 303)
