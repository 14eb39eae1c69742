"""Somebody who fills in the form's pages, and what the pages say."""

import re
import subprocess
from pathlib import Path

from asgi import Browser
from sites import parse


class Secretary(Browser):
    """Fills forms in as a browser does: whatever a page shows is sent back, but for what is changed."""

    def fields(self, path: str) -> list[tuple[str, str]]:
        """What the form of a page would send if nobody touched it."""
        reply = self.get(path)
        assert reply.status == 200, reply.text
        return fields_in(reply.text)

    def act(self, path: str, do: str, changes: dict[str, str | list[str]] | None = None) -> "Browser":
        """Press a button of a draft's form, with some fields filled in."""
        wanted = changes or {}
        kept = [(name, value) for name, value in self.fields(path) if name not in wanted]
        new = [(name, one) for name, value in wanted.items() for one in ([value] if isinstance(value, str) else value)]
        return self.post(path, [*kept, *new, ("do", do)])  # type: ignore[return-value]

    def begin(self, kind: str, day: str = "2024-05-09") -> str:
        """Begin a record; gives the path of its draft."""
        token = dict(fields_in(self.get("/new").text))["token"]
        reply = self.post("/new", {"token": token, "kind": kind, "day": day, "proves": ""})
        assert reply.status == 303, reply.text
        return reply.header("location")

    def begin_material(self) -> str:
        """Begin a study material; gives the path of its draft."""
        token = dict(fields_in(self.get("/new").text))["token"]
        return self.post("/new", {"token": token, "form": "material"}).header("location")

    def open(self, file: str, place: str = "") -> str:
        """Begin to change a file; gives the path of its draft."""
        token = dict(fields_in(self.get("/list").text))["token"]
        reply = self.post("/open", {"token": token, "file": file, "place": place})
        assert reply.status == 303, reply.text
        return reply.header("location")


def fields_in(html: str) -> list[tuple[str, str]]:
    """Names and values of the first form that has more than buttons."""
    forms = parse(html).all("form")
    own = [one for one in forms if one.all("input", name="token")]
    form = next((one for one in own if one.attributes.get("id") == "form"), own[0] if own else None)
    found = []
    for node in form.all() if form else ():
        name = node.attributes.get("name", "")
        if not name or node.tag == "button" or node.attributes.get("type") == "file":
            continue
        if node.tag == "textarea":
            text = "".join(one for one in node.children if isinstance(one, str))
            found.append((name, text.removeprefix("\n")))
        elif node.tag == "select":
            chosen = next((one for one in node.all("option") if "selected" in one.attributes), node.all("option")[0])
            found.append((name, chosen.attributes.get("value", chosen.text)))
        elif node.attributes.get("type") != "checkbox" or "checked" in node.attributes:
            found.append((name, node.attributes.get("value", "")))
    return found


def shown_problems(html: str) -> dict[str, list[str]]:
    """What a form says is wrong, by the field that it says it at."""
    found: dict[str, list[str]] = {}
    for node in parse(html).all("ul", class_="found"):
        texts = [one.text for one in node.all("li")]
        if texts:
            found.setdefault(node.attributes.get("data-place", "-"), []).extend(texts)
    return found


def commit_in(html: str) -> str:
    """The commit that a page offers to undo."""
    found = re.search(r'name="commit" value="([0-9a-f]{40})"', html)
    assert found, html
    return found[1]


def run_git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True).stdout
