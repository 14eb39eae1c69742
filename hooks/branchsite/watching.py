"""Told of changes by the system: MkDocs itself looks at every file twice a second, which takes long for thousands."""

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

_CHANGES = [FileCreatedEvent, FileModifiedEvent, FileDeletedEvent, FileMovedEvent]
"""Not that a file was opened or read: a build does that."""


class Notices(Observer):  # type: ignore[misc, valid-type]
    """An observer in place of MkDocs' own: inotify on Linux, what there is elsewhere."""

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> ObservedWatch:
        """Have the handler called when a file at the path, or below it, changes."""
        watch: ObservedWatch = super().schedule(handler, path, recursive=recursive, event_filter=_CHANGES)
        return watch
