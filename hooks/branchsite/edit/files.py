"""Files that pages of the form show: its own style sheets and scripts, and those of the site that is previewed."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ..views.brand import stylesheet
from .endpoints import Endpoints
from .guard import PREVIEW_POLICY
from .page import asset
from .preview import preview_file


class Files(Endpoints):
    """Files by their names."""

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

    def previewed(self, request: Request) -> Response:
        """A file of the site that is previewed."""
        found = preview_file(self._editor(request).shadow, request.path_params["path"])
        if found is None:
            raise HTTPException(404, "预览里没有这一页")
        content, kind = found
        headers = {"content-security-policy": PREVIEW_POLICY, "x-frame-options": "SAMEORIGIN"}
        return Response(content, headers={**headers, "content-type": kind})
