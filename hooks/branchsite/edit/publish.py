"""From a draft to the public site, and back: publish, withdraw, undo. Each is one commit that the server judges."""

from dataclasses import replace

from ..errors import DataError, Problem
from . import form
from .draft import Draft
from .editor import Editor
from .repository import GitError, Tell
from .workspace import FileChange, OvertakenError, RefusedError, Workspace


def publish(editor: Editor, draft: Draft, tell: Tell) -> Draft:
    """Publish a draft; gives it as published. Raises as Workspace.publish; OvertakenError leaves a rival."""
    with editor.workspace.lock:
        now = editor.drafts.get(draft.id)
        if now and now.pushed:
            editor.workspace.refresh()
        if now and landed(editor, now).published:
            raise RefusedError(["这一份已经发布了，不用再按。"])
        return _publish(editor, draft, tell)


def landed(editor: Editor, draft: Draft) -> Draft:
    """A draft, noted as published where the server took it and this program was killed before it knew."""
    if draft.pushed and not draft.published and editor.workspace.has_landed(draft.pushed):
        return editor.drafts.save(replace(draft, published=draft.pushed))
    return draft


def unpublished(editor: Editor) -> list[Draft]:
    """The drafts that are left to be published, the newest first."""
    return [one for one in (landed(editor, one) for one in editor.drafts.all()) if not one.published]


def _publish(editor: Editor, draft: Draft, tell: Tell) -> Draft:
    _refuse_changed(editor, draft)
    draft = editor.drafts.save(replace(draft, refusal=()))
    files = editor.files(draft)
    changes = [FileChange(file, content, _base(editor, draft, file)) for file, content in files.items()]
    verb = "改" if draft.file else "写"

    def sending(commit: str) -> None:
        editor.drafts.save(replace(draft, pushed=commit))

    try:
        commit = editor.workspace.publish(changes, f"{verb}：{draft.title}\n", tell, sending)
    except OvertakenError as error:
        main = draft.file or next(iter(files))
        blob = editor.workspace.repository.blob(error.commit, main)
        text = _text(editor, blob)
        editor.drafts.save(replace(draft, rival={"draft": "", "text": text, "blob": blob}))
        raise
    return editor.drafts.save(replace(draft, published=commit, refusal=()))


def _refuse_changed(editor: Editor, draft: Draft) -> None:
    """Raises OvertakenError where somebody has changed the file by hand since it was opened, uncommitted."""
    path = editor.workspace.root / draft.file
    if not draft.file or path.is_symlink() or not path.is_file():
        return
    text, blob = path.read_bytes().decode("utf-8", "replace"), editor.workspace.base(draft.file)
    if text not in (draft.before, _text(editor, blob)):
        editor.drafts.save(replace(draft, rival={"draft": "", "text": text, "blob": blob}))
        raise OvertakenError([draft.file], "HEAD")


def _text(editor: Editor, blob: str | None) -> str:
    """What a file says; "" where there is none."""
    return editor.workspace.repository.content(blob).decode("utf-8", "replace") if blob else ""


def _base(editor: Editor, draft: Draft, file: str) -> str | None:
    return draft.base if file == draft.file else editor.workspace.base(file)


def withdraw(editor: Editor, file: str, tell: Tell) -> str:
    """Take a file, and a record's photos, off the site; gives the commit.

    Raises as Workspace.publish, and DataError.
    """
    refuse_withdrawal(editor, file)
    data = editor.data()
    folder = file.removesuffix(".yml")
    photos = [f"{folder}/{name}" for name in data.names_in.get(folder, ())] if file.endswith(".yml") else []
    changes = [FileChange(one, None, editor.workspace.base(one)) for one in (file, *photos)]
    title = data.entries[file].model.title if file in data.entries else file
    return editor.workspace.publish([one for one in changes if one.base], f"撤下：{title}\n", tell)


def refuse_withdrawal(editor: Editor, file: str) -> None:
    """Raises DataError where a file is none that can be withdrawn here."""
    if form.form_of(file) not in form.WITHDRAWABLE or file not in editor.data().files:
        raise DataError([Problem(file, 0, "没有这个文件，或者它不在这里撤")])


def undo(workspace: Workspace, id: str, tell: Tell) -> str:
    """Undo a commit by a new one; gives that. Raises as Workspace.publish: also where it was changed since."""
    repository = workspace.repository
    commit = repository.resolve(id)
    parent = repository.resolve(f"{commit}^") if commit else None
    if commit is None or parent is None:
        raise GitError("rev-parse", "没有这一次发布")
    changes = []
    for file in repository.changed(commit):
        before = repository.blob(parent, file)
        content = repository.content(before) if before else None
        changes.append(FileChange(file, content, repository.blob(commit, file)))
    subject = repository.log(commit, 1)[0].subject
    return workspace.publish(changes, f"撤回：{subject}\n", tell)
