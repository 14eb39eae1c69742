"""The form as a web application: which page answers at which address. What is done there is in editor.py."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from ..errors import DataError
from ..load.text import as_typed
from ..photos.image import ImageError
from ..views.brand import stylesheet
from ..views.prose import convert
from ..views.qr_code import qr_code
from . import form, list_action, record
from .door import Account, Door
from .draft import Draft
from .editor import BODY, NO_CORRECTION, STAMP, Editor, FormShown, RivalError
from .fields import ORIGIN, WAY, Widget
from .finding import Findings, told_problems
from .guard import PREVIEW_POLICY, TOKEN, Guard, is_ours, token_of
from .listing import groups_of
from .page import asset, html, page, pieces
from .paste import pasted
from .photo import small
from .preview import build_preview, preview_file
from .publishing import Publication
from .sent import photos_in, place_in, text_in, texts_in
from .values import PREFIX
from .workspace import Workspace

Workspaces = Callable[[Account], Workspace]
"""Gives the working copy of an account: the same one each time."""

_FILES = 60
_FIELDS = 3000
_TEXT = 512 * 1024
"""The most files and fields of a form, and bytes of one field."""


def create_app(workspaces: Workspaces, door: Door, *, base_path: str = "") -> Starlette:
    """The form. base_path: what its addresses begin with, such as /bian; a proxy in front leaves it in them.

    The account of who asks is in `request.state.account`.
    """
    pages = _Pages(workspaces, base_path)
    routes = [
        Route(f"{base_path}{path}", method, methods=[verb])
        for verb, path, method in (
            ("GET", "/", pages.today),
            ("GET", "/new", pages.new),
            ("POST", "/new", pages.begin),
            ("GET", "/list", pages.list),
            ("POST", "/open", pages.open),
            ("GET", "/draft/{id}", pages.draft),
            ("POST", "/draft/{id}", pages.change),
            ("POST", "/draft/{id}/check", pages.check),
            ("POST", "/draft/{id}/photo", pages.photo_sent),
            ("GET", "/draft/{id}/photo/{name}", pages.photo),
            ("GET", "/draft/{id}/preview", pages.preview),
            ("GET", "/preview/{path:path}", pages.previewed),
            ("GET", "/withdraw", pages.ask_withdraw),
            ("POST", "/withdraw", pages.withdraw),
            ("POST", "/undo", pages.undo),
            ("POST", "/paste", pages.paste),
            ("GET", "/assets/{name}", pages.asset),
        )
    ]
    guard = Middleware(Guard, door=door, base_path=base_path)
    handlers: Any = {HTTPException: pages.missing, DataError: pages.wrong_data, Exception: pages.failed}
    app = Starlette(routes=routes, middleware=[guard], exception_handlers=handlers)
    app.router.redirect_slashes = False
    return app


@dataclass
class _Pages:
    """The pages, each as its route asks for it."""

    workspaces: Workspaces
    base: str
    _editors: dict[str, Editor] = field(default_factory=dict)

    def _editor(self, request: Request) -> Editor:
        account: Account = request.state.account
        workspace = self.workspaces(account)
        known = self._editors.get(account.name)
        if known is None or known.workspace is not workspace:
            known = self._editors[account.name] = Editor(workspace)
        return known

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
        if editor.landed(found).published:
            raise HTTPException(404, "这一份已经发布了。要改，请在“改已有的”里打开它")
        return found

    def _go(self, path: str) -> Response:
        return RedirectResponse(f"{self.base}{path}", 303)

    def missing(self, request: Request, error: Exception) -> Response:
        """A page that says why there is none."""
        assert isinstance(error, HTTPException)
        text = {404: "没有这一页", 405: "不能这样打开", 400: "一次传得太多，或者传来的内容读不懂"}
        detail = (
            error.detail if any(one > "\u2e80" for one in error.detail) else text.get(error.status_code, "不能打开")
        )
        return page("refused.html", self.base, status=error.status_code, title="不能打开", text=detail)

    def wrong_data(self, request: Request, error: Exception) -> Response:
        """What is wrong with the data, where a page cannot be shown without it."""
        assert isinstance(error, DataError)
        return self._page(request, "problems.html", "资料里有错", status=409, problems=error.problems)

    def failed(self, request: Request, error: Exception) -> Response:
        """What nobody foresaw."""
        return page("refused.html", self.base, status=500, title="程序出了错", text=_FAILED)

    def asset(self, request: Request) -> Response:
        """A style sheet or script."""
        name = request.path_params["name"]
        if name == "brand.css":
            content: bytes | None = stylesheet(self._editor(request).data().brand.model).encode()
        else:
            content = asset(name)
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        if content is None:
            raise HTTPException(404, "没有这个文件")
        return Response(content, media_type=kind, headers={"cache-control": "private, max-age=60"})

    def today(self, request: Request) -> Response:
        """今天: what is due, drafts, reminders, what was published last."""
        editor = self._editor(request)
        behind = editor.workspace.refresh()
        due, problems = editor.due()
        return self._page(
            request,
            "today.html",
            "今天",
            due=due,
            problems=[] if due else problems,
            drafts=[(one, form.TITLES[one.form]) for one in editor.unpublished()],
            commits=editor.last_published(),
            behind=behind,
            day=editor.today,
        )

    def new(self, request: Request) -> Response:
        """Which kind of record."""
        editor = self._editor(request)
        asked = request.query_params
        chosen = asked.get("kind", "")
        return self._page(
            request,
            "new.html",
            "写一条",
            kinds=editor.kinds(),
            chosen=chosen,
            day=asked.get("day") or str(editor.today),
            proves=asked.get("proves", ""),
        )

    async def begin(self, request: Request) -> Response:
        """Begin a record, or a material."""
        async with self._form(request) as sent:
            if text_in(sent, "form") == form.MATERIAL:
                draft = await run_in_threadpool(self._editor(request).begin_material)
                return self._go(f"/draft/{draft.id}")
            words = (as_typed(text_in(sent, name)) for name in ("kind", "day", "proves"))
            draft = await run_in_threadpool(self._editor(request).begin_record, *words)
            return self._go(f"/draft/{draft.id}")

    def list(self, request: Request) -> Response:
        """Everything that can be changed."""
        data = self._editor(request).data()
        asked = request.query_params.get("q", "").strip()
        return self._page(request, "list.html", "改已有的", groups=groups_of(data, asked), asked=asked)

    async def open(self, request: Request) -> Response:
        """Begin to change a file."""
        async with self._form(request) as sent:
            place = place_in(text_in(sent, "place"))
            draft = await run_in_threadpool(self._editor(request).open, text_in(sent, "file"), place)
            return self._go(f"/draft/{draft.id}")

    def draft(self, request: Request) -> Response:
        """The form of a draft, checked."""
        draft = self._draft(request)
        if draft.rival:
            return self._rivals(request, draft)
        return self._shown(request, draft, quiet=True)

    def _shown(
        self, request: Request, draft: Draft, notes: tuple[str, ...] = (), asks: str = "", quiet: bool = False
    ) -> Response:
        """The form with what is wrong beside each field. quiet: nothing is said of what is not filled in yet."""
        editor = self._editor(request)
        shown = editor.form(draft)
        return self._page(
            request,
            "form.html",
            form.TITLES[draft.form],
            **self._form_context(editor, shown),
            found=editor.check(draft),
            quiet=quiet,
            notes=notes,
            asks=asks,
            url=editor.url(draft.file) if draft.file else "",
        )

    def _form_context(self, editor: Editor, shown: FormShown) -> dict[str, Any]:
        return {
            "draft": shown.draft,
            "shown": shown,
            "W": Widget,
            "ORIGIN": ORIGIN,
            "WAY": WAY,
            "PREFIX": PREFIX,
            "STAMP": STAMP,
            "BODY": BODY,
            "NO_CORRECTION": NO_CORRECTION,
            "record": shown.draft.form == form.RECORD,
            "prose": shown.draft.form in (form.MATERIAL, form.ARTICLE),
            "refusal": shown.draft.refusal,
        }

    def _rivals(self, request: Request, draft: Draft) -> Response:
        """What two people, or two windows, have made of one thing."""
        editor = self._editor(request)
        theirs, prose = editor.rival_values(draft)
        shown = editor.form(draft)
        lines = [
            (
                one.name,
                _said(shown.before.get(one.name)),
                _said(theirs.get(one.name)),
                _said(draft.values.get(one.name)),
            )
            for one in form.plain_fields(editor.data(), draft)
            if theirs.get(one.name, one.empty) != draft.values.get(one.name, one.empty)
        ]
        if prose != draft.body:
            lines.append(("正文", "", prose, draft.body))
        return self._page(request, "rivals.html", "别人也改了", draft=draft, lines=lines, gone=not theirs)

    async def change(self, request: Request) -> Response:
        """What a button of the form asks for; what was typed is kept first, whatever it is."""
        async with self._form(request) as sent:
            draft = self._draft(request)
            action, _, about = text_in(sent, "do").partition(":")
            if action in ("mine", "theirs", "both"):
                await run_in_threadpool(self._editor(request).resolve, draft, action)
                return self._go(f"/draft/{draft.rival['draft'] if draft.rival and draft.rival['draft'] else draft.id}")
            if action == "discard":
                await run_in_threadpool(self._editor(request).drafts.remove, draft)
                return self._go("/")
            return await run_in_threadpool(self._changed, request, sent, draft, action, about)

    def _changed(self, request: Request, sent: FormData, draft: Draft, action: str, about: str) -> Response:
        editor = self._editor(request)
        try:
            draft = editor.save(draft, texts_in(sent))
        except RivalError as error:
            return self._go(f"/draft/{error.draft.id}")
        draft, refused = editor.add_photos(draft, photos_in(sent))
        if action in list_action.ALL:
            draft = editor.drafts.save(list_action.apply(draft, editor.form(draft).fields, action, about))
        elif action == "fix":
            draft = editor.mend(draft, about)
        elif action == "preview" and not refused:
            return self._go(f"/draft/{draft.id}/preview")
        elif action == "publish" and not refused:
            return self._publish(request, editor, draft)
        if refused:
            return self._shown(request, draft, notes=tuple(refused))
        anchor = f"#{PREFIX}/{about}" if action in list_action.ALL else "#main"
        return self._go(f"/draft/{draft.id}{quote(anchor, safe='#/')}")

    def _publish(self, request: Request, editor: Editor, draft: Draft) -> Response:
        if editor.needs_correction(draft):
            return self._shown(request, draft, asks="更正")
        found = editor.check(draft)
        if found.stops:
            return self._shown(request, draft, notes=("还没有发布：先把下面标出的几处改好。",))

        def work(tell: Callable[[str], None]) -> Draft:
            return editor.publish(draft, tell)

        return self._stream(request, work, "发布", draft, found)

    def _stream(
        self,
        request: Request,
        work: Callable[[Callable[[str], None]], Any],
        title: str,
        draft: Draft | None = None,
        found: Findings | None = None,
    ) -> Response:
        """A page that is written while something is published."""
        editor = self._editor(request)

        def ending() -> dict[str, Any]:
            return self._ended(editor, publication, draft, found)

        publication = Publication(work).start()
        parts = pieces(
            "publishing.html",
            self.base,
            title=title,
            token=token_of(request.state.account),
            lines=publication.lines(),
            ending=ending,
        )
        return StreamingResponse(_whole(parts), media_type="text/html", headers={"x-accel-buffering": "no"})

    def _ended(
        self, editor: Editor, publication: Publication, draft: Draft | None, found: Findings | None
    ) -> dict[str, Any]:
        """What the page says at its end. A refusal is kept with the draft, to be shown beside its fields."""
        outcome = publication.outcome
        told = told_problems(outcome.said) if outcome.problem else []
        if draft and told:
            kept = [{"file": one.file, "line": one.line, "message": one.message, "fix": one.fix} for one in told]
            now = editor.drafts.get(draft.id)
            if now:
                editor.drafts.save(replace(now, refusal=tuple(kept)))
        address = "" if outcome.problem else _address(outcome.said) or (editor.url(found.file) if found else "")
        commit = "" if outcome.problem else getattr(outcome.done, "published", "")
        return {
            "problem": outcome.problem,
            "told": told,
            "said": outcome.said,
            "overtaken": outcome.overtaken,
            "address": address,
            "code": qr_code(address) if address else None,
            "commit": commit,
            "draft": draft.id if draft else "",
        }

    async def check(self, request: Request) -> Response:
        """Keep what was typed so far, and say what is wrong with it: asked by a script while one types."""
        async with self._form(request) as sent:
            draft = self._draft(request)
            return await run_in_threadpool(self._checked, request, sent, draft)

    def _checked(self, request: Request, sent: FormData, draft: Draft) -> Response:
        editor = self._editor(request)
        try:
            draft = editor.save(draft, texts_in(sent))
        except RivalError as error:
            return JSONResponse({"go": f"{self.base}/draft/{error.draft.id}"})
        shown = [one for one in editor.check(draft).all if not (text_in(sent, "quiet") and one.missing)]
        items = [{"place": one.place, "html": html("finding.html", self.base, one=one)} for one in shown if one.place]
        rest = [html("finding.html", self.base, one=one) for one in shown if not one.place]
        return JSONResponse({"saved": repr(draft.saved), "day": draft.day, "found": items, "rest": rest})

    async def photo_sent(self, request: Request) -> Response:
        """Take photos in while one goes on writing; answers with the list of photos."""
        async with self._form(request) as sent:
            draft = self._draft(request)
            return await run_in_threadpool(self._photos_taken, request, sent, draft)

    def _photos_taken(self, request: Request, sent: FormData, draft: Draft) -> Response:
        editor = self._editor(request)
        draft, refused = editor.add_photos(draft, photos_in(sent))
        shown = editor.form(draft)
        photos = next(one for one in shown.fields if one.name == record.PHOTOS)
        context = self._form_context(editor, shown)
        found = Findings("", "")
        items = html("photos.html", self.base, field=photos, found=found, quiet=True, **context)
        return JSONResponse({"saved": repr(draft.saved), "items": items, "refused": refused})

    def photo(self, request: Request) -> Response:
        """A photo of a draft, small."""
        editor = self._editor(request)
        path = editor.photo(self._draft(request), request.path_params["name"])
        try:
            if path is None:
                raise FileNotFoundError
            return Response(small(path), media_type="image/jpeg", headers={"cache-control": "private, max-age=600"})
        except (OSError, ImageError):
            raise HTTPException(404, "没有这张照片") from None

    def preview(self, request: Request) -> Response:
        """The page as it will be."""
        editor = self._editor(request)
        draft = self._draft(request)
        found = editor.check(draft)
        if found.stops or any(found.others):
            return self._shown(request, draft, notes=("先把标出的几处改好，才能预览。",))
        with editor.workspace.lock:
            problem = build_preview(editor.shadow, editor.files(draft))
        path = form.page_of(found.file)
        return self._page(request, "preview.html", "预览", draft=draft, problem=problem, path=path)

    def previewed(self, request: Request) -> Response:
        """A file of the site that is previewed."""
        found = preview_file(self._editor(request).shadow, request.path_params["path"])
        if found is None:
            raise HTTPException(404, "预览里没有这一页")
        content, kind = found
        headers = {"content-security-policy": PREVIEW_POLICY, "x-frame-options": "SAMEORIGIN"}
        return Response(content, headers={**headers, "content-type": kind})

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
        await run_in_threadpool(editor.refuse_withdrawal, file)
        return self._stream(request, lambda tell: editor.withdraw(file, tell), "撤下")

    async def undo(self, request: Request) -> Response:
        """Undo what was published."""
        async with self._form(request) as sent:
            commit = text_in(sent, "commit")
        if not commit.isalnum() or len(commit) != 40:
            raise HTTPException(404, "没有这一次发布")
        editor = self._editor(request)
        return self._stream(request, lambda tell: editor.undo(commit, tell), "撤回")

    async def paste(self, request: Request) -> Response:
        """What was copied elsewhere, as it would be written here: to be shown before it is taken."""
        async with self._form(request) as sent:
            found = await run_in_threadpool(pasted, text_in(sent, "html"))
            if found is None:
                return JSONResponse({"text": "", "shown": "", "pictures": 0})
            shown = await run_in_threadpool(lambda: convert(found.text, "", "").html)
            return JSONResponse({"text": found.text, "shown": shown, "pictures": found.pictures})


_FAILED = "程序出了错，不是您写错了；写的草稿都在。请告诉维护人员"


def _said(value: Any) -> str:
    """A value in words, to be compared by eye."""
    if isinstance(value, list):
        return "、".join(map(_said, value))
    if isinstance(value, dict):
        return " ".join(_said(one) for name, one in value.items() if one and name != ORIGIN)
    return str(value or "")


def _address(said: tuple[str, ...]) -> str:
    """The first address that the server has named."""
    for line in said:
        for sign in ("新页面 ", "改过的页面 "):
            if sign in line:
                return line.partition(sign)[2].strip()
    return ""


def _whole(parts: Iterator[str]) -> Iterator[str]:
    """The pieces of a page, not one by one for every word."""
    waiting = ""
    for part in parts:
        waiting += part
        if "<!--now-->" in part or len(waiting) > 4000:
            yield waiting
            waiting = ""
    yield waiting
