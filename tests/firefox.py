"""Debian's Firefox ESR, driven by Marionette: the protocol that Firefox itself speaks on a port of this machine."""

import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 60
"""Seconds that Firefox may take to start, or to answer, on a machine that is busy."""

PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "ui.prefersReducedMotion": 1,
    "ui.useOverlayScrollbars": 1,
}

WIDTH = """const browser = window.gBrowser.selectedBrowser
    for (const [name, size] of [["width", arguments[0]], ["height", arguments[1]]])
        for (const bound of ["min-", "max-"]) browser.style.setProperty(bound + name, size + "px")
    browser.style.flex = "none"
    return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))"""
"""A window of Firefox is never narrower than its own bar: the page in it can be."""


def system_firefox() -> str | None:
    """Where the system's Firefox is."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A running Firefox with one window. Each command waits for its answer."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rwb")
        self._last = 0
        self._read()  # It says hello first.
        self.ask("WebDriver:NewSession")

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._stream.read(1)
        return json.loads(self._stream.read(int(size[:-1])))

    def ask(self, command: str, **parameters: object) -> Any:
        """What Firefox answers to a command; an AssertionError with its own words where it refuses."""
        self._last += 1
        message = json.dumps([0, self._last, command, parameters]).encode()
        self._stream.write(b"%d:%s" % (len(message), message))
        self._stream.flush()
        _, number, error, answer = self._read()
        assert number == self._last
        assert error is None, f"{command}: {error}"
        return answer["value"] if set(answer) == {"value"} else answer

    def go(self, url: str) -> None:
        """Open a page, until it has been loaded."""
        self.ask("WebDriver:Navigate", url=url)

    def evaluate(self, script: str, argument: object = None) -> Any:
        """What a function, as JavaScript, gives in the page: it may be async."""
        return self.ask("WebDriver:ExecuteScript", script=f"return ({script})(arguments[0])", args=[argument])

    def resize(self, width: int, height: int) -> None:
        """Give the page, not the window, these sides in pixels."""
        self._in_chrome(WIDTH, width, height)

    def prefer(self, name: str, value: bool) -> None:
        """Set a preference, for pages that are opened from now on."""
        self._in_chrome("Services.prefs.setBoolPref(...arguments)", name, value)

    def _in_chrome(self, script: str, *arguments: object) -> None:
        self.ask("Marionette:SetContext", value="chrome")
        self.ask("WebDriver:ExecuteScript", script=script, args=arguments)
        self.ask("Marionette:SetContext", value="content")

    def press(self, selector: str) -> None:
        """Click on the middle of an element; an error where another one lies over it."""
        self.ask("WebDriver:ElementClick", id=self._find(selector))

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.ask("WebDriver:ElementSendKeys", id=self._find(selector), text=text)

    def _find(self, selector: str) -> str:
        found: dict[str, str] = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        return next(iter(found.values()))

    def picture(self) -> str:
        """What is in the window, as PNG in base64."""
        return str(self.ask("WebDriver:TakeScreenshot", full=False))


@contextmanager
def firefox(program: str) -> Iterator[Firefox]:
    """Start Firefox with a fresh profile; it and the profile are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="firefox-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        settings = {**PREFERENCES, "marionette.port": port}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
        (Path(folder) / "user.js").write_text("\n".join(lines), "utf-8")
        command = [
            program,
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            folder,
            "about:blank",
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                with _connect(process, port) as connection:
                    yield Firefox(connection)
            finally:
                process.terminate()
                process.wait(PATIENCE)


def _connect(process: "subprocess.Popen[bytes]", port: int) -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, "Firefox 没有启动"
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except OSError:
            assert time.monotonic() < end, f"Firefox 在 {PATIENCE} 秒内没有回答"
            time.sleep(0.1)
