"""What the scripts of a draft's form ask for while one writes. Without script everything goes on the page's own way."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..photos.image import ImageError
from ..views.prose import convert
from . import record
from .draft import Draft
from .draft_pages import form_context
from .editor import RivalError
from .endpoints import Endpoints
from .finding import Findings
from .page import html
from .paste import pasted
from .photo import small
from .sent import photos_in, text_in, texts_in


class DraftScripts(Endpoints):
    """Answers in JSON, and photos."""

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
        context = form_context(shown)
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

    async def paste(self, request: Request) -> Response:
        """What was copied elsewhere, as it would be written here: to be shown before it is taken."""
        async with self._form(request) as sent:
            found = await run_in_threadpool(pasted, text_in(sent, "html"))
            if found is None:
                return JSONResponse({"text": "", "shown": "", "pictures": 0})
            shown = await run_in_threadpool(lambda: convert(found.text, "", "").html)
            return JSONResponse({"text": found.text, "shown": shown, "pictures": found.pictures})
