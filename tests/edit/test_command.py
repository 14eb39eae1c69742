"""edit: the form for whoever sits at this computer."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from sites import ROOT, TINY, copy_site


def test_whoever_knows_the_address_is_served(tmp_path: Path) -> None:
    """From the moment it is printed: a browser may be quicker than the form."""
    root = copy_site(tmp_path / "site", TINY)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    words = [sys.executable, "-m", "branchsite", "--root", str(root), "edit", "--no-open"]
    with subprocess.Popen(words, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout is not None
            found = re.search(r"http://(127\.0\.0\.1):(\d+)(/\S*)", serving.stdout.readline())
            assert found is not None
            with socket.create_connection((found[1], int(found[2]))) as visitor:
                visitor.sendall(f"GET {found[3]} HTTP/1.0\r\nHost: {found[1]}:{found[2]}\r\n\r\n".encode())
                assert visitor.recv(15) == b"HTTP/1.1 303 Se"
        finally:
            serving.terminate()
