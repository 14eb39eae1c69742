"""The form as a web application: which page answers at which address. What is done there is in editor.py."""

from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route

from ..errors import DataError
from .door import Door
from .draft_pages import DraftPages
from .draft_scripts import DraftScripts
from .endpoints import Editors, Workspaces
from .error_pages import ErrorPages
from .files import Files
from .guard import Guard
from .start_pages import StartPages
from .withdraw_pages import WithdrawPages


def create_app(workspaces: Workspaces, door: Door, *, base_path: str = "") -> Starlette:
    """The form. base_path: what its addresses begin with, such as /bian; a proxy in front leaves it in them.

    The account of who asks is in `request.state.account`.
    """
    about = Editors(workspaces), base_path
    start, drafts, scripts = StartPages(*about), DraftPages(*about), DraftScripts(*about)
    withdrawals, files, errors = WithdrawPages(*about), Files(*about), ErrorPages(*about)
    routes = [
        Route(f"{base_path}{path}", method, methods=[verb])
        for verb, path, method in (
            ("GET", "/", start.today),
            ("GET", "/new", start.new),
            ("POST", "/new", start.begin),
            ("GET", "/list", start.list),
            ("POST", "/open", start.open),
            ("GET", "/draft/{id}", drafts.draft),
            ("POST", "/draft/{id}", drafts.change),
            ("POST", "/draft/{id}/check", scripts.check),
            ("POST", "/draft/{id}/photo", scripts.photo_sent),
            ("GET", "/draft/{id}/photo/{name}", scripts.photo),
            ("GET", "/draft/{id}/preview", drafts.preview),
            ("GET", "/preview/{path:path}", files.previewed),
            ("GET", "/withdraw", withdrawals.ask_withdraw),
            ("POST", "/withdraw", withdrawals.withdraw),
            ("POST", "/undo", withdrawals.undo),
            ("POST", "/paste", scripts.paste),
            ("GET", "/assets/{name}", files.asset),
        )
    ]
    guard = Middleware(Guard, door=door, base_path=base_path)
    handlers: Any = {HTTPException: errors.missing, DataError: errors.wrong_data, Exception: errors.failed}
    app = Starlette(routes=routes, middleware=[guard], exception_handlers=handlers)
    app.router.redirect_slashes = False
    return app
