"""The form on a server as systemd runs it: two processes, each with the socket that it is given."""

import http.client
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from asgi import Reply
from branchsite.host.edit import FORM_SOCKET, KEEPER_SOCKET, STATE, files
from branchsite.host.server.folder import Host
from pushes import Answer as Said
from pushes import ask
from secretaries import Secretary

NAME = "school.example"
ORIGIN = f"https://{NAME}"
PATIENCE = 60
SERVICES = ("branchsite-keeper.service", "branchsite-edit.service")


@dataclass(frozen=True)
class User:
    """Whom a process runs as. before: what a command begins with, to be run by them."""

    name: str = ""
    uid: int = -1
    gid: int = -1

    @property
    def before(self) -> list[str]:
        """As systemd does it: no group but their own, no way to another.

        The shell in between has lost what root may do; to setpriv itself a closed folder is open still.
        """
        if not self.name:
            return []
        users = [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups", "--no-new-privs"]
        return ["setpriv", *users, "--", "sh", "-c", 'exec "$@"', "sh"]


ME = User()


@dataclass
class FormServer:
    """What serves. here: the folder of its sockets. state: that of the form's user. output: what both have said."""

    host: Host
    here: Path
    state: Path
    output: Path
    form: "subprocess.Popen[bytes]"
    keeper: "subprocess.Popen[bytes]"
    begun: dict[str, tuple[list[str], socket.socket]] = field(default_factory=dict)

    def kill(self, part: str) -> None:
        """At once, with all that it has started; systemd starts it anew for who comes next. part: form, keeper."""
        process: subprocess.Popen[bytes] = getattr(self, part)
        for one in (*descendants(process.pid), process.pid):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        process.wait()
        setattr(self, part, start(*self.begun[part], self.output))

    @property
    def memory(self) -> int:
        """MB that the form has had at most."""
        (line,) = [one for one in Path(f"/proc/{self.form.pid}/status").read_text().splitlines() if "VmHWM" in one]
        return int(line.split()[1]) // 1024

    @property
    def share(self) -> int:
        """MB that the form has now, shared pages counted once."""
        lines = Path(f"/proc/{self.form.pid}/smaps_rollup").read_text().splitlines()
        (line,) = [one for one in lines if one.startswith("Pss:")]
        return int(line.split()[1]) // 1024

    @property
    def words(self) -> list[str]:
        """What the unit of the form starts."""
        return command(self.host, "branchsite-edit.service", self.here, self.state)

    @property
    def keeper_socket(self) -> Path:
        return self.here / KEEPER_SOCKET.name


def nginx_lines(host: Host, here: Path) -> str:
    """What root installs for nginx, with the sockets of a folder."""
    text = files(host)["branchsite-edit.conf"]
    assert str(FORM_SOCKET) in text
    return text.replace(str(FORM_SOCKET), str(here / FORM_SOCKET.name))


def command(host: Host, unit: str, here: Path, state: Path) -> list[str]:
    """What a unit of systemd starts, with the places of a test."""
    (line,) = [one for one in files(host)[unit].splitlines() if one.startswith("ExecStart=")]
    values = {KEEPER_SOCKET: here / KEEPER_SOCKET.name, STATE: state}
    for name, value in values.items():
        line = line.replace(str(name), str(value))
    return line.removeprefix("ExecStart=").split()


@contextmanager
def serving(host: Host, here: Path, owner: User = ME, visitor: User = ME, group: int = -1) -> Iterator[FormServer]:
    """The form of a host from when it answers. here: an empty folder. owner: the host's user. visitor: the form's.

    group: that of nginx.
    """
    state, output = here / "state", here / "output"
    state.mkdir(mode=0o700)
    if visitor.name:
        os.chown(state, visitor.uid, -1)
    with (
        listening(here / KEEPER_SOCKET.name, 0o600, (visitor.uid, -1)) as asked,
        listening(here / FORM_SOCKET.name, 0o660, (-1, group)) as visited,
    ):
        users = zip(SERVICES, (owner, visitor), strict=True)
        words = [[*who.before, *command(host, unit, here, state)] for unit, who in users]
        keeper = start(words[0], asked, output)
        server = FormServer(host, here, state, output, start(words[1], visited, output), keeper)
        server.begun = {"keeper": (words[0], asked), "form": (words[1], visited)}
        try:
            wait_for(here / FORM_SOCKET.name, server.form, output)
            yield server
        finally:
            stop(server.form)
            stop(server.keeper)


@contextmanager
def listening(path: Path, mode: int, owner: tuple[int, int] = (-1, -1)) -> Iterator[socket.socket]:
    """A socket for those who may use it."""
    with socket.socket(socket.AF_UNIX) as at:
        at.bind(str(path))
        os.chown(path, *owner)
        path.chmod(mode)
        at.listen(128)
        yield at


@contextmanager
def given(words: list[str], at: socket.socket, output: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that systemd has given a socket."""
    process = start(words, at, output)
    try:
        yield process
    finally:
        stop(process)


def start(words: list[str], at: socket.socket, output: Path) -> "subprocess.Popen[bytes]":
    """The same, to be stopped by whoever has begun it."""
    shell = f'LISTEN_PID=$$ LISTEN_FDS=1 exec "$@" 3<&{at.fileno()}'
    with output.open("a") as file:
        return subprocess.Popen(
            ["bash", "-c", shell, "bash", *words],
            stdout=file,
            stderr=file,
            stdin=subprocess.DEVNULL,
            pass_fds=(at.fileno(),),
            start_new_session=True,
            cwd="/",
        )


def stop(process: "subprocess.Popen[bytes]") -> None:
    """As systemd does it."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def descendants(process: int) -> list[int]:
    """Everything that a process has started, and what that has: what is in its unit."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def wait_for(path: Path, process: "subprocess.Popen[bytes]", output: Path) -> None:
    """Until a request is answered: the socket takes them in before anybody serves."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with socket.socket(socket.AF_UNIX) as at:
            at.settimeout(2)
            at.connect(str(path))
            at.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            with suppress(TimeoutError):
                if at.recv(1):
                    return
    raise AssertionError(output.read_text())


@dataclass(frozen=True)
class School:
    """A server with nginx in front. logs: what nginx, the form and its keeper have written."""

    host: Host
    address: str
    here: Path
    form: FormServer

    def on_server(self, *words: str) -> Said:
        """A subcommand of `host`, as a maintainer on the server runs it."""
        return ask(self.host, *words)

    @property
    def logs(self) -> str:
        return "".join(path.read_text("utf-8", "replace") for path in (*self.here.glob("*.log"), self.form.output))

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> "Answer":
        """One request, as a browser in the school sends it."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            given = {"Host": NAME, **{name.replace("_", "-"): value for name, value in headers.items()}}
            connection.request(method, path, body, given)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        """What is answered to bytes that no library would send."""
        address = urlsplit(self.address)
        with socket.create_connection((address.hostname, address.port), timeout=PATIENCE) as at:
            at.sendall(request)
            found = b""
            while piece := at.recv(65_536):
                found += piece
            return found

    def link(self, name: str = "shuji") -> str:
        """What a maintainer gets for somebody: the path of the address."""
        answer = self.on_server("account", "link", name)
        assert answer.accepted and "█" in answer.said and "只能用一次，30 分钟以内" in answer.said
        (address,) = re.findall(rf"^{ORIGIN}(/bian/in/\S+)$", answer.said, re.MULTILINE)
        return str(address)

    def sign_in(self, name: str = "shuji") -> str:
        """A cookie, as the browser sends it."""
        answer = self.ask("POST", self.link(name), Origin=ORIGIN)
        assert (answer.status, answer.headers["Location"]) == (303, "/bian/")
        return str(answer.headers["Set-Cookie"]).partition(";")[0]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str


class Visitor(Secretary):
    """A browser in the school, by way of nginx."""

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"Host": NAME, "Cookie": cookie, **headers}
        connection = http.client.HTTPConnection(urlsplit(self.host).netloc, timeout=PATIENCE)
        try:
            at = path if path.startswith(self.base) else self.base + path
            connection.request(method, at, body, {name.replace("_", "-"): value for name, value in given.items()})
            answer = connection.getresponse()
            found = tuple((name.lower(), value) for name, value in answer.getheaders())
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()


def visitor(school: School, name: str = "shuji") -> Visitor:
    """Somebody whose device is signed in."""
    cookie, _, value = school.sign_in(name).partition("=")
    found = Visitor(None, school.address, "/bian")
    found.cookies = {cookie: value}
    return found


def press(at: Visitor, path: str, do: str, changes: Mapping[str, str]) -> Reply:
    """Fill in and press, on the site's own pages."""
    kept = [(name, value) for name, value in at.fields(path) if name not in changes]
    return at.post(path, [*kept, *changes.items(), ("do", do)], origin=ORIGIN)
