"""The page that is written while something is published: each stage as it comes, then how it ended."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ..views.qr_code import qr_code
from .draft import Draft
from .editor import Editor
from .endpoints import Endpoints
from .finding import Findings, told_problems
from .guard import token_of
from .page import pieces
from .publication import Publication


class PublishingPage(Endpoints):
    """Pages that publish."""

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
