"""Two at once: nothing that anybody typed is lost, and one draft is left."""

from collections.abc import Mapping

import pytest

from branchsite.edit.editor import STAMP, Editor, RivalError
from branchsite.edit.rivals import settle

RECORD = "data/activities/2024/2024-04-10-dangri.yml"


def filled(values: Mapping[str, str]) -> object:
    """What a window sends."""
    return lambda name: [values[name]] if name in values else []


def test_two_windows_end_with_one_draft(editor: Editor) -> None:
    """The later one is kept beside the first; once it is settled only one draft is left, with what was chosen."""
    draft = editor.drafts.save(editor.open(RECORD, ()))
    stamp = repr(draft.saved)
    editor.save(draft, filled({STAMP: stamp, "f/地点": "甲地"}))  # type: ignore[arg-type]
    with pytest.raises(RivalError) as met:
        editor.save(draft, filled({STAMP: stamp, "f/地点": "乙地"}))  # type: ignore[arg-type]
    assert len(list(editor.drafts.all())) == 2
    settle(editor, met.value.draft, "mine")
    [left] = editor.drafts.all()
    assert (left.id, left.values["地点"], left.rival) == (draft.id, "乙地", None)
