"""Where one begins: 今天, 写一条, 改已有的."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ..load.text import as_typed
from . import form
from .endpoints import Endpoints
from .listing import groups_of
from .publish import unpublished
from .sent import place_in, text_in

_LATELY = 5
"""Publications that 今天 names."""


class StartPages(Endpoints):
    """The pages that lead to a draft."""

    def today(self, request: Request) -> Response:
        """今天: what is due, drafts, reminders, what was published last."""
        editor = self._editor(request)
        behind = editor.workspace.refresh()
        repository = editor.workspace.repository
        due, problems = editor.due()
        return self._page(
            request,
            "today.html",
            "今天",
            due=due,
            problems=[] if due else problems,
            drafts=[(one, form.TITLES[one.form]) for one in unpublished(editor)],
            commits=repository.log(repository.tracking, _LATELY),
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
