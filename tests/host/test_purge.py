"""A photo that was withdrawn is taken out of all of the history, and nothing else is."""

import subprocess
from pathlib import Path

import pytest

from branchsite.host import purge
from branchsite.host.purge import CLONES
from branchsite.host.release.release import live, releases, switch
from branchsite.host.server import purged
from branchsite.host.server.folder import Host, HostError
from branchsite.host.server.git import MAIN, files, resolve
from branchsite.host.server.history import there
from once import made_once
from pictures import jpeg
from pushes import Person, activity, ask, clone, copy_host, settle

FOLDER = "data/activities/2024/2024-04-15-er"
FIRST, PHOTO = f"{FOLDER}/0.jpg", f"{FOLDER}/1.jpg"
WITHDRAWN, KEPT = jpeg(size=(40, 30)), jpeg(size=(30, 40))
WHO = ["log", "--topo-order", "--format=%an|%ae|%aI|%cn|%ce|%cI|%B", MAIN]


@pytest.fixture(scope="session")
def withdrawn(published: Host, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server whose second release had a photo that the third has not, and a clone: nobody writes into them.

    In history it had two names, came by a merge, and one commit after it is signed.
    """

    def make(folder: Path) -> None:
        host = copy_host(published, folder / "host")
        person = clone(host, folder / "clone")
        person.git("checkout", "-q", "-b", "side")
        person.commit({**activity("er"), FIRST: WITHDRAWN, f"{FOLDER}/2.jpg": KEPT}, "放进照片")
        person.git("checkout", "-q", "main")
        person.commit(activity("san"), "另一条")
        person.git("merge", "-q", "--no-edit", "side")
        person.commit({FIRST: None, PHOTO: WITHDRAWN}, "照片改名\n\n第二段。")
        assert person.push().accepted
        settle(host)
        person.commit({PHOTO: None}, "撤下照片")
        _sign(person)
        answer = person.push()
        assert answer.accepted, answer.said
        settle(host)

    return made_once(tmp_path_factory, "withdrawn", make)


def _sign(person: Person) -> None:
    raw = subprocess.run(
        ["git", "cat-file", "commit", "HEAD"], cwd=person.clone, check=True, capture_output=True
    ).stdout
    head, _, message = raw.partition(b"\n\n")
    signed = head + b"\ngpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n\n" + message
    made = ["git", "hash-object", "-t", "commit", "-w", "--stdin"]
    ran = subprocess.run(made, cwd=person.clone, check=True, capture_output=True, input=signed)
    person.git("reset", "-q", "--hard", ran.stdout.decode().strip())


@pytest.fixture
def server(withdrawn: Path, tmp_path: Path) -> Host:
    """Such a server of one's own."""
    return copy_host(Host(withdrawn / "host"), tmp_path / "host")


def git(repository: Path, *words: str) -> str:
    """A question to a repository."""
    return subprocess.run(["git", "-C", str(repository), *words], check=True, capture_output=True, text=True).stdout


def blob(content: bytes) -> str:
    """The name that git gives to a content."""
    made = ["git", "hash-object", "--stdin"]
    return subprocess.run(made, check=True, capture_output=True, input=content).stdout.decode().strip()


def site_files(at: Host) -> dict[str, bytes]:
    """Every file of the site that is shown."""
    site = at.current.resolve() / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_nothing_of_it_is_left(server: Host, tmp_path: Path) -> None:
    """No object, no release, nothing on the disk beside; people, dates, words, files and the site are as they were."""
    repository, photo = server.repository, blob(WITHDRAWN)
    assert ask(server, "mirror", "add", str(tmp_path / "disk.git")).accepted
    before, who, site = files(repository, MAIN), git(repository, *WHO), site_files(server)
    old = resolve(repository, MAIN)
    answer = ask(server, "purge", PHOTO)
    assert answer.accepted and "清除了 1 个内容，改写了 4 次提交" in answer.said, answer.said
    for place in (repository, tmp_path / "disk.git"):
        assert there(place, {photo, old, blob(KEPT)}) == {blob(KEPT)}
        assert git(place, "fsck", "--full", "--strict") == ""
        assert git(place, *WHO) == who
    assert "gpgsig" not in git(repository, "cat-file", "commit", MAIN)
    assert files(repository, MAIN) == before and site_files(server) == site
    assert [one.number for one in releases(server)] == [1, 3]
    assert live(server) == releases(server)[-1] and releases(server)[-1].commit == resolve(repository, MAIN)
    assert [path for path in server.root.rglob("*") if path.is_file() and path.read_bytes() == WITHDRAWN] == []
    assert server.cache.stat().st_mode & 0o777 == 0o700
    status = ask(server, "status").said
    assert "注意" not in status and "disk.git：已跟上" in status
    assert "从历史里清除" in ask(server, "log").said
    assert "历史里没有" in ask(server, "purge", PHOTO).said


def test_clones_of_before(server: Host, tmp_path: Path) -> None:
    """They cannot bring it back, by no merge; what each is told to do is done to the letter, and then they push."""
    person = clone(server, tmp_path / "clone")
    person.git("remote", "add", "school", str(server.repository))
    person.git("fetch", "-q", "school")
    assert ask(server, "purge", PHOTO).accepted
    photo, new = blob(WITHDRAWN), resolve(server.repository, MAIN)
    person.commit(activity("si"))
    assert not person.push().accepted
    person.git("fetch", "-q", "school")
    person.git("merge", "-q", "--no-edit", "school/main")
    said = person.push().said
    assert "会带回已经撤下、并从历史里清除的文件" in said and "重新取一份仓库" in said
    assert "会带回" in person.push("--force", "HEAD:main").said
    commands = [line.strip() for line in CLONES if line.startswith("     git ")]
    assert len(commands) == 4
    for command in commands:
        person.git(*command.split()[1:])
    assert there(person.clone / ".git", {photo}) == set()
    person.commit({f"{FOLDER}/9.jpg": WITHDRAWN})
    assert "同一张照片" in person.push().said
    assert resolve(server.repository, MAIN) == new and there(server.repository, {photo}) == set()
    person.git("reset", "-q", "--hard", "school/main")
    person.commit(activity("wu"))
    answer = person.push()
    assert answer.accepted and "第 4 版" in answer.said, answer.said
    settle(server)


REFUSED = {
    f"{FOLDER}/2.jpg": "还在发布",
    f"{FOLDER}.yml": "还在发布",
    FOLDER: "还在发布",
    f"{FOLDER}/8.jpg": "历史里没有",
    f"{FOLDER}/1.JPG": "历史里没有",
    "1.jpg": "不能清除",
    "data": "不能清除",
    "data/": "不能清除",
    "": "不能清除",
    "/etc/passwd": "不能清除",
    "hooks/events.py": "不能清除",
    "data/../hooks/events.py": "历史里没有",
    "data/\x1b[2J": "历史里没有",
    "data/*": "历史里没有",
    ":/data": "不能清除",
}


def test_what_cannot_be_purged(withdrawn: Path) -> None:
    """What is published still, what never was, what is no content: nothing changes."""
    server = Host(withdrawn / "host")
    before = resolve(server.repository, MAIN)
    for path, why in REFUSED.items():
        answer = ask(server, "purge", path)
        assert not answer.accepted and why in answer.said, (path, answer.said)
        assert all(one.isprintable() or one == "\n" for one in answer.said)
    assert not ask(server, "purge", PHOTO, f"{FOLDER}/2.jpg").accepted
    assert resolve(server.repository, MAIN) == before and purged.purged(server) == set()


def test_while_it_is_shown(server: Host) -> None:
    """Somebody went back to a release with it: that must end first."""
    switch(server, releases(server)[1])
    answer = ask(server, "purge", PHOTO)
    assert not answer.accepted and "正在显示的第 2 版里还有它" in answer.said
    switch(server, releases(server)[-1])
    assert ask(server, "purge", PHOTO).accepted


@pytest.mark.parametrize("step", ["remove", "recommit", "clear_content", "forget_unreachable", "replace_histories"])
def test_cut_off(step: str, server: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it stops, pushes wait, and the same command again, or the hourly rebuild, does the rest."""

    def stop(*arguments: object) -> None:
        raise HostError("断电")

    with monkeypatch.context() as patch:
        patch.setattr(purge, step, stop)
        assert "断电" in ask(server, "purge", PHOTO).said
    assert purged.begun(server)
    again = ["rebuild"] if step == "recommit" else ["purge", PHOTO]
    answer = ask(server, *again)
    assert answer.accepted, answer.said
    assert purged.begun(server) is None and there(server.repository, {blob(WITHDRAWN)}) == set()
    assert releases(server)[-1].commit == resolve(server.repository, MAIN)
    assert [one.number for one in releases(server)] == [1, 3]
