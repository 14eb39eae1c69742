"""What a drafted plan promises, in a form that tables of tests compare."""

from branchsite.load.data import read
from branchsite.office.draft import Draft
from sites import ROOT

KINDS = {kind.name: str(kind.visibility) for kind in read(ROOT / "tests/worlds/shipped")[0].kinds.values()}
"""The visibility of each kind of record, by name, as import-plan gets it."""


def measured(draft: Draft) -> dict[str, str]:
    return {one.short: described(one.measure) for one in draft.proposals}


def described(measure: dict[str, object]) -> str:
    """按期覆盖 月 1, 分主题 6, 限期 2024-03-31."""
    values = [str(len(value)) if isinstance(value, list) else str(value) for value in measure.values()]
    return " ".join([*values, "1"] if values[0] == "按期覆盖" and len(values) == 2 else values)
