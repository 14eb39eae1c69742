"""A repository as a runner of a hosted one has it, and the scripts of its workflows run in it."""

import os
import shutil
import subprocess
from pathlib import Path

from sites import ROOT, TINY, TODAY, copy_site

DEPLOY = ROOT / "deploy"


def checkout(to: Path, of: Path = TINY) -> Path:
    """A site with what its workflows need: the scripts, make, and an environment that is ready."""
    root = copy_site(to, of)
    for name in ("Makefile", "deploy", "tools", "requirements.txt", "requirements-dev.txt", ".venv"):
        (root / name).symlink_to(ROOT / name)
    # A script finds its repository by its own place, so a link to the folder would lead back here.
    (root / "deploy").unlink()
    shutil.copytree(DEPLOY, root / "deploy")
    return root


def script(root: Path, name: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run deploy/name in a checkout with a runner's bare environment. Output and errors come in stdout together."""
    return subprocess.run(
        [root / "deploy" / name, *arguments],
        cwd=root,
        env=bare(root, **environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )


def bare(root: Path, **environment: str) -> dict[str, str]:
    """What a runner sets, and nothing of this machine's; temporary files go beside the checkout."""
    temporary = root.with_name(f"{root.name}-tmp")
    temporary.mkdir(exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "LANG": "C.UTF-8",
        "SITE_TODAY": TODAY.isoformat(),
        **environment,
    }


def git(root: Path, *arguments: str | Path, **environment: str) -> str:
    """Run git in a repository, as nobody in particular. Returns what it says."""
    who = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"]
    ran = subprocess.run(
        ["git", *who, *map(str, arguments)],
        cwd=root,
        env=bare(root, **environment),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return ran.stdout.strip()
