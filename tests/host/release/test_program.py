"""The installed program builds; a maintainer's takes its place after its own tests."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.host.release.program import differs, install, python_of
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, TreeEntry, files, resolve
from branchsite.host.server.log import entries
from pushes import Person, activity, settle, shown
from pushes import host as ask
from sites import ROOT, replace

FOOTER = "overrides/partials/footer.html"


def set_tests(host: Host, command: str) -> None:
    """Another command that judges a pushed program."""
    lines = (host.root / "host.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("tests")]
    (host.root / "host.toml").write_text("\n".join([*kept, f"tests = {command!r}", ""]), "utf-8")


def change_footer(person: Person) -> str:
    """A change of the program that every page shows."""
    text = (person.clone / FOOTER).read_text("utf-8")
    return person.commit({FOOTER: text + "\n<!-- 新页脚 -->\n"}, "换页脚")


def test_tested_it_takes_effect(host: Host, maintainer: Person) -> None:
    """Its own tests run in its own folder with its own code; then it builds this push and those that follow."""
    check = "import branchsite,os,sys; sys.exit(not branchsite.__file__.startswith(os.getcwd()))"
    set_tests(host, f'{host.settings.python} -c "{check}"')
    commit = change_footer(maintainer)
    answer = maintainer.push()
    assert answer.accepted, answer.said
    assert "测试通过" in answer.said
    assert "新页脚" in shown(host, "about")
    assert host.program.resolve() == host.programs / commit[:12]
    assert ask(host, "status").accepted
    settle(host)
    secretary = Person(host, maintainer.clone, "zhishu")
    secretary.commit(activity("hou"))
    answer = secretary.push()
    assert answer.accepted and "测试" not in answer.said
    assert "新页脚" in shown(host, "news/2024/2024-04-15-hou")


@pytest.mark.parametrize("tests, why", [("false", "测试没有通过"), ("sh -c 'echo 哪里错了; exit 1'", "哪里错了")])
def test_failed_it_changes_nothing(tests: str, why: str, host: Host, maintainer: Person) -> None:
    """The push is refused with what the tests said; program, site and repository stay."""
    set_tests(host, tests)
    before = host.program.resolve(), os.readlink(host.current), resolve(host.repository, MAIN)
    change_footer(maintainer)
    answer = maintainer.push()
    assert not answer.accepted
    assert why in answer.said and "程序没有更新；已发布的内容不受影响" in answer.said
    assert (host.program.resolve(), os.readlink(host.current), resolve(host.repository, MAIN)) == before
    assert [path for path in host.programs.iterdir() if path.is_dir()] == []


def test_tests_have_a_limit_of_time(host: Host, maintainer: Person, tmp_path: Path) -> None:
    """And are stopped with all that they started: a server that they left would stay for ever."""
    replace(host.root / "host.toml", "test_time = 3600", "test_time = 1")
    set_tests(host, f"sh -c 'setsid sleep 300 & echo $! > {tmp_path}/pid; sleep 300'")
    change_footer(maintainer)
    answer = maintainer.push()
    assert not answer.accepted and "测试超过了 1 秒" in answer.said
    assert not Path(f"/proc/{(tmp_path / 'pid').read_text().strip()}").exists()


def test_nobody_builds_for_who_has_gone(host: Host, maintainer: Person, tmp_path: Path) -> None:
    """The push is broken off while its tests run: when they are done, nothing is built or installed."""
    set_tests(host, f"sh -c 'touch {tmp_path}/testing; while [ ! -e {tmp_path}/on ]; do sleep 0.05; done'")
    old, new = resolve(host.repository, MAIN), change_footer(maintainer)
    (host.repository / "objects/info").mkdir(exist_ok=True)
    (host.repository / "objects/info/alternates").write_text(f"{maintainer.clone}/.git/objects\n")
    (tmp_path / "pushed").write_text(f"{old} {new} {MAIN}\n")
    # As git would start it, but that the kernel does not end it with git.
    command = f"{host.launcher} host pre-receive < {tmp_path}/pushed > {tmp_path}/said; true"
    environment = {**os.environ, "BRANCHSITE_ACCOUNT": "weihu"}
    with subprocess.Popen(["sh", "-c", command], env=environment) as git:
        until((tmp_path / "testing").exists)
        git.kill()
    before = os.readlink(host.program)
    (tmp_path / "on").touch()
    until(lambda: "推送已经中断" in (tmp_path / "said").read_text("utf-8"))
    assert not host.staging.exists() and os.readlink(host.program) == before


def until(true: Callable[[], object]) -> None:
    """Wait for something that is to happen."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_program_that_cannot_build_is_not_installed(host: Host, maintainer: Person) -> None:
    """Its tests were not good enough: the build refuses it, and the old one goes on."""
    set_tests(host, "true")
    before = host.program.resolve()
    maintainer.commit({"overrides/main.html": "{% extends 'none.html' %}"})
    answer = maintainer.push()
    assert not answer.accepted
    assert "生成网站时程序出了错，不是您写错了" in answer.said and "Traceback" not in answer.said
    assert "none.html" in host.failures.read_text("utf-8")
    assert host.program.resolve() == before
    settle(host)
    maintainer.git("reset", "-q", "--hard", "HEAD~1")
    maintainer.commit(activity("jiu"))
    assert maintainer.push().accepted


def test_other_files_need_no_tests(host: Host, maintainer: Person) -> None:
    """A maintainer's README or workflow does not change how the site is built."""
    set_tests(host, "false")
    maintainer.commit({"README.md": "新的说明"})
    answer = maintainer.push()
    assert answer.accepted and "测试" not in answer.said


def test_a_newer_program_on_the_server_is_no_change_of_the_push(host: Host, secretary: Person) -> None:
    """Where the installed checkout was updated on the server, people go on publishing with an older clone."""
    newer = host.root.parent / "newer"
    secretary.git("clone", "-q", str(host.repository), str(newer))
    (newer / FOOTER).write_text((newer / FOOTER).read_text("utf-8") + "\n<!-- 更新 -->\n", "utf-8")
    host.program.unlink()
    host.program.symlink_to(newer)
    secretary.commit(activity("jiude"))
    answer = secretary.push()
    assert answer.accepted, answer.said
    assert "更新" in shown(host, "about")


def test_only_so_many_programs_are_kept(host: Host, maintainer: Person) -> None:
    """A push that brings another removes the oldest, and never the one that it has installed."""
    set_tests(host, "true")
    for number in range(4):
        made(host, f"{number:012}", 10 - number)
    commit = change_footer(maintainer)
    answer = maintainer.push()
    assert answer.accepted, answer.said
    settle(host)
    kept = sorted(path.name for path in host.programs.iterdir() if path.is_dir())
    assert kept == sorted(["000000000002", "000000000003", commit[:12]])
    assert host.program.resolve().name == commit[:12]
    assert entries(host)[-1]["did"] == "published"


def test_it_is_compiled(host: Host, maintainer: Person) -> None:
    """Once, and its templates, for processes that write no bytecode: what lay there before is not taken for it."""
    set_tests(host, "sh -c 'mkdir -p hooks/branchsite/__pycache__; touch hooks/branchsite/__pycache__/old.pyc'")
    commit = change_footer(maintainer)
    assert maintainer.push().accepted
    compiled = {*(host.programs / commit[:12]).rglob("*.pyc")}
    found = {path.name.partition(".")[0] for path in compiled}
    assert {"build", "gate"} <= found and "old" not in found
    assert len([name for name in found if name.startswith("template-")]) > 20


def test_what_a_killed_test_run_left_is_swept(host: Host, maintainer: Person) -> None:
    """A program without a passed test is never taken for one."""
    set_tests(host, "true")
    (host.programs / "0123456789ab/hooks").mkdir(parents=True)
    change_footer(maintainer)
    assert maintainer.push().accepted
    assert not (host.programs / "0123456789ab").exists()


def test_differs_names_the_files(tmp_path: Path) -> None:
    """Changed, added and removed ones, of the parts that build; others do not count."""
    for name in ("hooks/a.py", "hooks/b.py", "mkdocs.yml", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x\n")
    same = "587be6b4c3f93f93c489c0111bba5596147a26cb"
    pushed = [
        TreeEntry("100644", same, 2, "hooks/a.py"),
        TreeEntry("100644", "0" * 40, 2, "mkdocs.yml"),
        TreeEntry("100644", same, 2, "overrides/new.html"),
        TreeEntry("100644", "0" * 40, 2, "README.md"),
    ]
    assert differs(tmp_path, pushed) == ["hooks/b.py", "mkdocs.yml", "overrides/new.html"]


def test_a_program_has_its_own_environment(host: Host, tmp_path: Path) -> None:
    """Where its tests made one; else that of the installation."""
    assert python_of(host, tmp_path) == Path(host.settings.python)
    own = tmp_path / ".venv/bin/python"
    own.parent.mkdir(parents=True)
    own.touch(0o755)
    assert python_of(host, tmp_path) == own
    assert (ROOT / "requirements.txt").is_file()


def made(host: Host, name: str, age: int) -> Path:
    """A program that passed its tests so many hours ago."""
    folder = host.programs / name
    folder.mkdir(parents=True)
    (folder / ".passed").touch()
    os.utime(folder, (1e9 - age * 3600, 1e9 - age * 3600))
    return folder


def test_the_installed_one_stays_however_old(tmp_path: Path) -> None:
    """Newer ones passed their tests, and were never installed: it is the one that builds."""
    host = Host(tmp_path)
    old = made(host, "000000000000", 100)
    for number in range(1, 6):
        made(host, f"{number:012}", 10 - number)
    install(host, old)
    assert host.program.resolve() == old
    assert sorted(path.name for path in host.programs.iterdir() if path.is_dir()) == [
        "000000000000",
        "000000000003",
        "000000000004",
        "000000000005",
    ]


LEAVE = (
    "mkdir -p .venv/bin site/p .cache node_modules/x hooks/made; touch .venv/bin/x site/p/1.jpg hooks/made/y hooks/z"
)


def test_only_the_program_stays(host: Host, maintainer: Person) -> None:
    """Its tests see all that was pushed, and nobody else does; after them content is gone, and what they made of it.

    Then the form's own user can run it, whose name it must know.
    """
    set_tests(host, f"sh -c 'test -f data/site.yml && test $(stat -c %a .) = 700 && {LEAVE}'")
    (maintainer.clone / "docs/dev").mkdir(parents=True)
    maintainer.write({"docs/dev/threats.md": "#", ".ci/run": "x", "tests/x.py": "x"})
    commit = change_footer(maintainer)
    answer = maintainer.push()
    assert answer.accepted, answer.said
    folder = host.programs / commit[:12]
    assert [path.stat().st_mode & 0o777 for path in (host.programs, folder)] == [0o711, 0o755]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pushed = {one.path for one in files(host.repository, commit)}
    kept = {one for one in pushed if not one.startswith(("data/", "docs/")) or one.startswith("docs/dev/")}
    assert {one for one in there if "__pycache__" not in one} == {*kept, ".passed", ".venv/bin/x"}


def test_content_of_older_programs_goes_with_a_prune(host: Host) -> None:
    """They were put there when content still stayed; one whose tests run at the moment is left alone."""
    for name in ("0" * 12, "1" * 12):
        (made(host, name, 1) / "data").mkdir()
        (host.programs / name / "data/1.jpg").touch()
        (host.programs / name / "hooks").mkdir()
    (host.programs / ("1" * 12) / ".passed").unlink()
    assert ask(host, "prune", "--keep", "1").accepted
    assert sorted(os.listdir(host.programs / ("0" * 12))) == [".passed", "hooks"]
    assert (host.programs / ("1" * 12) / "data/1.jpg").exists()
