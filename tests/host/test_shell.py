"""What a key may do: asked of the rules, and of a real sshd with two people's keys."""

import getpass
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from branchsite.host.__main__ import main
from branchsite.host.server.accounts import Account, Role, add_account, remove_account
from branchsite.host.server.folder import Host, HostError
from branchsite.host.shell import allowed
from lookalike import hostile_host
from pushes import Person, activity, clone, settle, shown
from pushes import host as ask
from ssh_server import new_key, sshd

ROOT = Host(Path("/srv/site"))
CONTENT = Account("shuji", Role.CONTENT)
MAINTAINER = Account("weihu", Role.MAINTAINER)

ALLOWED = {
    "git-receive-pack 'site.git'": ["git", "receive-pack", "/srv/site/site.git"],
    "git-receive-pack '/site.git'": ["git", "receive-pack", "/srv/site/site.git"],
    "git-upload-pack '/srv/site/site.git'": ["git", "upload-pack", "/srv/site/site.git"],
    "git-upload-pack '/srv/site/site.git/'": ["git", "upload-pack", "/srv/site/site.git"],
    "status": ["/srv/site/branchsite", "host", "status"],
    "log --last 5": ["/srv/site/branchsite", "host", "log", "--last", "5"],
}


@pytest.mark.parametrize("asked", ALLOWED)
def test_anybody_may_push_fetch_and_ask(asked: str) -> None:
    """However git spells the way to the one repository."""
    assert allowed(ROOT, CONTENT, asked) == allowed(ROOT, MAINTAINER, asked) == ALLOWED[asked]


ONLY_MAINTAINERS = {
    "rollback": ["rollback"],
    "rollback 3": ["rollback", "3"],
    "rollback 000003-abcdef0": ["rollback", "000003-abcdef0"],
    "rollback abcdef0123": ["rollback", "abcdef0123"],
    "rollback --lock 有错字": ["rollback", "--lock=有错字"],
    "rollback 3 --lock '有 错字'": ["rollback", "3", "--lock=有 错字"],
    "lock 公示期": ["lock", "--", "公示期"],
    "lock '有　错字 ; id'": ["lock", "--", "有 错字 ; id"],
    'lock "it\'s"': ["lock", "--", "it's"],
    "unlock": ["unlock"],
}


@pytest.mark.parametrize("asked", ONLY_MAINTAINERS)
def test_only_maintainers_change_what_is_shown(asked: str) -> None:
    """A reason is one argument, and never an option."""
    assert allowed(ROOT, MAINTAINER, asked) == ["/srv/site/branchsite", "host", *ONLY_MAINTAINERS[asked]]
    with pytest.raises(HostError, match="账号“shuji”可以推送、拉取"):
        allowed(ROOT, CONTENT, asked)


HOSTILE = [
    "",
    " ",
    "sh",
    "bash -c 'touch CANARY'",
    "touch CANARY",
    "-c 'touch CANARY'",
    # Options, abbreviated, joined, in other places
    "status --dir TREE",
    "status --dir=TREE",
    "status --di TREE",
    "status --d=TREE",
    "--dir TREE status",
    "status -h",
    "status --help",
    "status --",
    "status TREE",
    "log --last=5",
    "log --las 5",
    "log --last",
    "log --last 0",
    "log --last -1",
    "log --last 5 --dir TREE",
    "log --last 99999",
    "log --last ５",
    "log --last 5x",
    "log -5",
    "log 5",
    "rollback --lock",
    "rollback --lock x --dir TREE",
    "rollback --lock=x",
    "rollback --loc x",
    "rollback --dir TREE",
    "rollback ²",
    "rollback ①",
    "rollback -1",
    "rollback 1 2",
    "rollback ../../etc",
    "rollback ABCDEF0",
    "rollback --lock x 3",
    "lock",
    "lock a b",
    "lock ''",
    "lock ' '",
    "lock --dir",
    "lock -- x",
    "lock '--dir'",
    "lock x --dir TREE",
    "lock $(touch${IFS}CANARY)",
    "lock `touch CANARY`",
    'lock "$(touch CANARY)"',
    "lock 'a\nb'",
    "lock 'a\x1b[31mb'",
    "lock 'a\u202eb'",
    "lock 'a\u200bb'",
    f"lock {'长' * 101}",
    "lock 'unbalanced",
    'lock "unbalanced',
    "lock x'y",
    "unlock now",
    # Shell signs, line ends, other blanks
    "status;touch CANARY",
    "status; touch CANARY",
    "status && touch CANARY",
    "status | touch CANARY",
    "status > CANARY",
    "status $(touch CANARY)",
    "status\ntouch CANARY",
    "status\n",
    "status\r",
    "status\t",
    "status ",
    " status",
    "status\u00a0",
    "\u200bstatus",
    "status\udcff",
    "'status'",
    "st\\atus",
    "stat''us",
    "STATUS",
    "ѕtatus",
    "ｓｔａｔｕｓ",
    "status\u202e",
    f"status{' ' * 5000}",
    "a" * 200_000,
    "'" * 999,
    # Words of host that are not for keys
    "init TREE --site-url https://x/",
    "rebuild",
    "prune --keep 1",
    "nginx",
    "mirror list",
    "purge data/x.jpg",
    "account link shuji",
    "account devices",
    "edit on",
    "edit serve",
    "mirror add /srv/x.git",
    "restore /srv/x.git TREE --site-url https://x/",
    "account list",
    "account add x maintainer",
    "account remove weihu",
    "pre-receive",
    "post-receive",
    "shell weihu",
    "host status",
    "branchsite host status",
    # git, elsewhere or with more
    "git-receive-pack",
    "git-receive-pack '/etc'",
    "git-receive-pack 'TREE/site.git'",
    "git-receive-pack 'site.git/../../other.git'",
    "git-receive-pack './site.git'",
    "git-receive-pack '../site/site.git'",
    "git-receive-pack 'site.git//'",
    "git-receive-pack 'SITE.GIT'",
    "git-receive-pack 'site.git' extra",
    "git-receive-pack --advertise-refs 'site.git'",
    "git-receive-pack --http-backend-info-refs 'site.git'",
    "git-receive-pack --quiet 'site.git'",
    'git-receive-pack "site.git"',
    "git-receive-pack 'site.git",
    "git-receive-pack 'site.git'; touch CANARY",
    "git-receive-pack 'site.git'\n",
    "git receive-pack 'site.git'",
    "git-upload-pack --timeout=1 'site.git'",
    "git-upload-pack -- 'site.git'",
    "git-upload-pack '--strict'",
    "git-upload-archive 'site.git'",
    "git-shell -c status",
    "git-lfs-authenticate site.git upload",
    "git -c core.pager=touch status",
    "git --exec-path=TREE upload-pack site.git",
    "git-cvsserver server",
    # Files, tunnels, variables
    "scp -t /tmp",
    "scp -f /etc/passwd",
    "internal-sftp",
    "/usr/lib/openssh/sftp-server",
    "rsync --server -e.Lsfx . /tmp",
    "tar cf - .",
    "GIT_DIR=TREE status",
    "BRANCHSITE_HOST=TREE status",
    "BRANCHSITE_ACCOUNT=weihu rollback",
    "env BRANCHSITE_ACCOUNT=weihu rollback",
    "LC_ALL=C status",
    "exec sh",
    "/srv/site/branchsite host status",
    'python3 -c \'open("CANARY", "w")\'',
    "-oProxyCommand=touch CANARY",
    "\x00status",
    "status\x00--dir",
]


@pytest.mark.parametrize("asked", HOSTILE, ids=lambda asked: ascii(asked)[:40])
def test_all_else_is_refused(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """To a maintainer too, by the table and by the entry that sshd starts; nothing is left and nothing has run."""
    inner = hostile_host(_folder(tmp_path / "site/cache/tree/data/_schema/x"))
    asked = asked.replace("TREE", str(inner)).replace("CANARY", str(inner / "canary"))
    host = Host(tmp_path / "site")
    shutil.copy(inner / "host.toml", host.root)
    for account in (CONTENT, MAINTAINER):
        add_account(host, account.name, account.role, [])
        with pytest.raises(HostError, match=r"可以推送、拉取|一行看得见的字"):
            allowed(host, account, asked)
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")}
    monkeypatch.chdir(inner)
    monkeypatch.setenv("BRANCHSITE_HOST", str(host.root))
    for account in (CONTENT, MAINTAINER):
        if "\0" not in asked:
            monkeypatch.setenv("SSH_ORIGINAL_COMMAND", asked)
            assert main(["shell", account.name]) == 1
            said = capsys.readouterr().err
            assert re.search("可以推送、拉取|一行看得见的字", said) and len(said) < 500
    assert not (inner / "canary").exists()
    assert {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def test_an_account_that_was_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its key, should sshd still know it, opens nothing any more: neither a push nor a look."""
    host = Host(_folder(tmp_path / "site"))
    (host.root / "host.toml").write_text('site_url = "https://school.example/"\npython = "python3"\n')
    add_account(host, "shuji", Role.CONTENT, [])
    remove_account(host, "shuji")
    monkeypatch.setenv("BRANCHSITE_HOST", str(host.root))
    for asked in ("status", "git-receive-pack 'site.git'"):
        monkeypatch.setenv("SSH_ORIGINAL_COMMAND", asked)
        assert main(["shell", "shuji"]) == 1
        assert "没有账号“shuji”" in capsys.readouterr().err


@pytest.mark.slow
def test_two_people_with_keys(host: Host, tmp_path: Path) -> None:
    """The secretary publishes content and nothing else; the maintainer may go back; neither gets a shell."""
    keys = {name: new_key(tmp_path / name) for name in ("shuji", "weihu")}
    for name, role in (("shuji", "content"), ("weihu", "maintainer")):
        assert ask(host, "account", "add", name, role, "--key", f"{keys[name]}.pub").accepted
    with sshd(host.authorized_keys, tmp_path) as server:
        address = f"{getpass.getuser()}@127.0.0.1"

        def ssh(name: str, *words: str) -> subprocess.CompletedProcess[str]:
            command = ["ssh", *server.options(keys[name]), address, *words]
            return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

        def push(person: Person, name: str) -> subprocess.CompletedProcess[str]:
            environment = {**os.environ, "GIT_SSH_COMMAND": shlex.join(["ssh", *server.options(keys[name])])}
            command = ["git", "push", f"{address}:site.git", "HEAD:main"]
            return subprocess.run(
                command, cwd=person.clone, env=environment, capture_output=True, text=True, check=False
            )

        person = clone(host, tmp_path / "clone")
        person.commit(activity("yaoshi", 标题="凭钥匙发布"))
        pushed = push(person, "shuji")
        assert pushed.returncode == 0, pushed.stderr
        assert "已发布：第 2 版" in pushed.stderr
        assert "凭钥匙发布" in shown(host, "news/2024/2024-04-15-yaoshi")
        settle(host)
        person.commit({"overrides/main.html": "x"})
        refused = push(person, "shuji")
        assert refused.returncode != 0 and "账号“shuji”只能改" in refused.stderr
        assert "正在显示：第 2 版" in ssh("shuji", "status").stdout
        for words in ((), ("id",), ("rollback",), ("sh", "-c", "id")):
            answer = ssh("shuji", *words)
            assert answer.returncode == 1 and "账号“shuji”可以推送、拉取" in answer.stderr, answer
            assert "uid=" not in answer.stdout
        assert "正在显示：第 1 版" in ssh("weihu", "rollback").stdout


HOSTILE_VARIABLES = {
    "BRANCHSITE_ACCOUNT": "weihu",
    "BRANCHSITE_HOST": "TREE",
    "BRANCHSITE_CACHE": "TREE",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "TREE/site.git/objects",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "uploadpack.packObjectsHook",
    "GIT_CONFIG_VALUE_0": "TREE/script",
    "GIT_CONFIG_GLOBAL": "TREE/site.git/config",
    "GIT_CONFIG_PARAMETERS": "'core.hooksPath'='TREE'",
    "GIT_DIR": "TREE/site.git",
    "GIT_EXEC_PATH": "TREE",
    "GIT_OBJECT_DIRECTORY": "TREE/site.git/objects",
    "GIT_PROTOCOL": "version=2:$(touch TREE/canary)",
    "GIT_SSH_COMMAND": "TREE/script",
    "GIT_TRACE": "TREE/canary",
    "LANG": "zh_CN.GBK",
    "PYTHONHOME": "TREE",
    "PYTHONPATH": "TREE",
    "PYTHONSTARTUP": "TREE/script",
    "SSH_ASKPASS": "TREE/script",
}


@pytest.mark.slow
def test_the_attack(host: Host, tmp_path: Path) -> None:
    """A content account pushes a folder like a server's, with a repository that runs a command, and asks about it.

    Over a real sshd: the push is refused, a right push is accepted, and in neither case does anything run. Nor
    does it where the folder lies in the cache all the same, or where sshd lets a client set what it likes.
    """
    key = new_key(tmp_path / "shuji")
    assert ask(host, "account", "add", "shuji", "content", "--key", f"{key}.pub").accepted
    assert ask(host, "account", "add", "weihu", "maintainer").accepted
    canaries = [tmp_path / "made/canary", host.tree / "data/_schema/x/canary"]
    with sshd(host.authorized_keys, tmp_path, "AcceptEnv *") as server:
        address = f"{getpass.getuser()}@127.0.0.1"

        def ssh(asked: str, *more: str) -> subprocess.CompletedProcess[str]:
            command = ["ssh", *server.options(key), *more, address, asked]
            return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

        def push(*variables: str) -> subprocess.CompletedProcess[str]:
            way = shlex.join(["ssh", *server.options(key), *variables])
            command = ["git", "push", f"{address}:site.git", "HEAD:main"]
            environment = {**os.environ, "GIT_SSH_COMMAND": way}
            return subprocess.run(
                command, cwd=person.clone, env=environment, capture_output=True, text=True, check=False
            )

        person = clone(host, tmp_path / "clone")
        made = hostile_host(_folder(tmp_path / "made"))
        shutil.copytree(made, person.clone / "data/_schema/x", symlinks=False)
        person.git("add", "-A", "-f")
        person.git("commit", "-q", "-m", "看起来像服务器")
        refused = push()
        assert refused.returncode != 0 and "服务器自己要用的名字" in refused.stderr
        settle(host)
        folder = host.tree / "data/_schema/x"
        assert not folder.exists()
        asked = [f"status --dir {folder}", f"status --dir={folder}", f"status --di {folder}", f"log --dir {folder}"]
        for one in (*asked, "status;touch x", "git-upload-pack 'cache/tree/data/_schema/x/site.git'", "sh -c id"):
            answer = ssh(one)
            assert answer.returncode == 1 and "账号“shuji”可以推送、拉取" in answer.stderr, answer

        person.git("reset", "-q", "--hard", "HEAD~1")
        person.commit(activity("hou", 标题="照样发布"))
        variables = [
            f"-oSetEnv={name}={shlex.quote(value.replace('TREE', str(made)))}"
            for name, value in HOSTILE_VARIABLES.items()
        ]
        setenv = ["-oSetEnv=" + " ".join(one.removeprefix("-oSetEnv=") for one in variables)]
        accepted = push(*setenv)
        assert accepted.returncode == 0, accepted.stderr
        assert "照样发布" in shown(host, "news/2024/2024-04-15-hou")
        settle(host)
        # Whoever brought it there: it is no server, for a key as for somebody on the machine itself.
        shutil.copytree(made, folder)
        for one in asked:
            assert ssh(one, *setenv).returncode == 1
        assert "正在显示：第 2 版" in ssh("status", *setenv).stdout
        assert "账号“shuji”可以推送、拉取" in ssh("rollback", *setenv).stderr
        answer = ask(host, "status", "--dir", str(folder))
        assert not answer.accepted and "里面，不是 host init 准备好的文件夹" in answer.said
    assert not [canary for canary in canaries if canary.exists()]
