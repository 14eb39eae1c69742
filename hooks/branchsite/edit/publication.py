"""A publication under way: its lines as they come, whoever reads them, and how it ended."""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .repository import GitError, from_server
from .workspace import OvertakenError, RefusedError, why

_SILENT = (
    "Enumerating",
    "Counting",
    "Delta",
    "Compressing",
    "Total",
    "Writing",
    "To ",
    " ",
    "*",
    "error:",
    "hint:",
    "!",
)


@dataclass
class Outcome:
    """How it ended. done: what the work gave; None where it failed. problem: why, in words. said: by the server."""

    done: Any = None
    problem: str = ""
    said: tuple[str, ...] = ()
    overtaken: bool = False


@dataclass
class Publication:
    """Work that goes on in a thread of its own: a reader who leaves does not end it."""

    work: Callable[[Callable[[str], None]], Any]
    outcome: Outcome = field(default_factory=Outcome)
    _lines: "queue.Queue[str | None]" = field(default_factory=queue.Queue)
    _said: list[str] = field(default_factory=list)

    def start(self) -> "Publication":
        """Begin."""
        threading.Thread(target=self._run, daemon=False).start()
        return self

    def lines(self) -> Iterator[str]:
        """What is said, as it comes; ends when the work has."""
        while (line := self._lines.get()) is not None:
            yield line

    def _tell(self, line: str) -> None:
        said = from_server(line)
        shown = (line if said is None else said).strip()
        if shown.startswith("Resolving"):
            return
        if said is not None:
            self._said.append(said)
        elif line.startswith(_SILENT):
            return
        if shown:
            self._lines.put(shown)

    def _run(self) -> None:
        try:
            self.outcome.done = self.work(self._tell)
        except OvertakenError:
            self.outcome.overtaken = True
            self.outcome.problem = "您写的时候，别人也改了同一处。您写的都在，下面选怎么办。"
        except RefusedError as error:
            self.outcome.problem = "没有发布：服务器检查出要改的地方。写的都在，改好再发布。"
            self._said = list(error.said)
        except GitError as error:
            self.outcome.problem = f"没有发布：{why(error)}"
        except Exception as error:
            # Nobody waits for this thread: what it does not say is never known.
            self.outcome.problem = (
                f"没有发布：程序出了错，不是您写错了。请告诉维护人员：{type(error).__name__}。写的都在。"
            )
        finally:
            self.outcome.said = tuple(self._said)
            self._lines.put(None)
