"""The form of a draft: shown, changed by each of its buttons, previewed, published."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from . import form, list_action
from .draft import Draft
from .editor import BODY, NO_CORRECTION, STAMP, Editor, FormShown, RivalError
from .fields import ORIGIN, WAY, Widget
from .preview import build_preview
from .publish import publish
from .publishing_page import PublishingPage
from .rivals import rival_values, settle
from .sent import photos_in, text_in, texts_in
from .values import PREFIX


class DraftPages(PublishingPage):
    """The pages of one draft."""

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
            **form_context(shown),
            found=editor.check(draft),
            quiet=quiet,
            notes=notes,
            asks=asks,
            url=editor.url(draft.file) if draft.file else "",
        )

    def _rivals(self, request: Request, draft: Draft) -> Response:
        """What two people, or two windows, have made of one thing."""
        editor = self._editor(request)
        theirs, prose = rival_values(editor, draft)
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
                await run_in_threadpool(settle, self._editor(request), draft, action)
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
            return publish(editor, draft, tell)

        return self._stream(request, work, "发布", draft, found)

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


def form_context(shown: FormShown) -> dict[str, Any]:
    """What the templates of a form are given."""
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


def _said(value: Any) -> str:
    """A value in words, to be compared by eye."""
    if isinstance(value, list):
        return "、".join(map(_said, value))
    if isinstance(value, dict):
        return " ".join(_said(one) for name, one in value.items() if one and name != ORIGIN)
    return str(value or "")
