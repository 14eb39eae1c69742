"""Two at once: what the other has made of the same thing, and how one goes on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from . import form
from .draft import Draft
from .editor import Editor
from .merge import merge, merge_texts


def rival_values(editor: Editor, draft: Draft) -> tuple[Mapping[str, Any], str]:
    """What the other has written: values and prose. Raises DataError."""
    assert draft.rival is not None
    if draft.rival["draft"]:
        other = editor.drafts.get(draft.rival["draft"])
        return (other.values, other.body) if other else ({}, "")
    if not draft.rival["text"]:
        return {}, ""
    theirs = replace(draft, before=draft.rival["text"])
    return form.opened_values(editor.data(), theirs), form.prose_of(theirs.before, theirs.file)


def settle(editor: Editor, draft: Draft, choice: str) -> Draft:
    """A draft that goes on with what was chosen: mine, theirs or both. What was typed here is kept in any case."""
    rival = draft.rival
    if rival is None:
        return draft
    theirs, prose = rival_values(editor, draft)
    shown = editor.form(draft)
    values, body = dict(draft.values), draft.body
    if choice == "theirs":
        editor.drafts.save(
            replace(draft, id="", rival=None, values={**draft.values, "标题": f"{draft.title}（我写的）"})
        )
        values, body = {**draft.values, **theirs}, prose
    elif choice == "both":
        known = form.plain_fields(editor.data(), draft)
        values = {**draft.values, **merge(known, shown.before, draft.values, theirs)[0]}
        body = merge_texts(draft.body, prose) if prose else draft.body
    if rival["draft"]:
        other = editor.drafts.get(rival["draft"])
        kept = replace(draft, id=rival["draft"], rival=None, values=values, body=body)
        editor.drafts.remove(draft)
        return editor.drafts.save(kept) if other else editor.drafts.save(replace(kept, id=""))
    # Also of the own text: what the other wrote beside the fields, such as remarks, is nobody's to take away.
    before = rival["text"] or draft.before
    return editor.drafts.save(replace(draft, base=rival["blob"], before=before, values=values, body=body, rival=None))
