"""The form as a user of its own: three real users, as on a school's server, and one of them is up to no good.

The host belongs to one, the form runs as another, nginx as a third. Only root can be all of them.
"""

import grp
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branchsite.host.asking import AskedKeeper, ask
from branchsite.host.edit import UNITS, root_lines
from branchsite.host.edit import files as installed
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, git, resolve
from form_server import NAME, ORIGIN, PATIENCE, School, User, nginx_lines, press, serving, visitor
from nginx_site import running
from pushes import SITE_URL, settle, shown
from pushes import Answer as Said
from sites import ROOT, TODAY

pytestmark = pytest.mark.slow


def real(name: str) -> User:
    """A user that every Debian has, and that nobody runs anything as."""
    found = pwd.getpwnam(name)
    return User(name, found.pw_uid, found.pw_gid)


@dataclass(frozen=True)
class ThreeUsers(School):
    """A server whose commands are run by its owner."""

    owner: User
    visitor: User

    def on_server(self, *words: str) -> Said:
        return run(self.owner, [self.host.launcher, "host", *words], self.host.root)

    def as_form(self, *words: str | Path) -> Said:
        """What somebody does who has got hold of the form."""
        return run(self.visitor, [*words], Path("/"))


def run(user: User, words: list[str | Path], folder: Path, **environment: str) -> Said:
    """A command as another user."""
    given = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/", "SITE_TODAY": TODAY.isoformat()}
    ran = subprocess.run(
        [*user.before, *map(str, words)],
        cwd=folder,
        env={**given, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE * 3,
        check=False,
    )
    return Said(ran.returncode, ran.stdout)


def python_for(user: User, folder: Path) -> str:
    """An interpreter with the libraries that a user can run: this one, or the machine's with what this one has."""
    if run(user, [sys.executable, "-c", "import starlette"], Path("/")).accepted:
        return sys.executable
    subprocess.run(["/usr/bin/python3", "-m", "venv", "--without-pip", folder], check=True)
    (packages,) = folder.glob("lib/*/site-packages")
    (own,) = {one for one in sys.path if one.endswith("site-packages")}
    (packages / "own.pth").write_text(own)
    answer = run(user, [folder / "bin/python", "-c", "import starlette, PIL.Image"], Path("/"))
    assert answer.accepted, answer.said
    return str(folder / "bin/python")


@pytest.fixture(scope="module")
def school(published: Host) -> Iterator[ThreeUsers]:
    """The server of `published`, moved to its own user; root has done what `host edit on` says."""
    if os.geteuid() != 0:
        pytest.skip("没有测试：“写一条”自己的用户要由 root 来试：sudo .venv/bin/pytest tests/host/test_form_user.py")
    settle(published)
    folder = Path(tempfile.mkdtemp(prefix="form-user-"))
    try:
        folder.chmod(0o755)
        yield from prepared(published, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepared(published: Host, folder: Path) -> Iterator[ThreeUsers]:
    owner, visitor, web = real("news"), real("games"), real("www-data")
    python = python_for(owner, folder / "python")
    host = Host(folder / "host")
    shutil.copytree(published.root, host.root, symlinks=True)
    settings = (host.root / "host.toml").read_text("utf-8").splitlines()
    kept = [line for line in settings if not line.startswith("python")]
    own = [f'python = "{python}"', f'edit_user = "{visitor.name}"', f'edit_group = "{web.name}"']
    (host.root / "host.toml").write_text("\n".join([*kept, *own, ""]), "utf-8")
    subprocess.run(["chown", "-R", f"{owner.name}:{owner.name}", host.root], check=True)
    words = [python, "-m", "branchsite", "host", "init", host.root, "--site-url", SITE_URL]
    answer = run(owner, words, Path("/"), PYTHONPATH=str(ROOT / "hooks"))
    assert answer.accepted, answer.said
    for name in ("sockets", "nginx"):
        (folder / name).mkdir(mode=0o755)
    (folder / "nginx/branchsite-edit.conf").write_text(nginx_lines(host, folder / "sockets"), "utf-8")
    group = grp.getgrnam(web.name).gr_gid
    with (
        serving(host, folder / "sockets", owner, visitor, group) as form,
        running(host.root, folder / "nginx", web.name) as address,
    ):
        at = ThreeUsers(host, address, folder / "nginx", form, owner, visitor)
        said = at.on_server("edit", "on")
        assert said.accepted, said.said
        for name, role in (("shuji", "content"), ("weihu", "maintainer")):
            assert at.on_server("account", "add", name, role).accepted
        yield at


def test_published_by_three_users(school: ThreeUsers) -> None:
    """From a link to the page: what is kept belongs to the form's user, what is shown to the host's."""
    her = visitor(school)
    token = dict(her.fields("/new"))["token"]
    begun = her.post("/new", {"token": token, "kind": "集中学习", "day": "2024-05-09", "proves": ""}, origin=ORIGIN)
    assert begun.status == 303, begun.text
    path = begun.header("location")
    filled = {"f/标题": "示例：三个用户", "f/地点": "图书室", "f/摘要": "每人读一章。", "f/正文": "每人读一章。"}
    reply = press(her, path, "publish", {**filled, "f/时间": "下午 3:40—4:40", "f/参加": "全体党员"})
    assert "发布好了" in reply.text, reply.text
    settle(school.host)
    assert "示例：三个用户" in shown(school.host, "news/2024/2024-05-09-shi-li-san-ge-yong-hu")
    log = git(school.host.repository, "log", "-1", "--format=%an %ae", MAIN).decode().strip()
    assert log == f"shuji shuji@{NAME}"
    owners = {path: path.stat().st_uid for path in school.form.state.rglob("*") if not path.is_symlink()}
    assert set(owners.values()) == {school.visitor.uid} and school.form.state.stat().st_mode & 0o777 == 0o700
    theirs = [path for path in school.host.root.rglob("*") if path.lstat().st_uid != school.owner.uid]
    assert theirs == []


CLOSED = (
    "site.git/config",
    "site.git/HEAD",
    "edit/devices",
    "edit/links",
    "edit/on",
    "cache",
    "authorized_keys",
    "programs/lock",
    "lock",
    "publish.lock",
)
WRITES = ("host.toml", "current", "program", "accounts/content/x.pub", "releases/x", "edit/on", "freeze.json", "x")


def test_who_has_the_form_has_not_the_host(school: ThreeUsers) -> None:
    """The form's user reads no key, no sign-in and no repository, writes nothing, and is no one to `host`."""
    for name in CLOSED:
        answer = school.as_form("cat", school.host.root / name)
        assert not answer.accepted and ("Permission denied" in answer.said or "No such" in answer.said), name
    for name in WRITES:
        path = school.host.root / name
        assert not school.as_form("sh", "-c", f"echo x > {path} || ln -sfn /tmp {path} || mkdir {path}").accepted, name
        assert not school.as_form("rm", "-rf", path).accepted or not os.path.lexists(path), name
    for words in (["rollback"], ["account", "add", "x", "maintainer"], ["edit", "off"], ["account", "link", "shuji"]):
        answer = school.as_form(school.host.launcher, "host", *words, "--dir", school.host.root)
        assert not answer.accepted and "runuser -u news" in answer.said, answer.said
    assert not school.as_form("kill", "-9", str(school.form.keeper.pid)).accepted
    assert not school.as_form("cat", f"/proc/{school.form.keeper.pid}/environ").accepted
    assert school.ask("GET", "/").status == 200


def test_others_reach_neither_socket(school: ThreeUsers) -> None:
    """Another user of the machine cannot ask the keeper, nor the form past nginx; nor nginx's user the keeper."""
    program = "import socket,sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
    for name, asks, serves in (("nobody", False, False), ("www-data", False, True), ("games", True, False)):
        for place, may in (("branchsite-keeper.socket", asks), ("branchsite-edit.socket", serves)):
            answer = run(real(name), ["/usr/bin/python3", "-c", program, school.form.here / place], Path("/"))
            assert answer.accepted == may, (name, place, answer.said)


def pushed(school: ThreeUsers, token: str, *words: str) -> Said:
    """A push of whoever has got hold of the form, and of the cookie of somebody who is signed in."""
    ssh = AskedKeeper(school.form.keeper_socket).ssh().replace(sys.executable, "/usr/bin/python3")
    copy = school.form.state / "own"
    if not copy.exists():
        copy.mkdir()
        os.chown(copy, school.visitor.uid, -1)
        assert git_as_form(school, ssh, token, "init", "-q", "-b", "main").accepted
        answer = git_as_form(school, ssh, token, "fetch", "-q", "--update-head-ok", "ssh://host/site.git", "main:main")
        assert answer.accepted, answer.said
        assert git_as_form(school, ssh, token, "reset", "-q", "--hard", "main").accepted
    return git_as_form(school, ssh, token, *words)


def git_as_form(school: ThreeUsers, ssh: str, token: str, *words: str) -> Said:
    given = {"GIT_SSH_COMMAND": ssh, "GIT_SSH_VARIANT": "simple", "BRANCHSITE_DEVICE": token}
    named = ["-c", "user.name=x", "-c", "user.email=x@school.example"]
    return run(school.visitor, ["git", *named, *words], school.form.state / "own", **given)


def test_who_has_the_form_and_a_cookie(school: ThreeUsers) -> None:
    """Pushes content as that account and nothing else: no history, no branch, no program, whoever's cookie it is."""
    host = school.host
    tokens = {name: school.sign_in(name).partition("=")[2] for name in ("shuji", "weihu")}
    for name, token in tokens.items():
        before = resolve(host.repository, MAIN)
        assert pushed(school, token, "pull", "-q", "--ff-only", "ssh://host/site.git", "main").accepted
        for push in (["--force", "main~1:main"], [":main"], ["main:other"], ["main:refs/tags/x"]):
            answer = pushed(school, token, "push", "ssh://host/site.git", *push)
            assert not answer.accepted, (name, push, answer.said)
        assert pushed(school, token, "rm", "-q", "mkdocs.yml").accepted
        assert pushed(school, token, "commit", "-q", "-m", "换程序").accepted
        answer = pushed(school, token, "push", "ssh://host/site.git", "HEAD:main")
        assert not answer.accepted and f"账号“{name}”只能改" in answer.said, answer.said
        assert pushed(school, token, "reset", "-q", "--hard", "HEAD~1").accepted
        assert resolve(host.repository, MAIN) == before
    for token in ("", "shuji", tokens["shuji"][:-1], tokens["shuji"].replace("shuji", "weihu")):
        assert not pushed(school, token, "fetch", "ssh://host/site.git").accepted


QUESTIONS = (
    {"what": "git", "token": "TOKEN", "asked": "status"},
    {"what": "git", "token": "TOKEN", "asked": "git-upload-pack '/etc'"},
    {"what": "git", "token": "TOKEN", "asked": "git-receive-pack '/site.git'; id"},
    {"what": "git", "token": "TOKEN", "asked": "git-upload-archive '/site.git'"},
    {"what": "git", "token": "TOKEN", "asked": "git-upload-pack '/site.git'"},
    {"what": "host"},
    {"what": "__init__", "host": "/"},
    {"what": "answer"},
    {"what": "use_link", "token": "../../x", "agent": "x"},
    {"what": "signed_in", "token": "weihu.*.x"},
    {"what": "signed_in", "token": "TOKEN", "account": "weihu"},
    {"what": "is_link"},
    {"token": "TOKEN"},
)


def test_questions_that_are_none(school: ThreeUsers) -> None:
    """Git without its three files, what nobody may ask, what has no shape: no answer, and the keeper goes on."""
    token = school.sign_in().partition("=")[2]
    place = str(school.form.keeper_socket)
    for question in QUESTIONS:
        given = {name: value.replace("TOKEN", token) for name, value in question.items()}
        assert ask(place, given) in (None, 1, False), question
    for raw in (
        b"",
        b"\n",
        b"[]\n",
        b"{\n",
        b"null\n",
        b"\xff\n",
        b'{"what": ["git"]}\n',
        b"x" * 100_000,
        b'{"what": 1}',
    ):
        with socket.socket(socket.AF_UNIX) as at:
            at.settimeout(PATIENCE)
            at.connect(place)
            at.sendall(raw)
            at.shutdown(socket.SHUT_WR)
            assert at.recv(100) in (b"null\n", b""), raw
    assert ask(place, {"what": "signed_in", "token": token}) == "shuji"


def test_what_root_is_told(school: ThreeUsers) -> None:
    """Each file that root copies is there as it is printed, and nobody but the host's owner has written it."""
    said = school.on_server("edit", "on").said
    folder = school.host.root / "edit-units"
    for name, text in installed(school.host).items():
        assert (folder / name).read_text("utf-8") == text and text in said
    for line in root_lines(school.host, folder):
        assert line in said
    assert "id games || useradd --system --user-group --no-create-home" in said and "User=games" in said
    assert all(f"cp {folder / name} /etc/systemd/system/" in said for name in UNITS)
    assert "从前" not in said


def test_moved_from_the_host_s_own_user(school: ThreeUsers) -> None:
    """A form that ran as the host's user before: `status` says so, and the lines move its drafts to their new owner."""
    drafts = school.host.edit / "drafts/shuji"
    assert run(school.owner, ["mkdir", "-p", drafts], Path("/")).accepted
    assert run(
        school.owner, ["sh", "-c", f"echo x > {drafts}/a.json; ln -s /etc/shadow {drafts}/b"], Path("/")
    ).accepted
    assert "换成自己的用户" in school.on_server("status").said
    lines = school.on_server("edit", "on").said.partition("只做一次：")[2].splitlines()
    moves = [line.strip() for line in lines if "tar" in line or "rm -rf" in line]
    for line in moves:
        subprocess.run(["sh", "-c", line.replace("/var/lib/branchsite-edit", str(school.form.state))], check=True)
    moved = school.form.state / "drafts/shuji/a.json"
    assert moved.read_text() == "x\n" and moved.stat().st_uid == school.visitor.uid
    assert not drafts.exists() and "换成自己的用户" not in school.on_server("status").said
    (school.form.state / "drafts/shuji/b").unlink()
