"""The form as a web application: which page answers at which address."""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .door import Account, Door
from .guard import Guard, token_of
from .page import asset, page
from .workspace import Workspace

Workspaces = Callable[[Account], Workspace]
"""Gives the working copy of an account: the same one each time."""


def create_app(workspaces: Workspaces, door: Door, *, base_path: str = "") -> Starlette:
    """The form. base_path: what its addresses begin with, such as /bian; a proxy in front leaves it in them.

    The account of who asks is in `request.state.account`.
    """

    def today(request: Request) -> Response:
        account: Account = request.state.account
        workspaces(account)
        return page("today.html", base_path, title="今天", token=token_of(account), due=None)

    def assets(request: Request) -> Response:
        content = asset(request.path_params["name"])
        kind = "text/css" if request.path_params["name"].endswith(".css") else "text/javascript"
        return Response(content, media_type=kind) if content is not None else Response(status_code=404)

    routes = [Route("/", today), Route("/assets/{name}", assets)]
    mounted = [Route(base_path + one.path, one.endpoint, methods=["GET"]) for one in routes]
    return Starlette(routes=mounted, middleware=[Middleware(Guard, door=door, base_path=base_path)])
