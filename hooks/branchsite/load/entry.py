"""A model, and where it was typed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from ..errors import Problem
from ..models.fields import field_names
from .document import Document, parse
from .removal import removal

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


@dataclass(frozen=True)
class Entry(Generic[M]):
    """A model and where it was typed.

    id: the file's name without its ending. file: path from the root. source, first_line: its YAML.
    body, body_line: the prose under the front matter, for Markdown files. digest: of the file's text.
    cached: what `cached_on_entry` functions found in this entry.
    """

    id: str
    file: str
    model: M
    source: str
    first_line: int = 1
    body: str = ""
    body_line: int = 0
    digest: str = ""
    cached: dict[str, tuple[Any, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def document(self) -> Document:
        """The YAML with its lines; worked out when somebody asks, which is when there is a problem."""
        return parse(self.source, self.file, field_names(type(self.model)), self.first_line)

    def __getstate__(self) -> dict[str, Any]:
        """Its pickled state, without the document, which can be parsed again."""
        return {name: value for name, value in self.__dict__.items() if name != "document"}

    def problem(self, message: str, *path: str | int, fix: str = "") -> Problem:
        """A problem at one field, named by its path of Chinese keys."""
        line = self.document.line(*path)
        return Problem(self.file, line, message, self.document.text(line), fix)

    def removal(self, *path: str | int) -> str:
        """How to take out a field, or an item of a list: which lines to delete, or their line without it."""
        return removal(self.document, *path)

    def has(self, name: str) -> bool:
        """Whether there is a top-level field of that name, with a value or without one."""
        return name in self.source and (name,) in self.document.lines

    @property
    def texts(self) -> tuple[tuple[int, str], ...]:
        """The pieces that the file's text is made of, each with the number of its first line."""
        source = (self.first_line, self.source)
        return (source, (self.body_line, self.body)) if self.body_line else (source,)

    def all_lines(self) -> Iterator[tuple[int, str]]:
        """Every line of the file with its number."""
        for first, text in self.texts:
            yield from enumerate(text.split("\n"), first)

    @property
    def prose(self) -> str:
        """The text that holds prose: the body, or the whole of a YAML file."""
        return self.body or self.source

    def prose_lines(self) -> Iterator[tuple[int, str]]:
        """The lines that hold prose, each with its number."""
        return enumerate(self.body.split("\n"), self.body_line) if self.body else self.all_lines()


def cached_on_entry(find: Callable[[Entry[Any]], Iterable[T]]) -> Callable[[Entry[Any]], tuple[T, ...]]:
    """Cache on the entry what a function finds that reads the entry and nothing else.

    The findings must be problems or plain tuples: they are pickled with the entry between builds.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(entry: Entry[Any]) -> tuple[T, ...]:
        if name not in entry.cached:
            entry.cached[name] = tuple(find(entry))
        return entry.cached[name]

    return found
