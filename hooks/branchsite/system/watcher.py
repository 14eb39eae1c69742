"""Told of changes by the system: MkDocs itself looks at every file twice a second, which takes long for thousands."""

import os

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

_CHANGES = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
"""Not that a file was opened or read: a build does that. Of a folder moved to the bin its files say nothing."""


class EventObserver(Observer):  # type: ignore[misc, valid-type]
    """An observer in place of MkDocs' own: inotify on Linux, what there is elsewhere."""

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> ObservedWatch:
        """Have the handler called when a file at the path, or below it, changes or goes."""
        forwarder = _Forwarder(handler, path if os.path.isfile(path) else None)
        # An editor puts a new file in the place of the old one: the folder stays.
        folder = path if forwarder.only is None else os.path.dirname(path)
        below = recursive and forwarder.only is None
        watch: ObservedWatch = super().schedule(forwarder, folder, recursive=below, event_filter=_CHANGES)
        return watch


class _Forwarder(FileSystemEventHandler):
    """Hands events on: of one file where only that is watched; of a folder as of a file, or MkDocs would not listen."""

    def __init__(self, handler: FileSystemEventHandler, only: str | None) -> None:
        self.handler = handler
        self.only = only

    def dispatch(self, event: FileSystemEvent) -> None:
        """Hand an event on, or not."""
        if self.only is None or self.only in (event.src_path, event.dest_path):
            self.handler.dispatch(FileDeletedEvent(event.src_path) if event.is_directory else event)
