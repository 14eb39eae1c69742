"""Names of kinds that there are not: which kind is probably meant."""

from ..load.data import Data
from ..load.slips.nearest import nearest
from ..models.base import Visibility

_ALIKE = 0.7
"""How alike a name must be (0 to 1) to be a slip of the pen, rather than the old name of a kind."""


def meant_kind(data: Data, name: str) -> str | None:
    """The kind that is spelled alike; or that was renamed, since nothing is called by its name; or the nearest."""
    known, uses = data.kinds_by_name, data.kind_uses
    unused = [one for one, kind in known.items() if kind.visibility is not Visibility.INTERNAL and not uses[one]]
    likely = [one for one in unused if uses[name] > 1 or set(one) & set(name)]
    renamed = likely[0] if len(likely) == 1 else None
    # Of several that may be the new name, none is offered, and no kind that was there before.
    other = None if uses[name] > 1 and unused else nearest(name, known)
    return nearest(name, known, _ALIKE) or renamed or other
