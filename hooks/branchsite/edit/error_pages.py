"""What is answered where there is no page to show."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ..errors import DataError
from .endpoints import Endpoints
from .page import page

_FAILED = "程序出了错，不是您写错了；写的草稿都在。请告诉维护人员"


class ErrorPages(Endpoints):
    """Pages instead of others."""

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
