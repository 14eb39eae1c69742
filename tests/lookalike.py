"""What an attacker would like git, or the host, to take for its own: whatever is asked of it, a command runs."""

from pathlib import Path

CANARY = """#!/bin/sh
touch {canary}
"""
HOSTILE = """[core]
    repositoryformatversion = 1
    bare = true
    fsmonitor = {script}
    hooksPath = {folder}
    pager = {script}
    editor = {script}
    sshCommand = {script}
    askPass = {script}
    gitProxy = {script}
    attributesFile = {folder}/attributes
[extensions]
    partialClone = origin
[remote "origin"]
    url = "ext::sh {script} %S"
    promisor = true
    uploadpack = {script}
[protocol "ext"]
    allow = always
[protocol]
    allow = always
[log]
    showSignature = true
[gpg]
    program = {script}
[diff]
    external = {script}
[filter "x"]
    smudge = {script}
    clean = {script}
[diff "x"]
    textconv = {script}
[uploadpack]
    packObjectsHook = {script}
[alias]
    rev-parse = !{script}
"""


def hostile_repository(folder: Path) -> Path:
    """A bare repository whose configuration would run a command, whatever git is asked; gives it."""
    script = folder / "script"
    script.write_text(CANARY.format(canary=folder / "canary"))
    script.chmod(0o755)
    for hook in ("post-checkout", "pre-auto-gc", "reference-transaction", "pre-receive"):
        (folder / hook).symlink_to(script)
    (folder / "attributes").write_text("* filter=x diff=x\n")
    repository = folder / "site.git"
    for name in ("objects", "refs"):
        (repository / name).mkdir(parents=True)
    (repository / "HEAD").write_text("1" * 40)
    (repository / "config").write_text(HOSTILE.format(folder=folder, script=script))
    return repository


def hostile_host(folder: Path) -> Path:
    """A folder like a server's, with such a repository in it; gives it. folder/canary is there once a command ran."""
    repository = hostile_repository(folder)
    (repository / "refs/heads").mkdir()
    (repository / "refs/heads/main").write_text("1" * 40)
    (repository / "objects/x").write_text("x")
    (folder / "host.toml").write_text('site_url = "https://school.example/"\npython = "/usr/bin/python3"\n')
    (folder / "accounts/maintainer").mkdir(parents=True)
    (folder / "accounts/maintainer/shuji.pub").write_text("")
    (folder / "releases").mkdir()
    return folder
