"""A table in one test: as much is proved as by a test each, without what pytest does around each of thousands."""

from collections.abc import Callable, Iterable
from typing import Any

_SHOWN = 20
_WIDTH = 200


def over(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Make a test of a function that judges one row: it tries all of them, and names all that fail, with why.

    names, rows: as pytest.mark.parametrize has them. For tables of some dozens or more whose rows take no time.
    """

    def test_of(judge: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            tried, failed = 0, []
            for row in rows:
                tried += 1
                try:
                    judge(**({names: row} if isinstance(names, str) else dict(zip(names, row, strict=True))))
                except Exception as error:
                    failed.append(f"{repr(row)[:_WIDTH]}\n    {type(error).__name__}: {error}")
            more = f"\n… and {len(failed) - _SHOWN} more" if len(failed) > _SHOWN else ""
            assert not failed, f"{len(failed)} of {tried} rows:\n" + "\n".join(failed[:_SHOWN]) + more
            assert tried, "no rows"

        test.__name__, test.__doc__, test.__module__ = judge.__name__, judge.__doc__, judge.__module__
        return test

    return test_of
