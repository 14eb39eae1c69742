"""Builds a site many times without starting Python and MkDocs anew each time: python builder.py, in its folder.

The process imports everything and reads nothing but templates; each build is a fork of it, as fresh as a
new process would be, and without MkDocs where `branchsite build` needs none. With "stays" the builds are its own,
one after the other, as those of mkdocs serve are. What libraries draw and look up they are asked once: they are no part
of the program, and answer the same to the same arguments.
"""

import hashlib
import io
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any


@dataclass(frozen=True)
class Ran:
    """right: whether a site was built. said: what MkDocs wrote."""

    right: bool
    said: str


class SiteBuilder:
    """The other side of such a process. Use it in a with block."""

    def __init__(self, root: Path, stays: bool = False) -> None:
        self.root = root
        temporary = root.parent / "tmp"
        temporary.mkdir(exist_ok=True)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("SITE_", "SOURCE_"))}
        self._process = subprocess.Popen(
            [sys.executable, __file__, *(["stays"] if stays else [])],
            cwd=root,
            env={
                **kept,
                "PYTHONPATH": str(Path(__file__).parents[1]),
                "NO_MKDOCS_2_WARNING": "1",
                "PYTHONUTF8": "1",
                "TMPDIR": str(temporary),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def build(
        self,
        out: Path,
        cache: Path,
        *,
        ahead: float = 0,
        kill_after: float | None = None,
        small: bool = False,
        **env: str,
    ) -> Ran:
        """Build the site into a folder.

        ahead: seconds that its clock is ahead of the files' times: so long ago, it thinks, were they written.
        kill_after: seconds after which it is killed. small: with a small theme in MkDocs' place.
        env: its environment besides.
        """
        # In one process: to fork takes a build that small as long as its half of the work.
        env = {"BRANCHSITE_WORKERS": "1", **env} if small else env
        request = {
            "out": str(out),
            "ahead": ahead,
            "kill_after": kill_after,
            "small": small,
            "env": {**env, "BRANCHSITE_CACHE": str(cache)},
        }
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return Ran(**json.loads(self._process.stdout.readline()))

    def __enter__(self) -> "SiteBuilder":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def main(stays: bool) -> None:
    """Answer requests until there are no more."""
    from mkdocs.config import load_config

    load_config()
    if not stays:
        _warm_up()
    _ask_libraries_once(Path(os.environ["TMPDIR"]))
    requests, answers = sys.stdin, os.dup(1)
    # Whatever a build says goes elsewhere.
    os.dup2(2, 1)
    for line in requests:
        request = json.loads(line)
        answer = build({**request, "stays": True}) if stays else forked({**request, "stays": False})
        os.write(answers, (json.dumps(answer) + "\n").encode())


def forked(request: dict[str, Any]) -> dict[str, Any]:
    """Build in a process of its own."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        with os.fdopen(told, "w") as answer:
            json.dump(build(request), answer)
        os._exit(0)
    os.close(told)
    if request["kill_after"] is not None:
        time.sleep(request["kill_after"])
        os.kill(child, signal.SIGKILL)
    with os.fdopen(heard) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else {"right": False, "said": "killed"}


def build(request: dict[str, Any]) -> dict[str, Any]:
    """Build here."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    from branchsite.commands.build import site_request
    from branchsite.commands.full_build import build_without_mkdocs
    from incremental import small_theme

    out = Path(request["out"])
    os.environ.update(request["env"])
    _advance(request["ahead"])
    words = io.StringIO()
    handler = logging.StreamHandler(words)
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(handler)
    try:
        if request["small"]:
            small_theme.build(out)
            return {"right": True, "said": words.getvalue()}
        asked = None if request["stays"] else site_request(Path.cwd(), out)
        if not asked or not (asked.is_answered() or build_without_mkdocs(asked)):
            build_site(load_config(site_dir=request["out"]))
        return {"right": True, "said": words.getvalue()}
    except BaseException as error:
        return {"right": False, "said": f"{words.getvalue()}{type(error).__name__}: {error}"}
    finally:
        logger.removeHandler(handler)


def _warm_up() -> None:
    """What costs each fork the most."""
    from PIL import Image

    from incremental import small_theme  # noqa: F401
    from warm import warm

    Image.init()
    with tempfile.TemporaryDirectory() as folder:
        env = {"BRANCHSITE_CACHE": f"{folder}/cache", "SITE_TODAY": "2024-05-10", "SITE_URL": "https://example.com/"}
        request = {"out": f"{folder}/out", "ahead": 0, "small": False, "stays": False, "env": env}
        warm(lambda: build(request))


def _ask_libraries_once(store: Path) -> None:
    """Keep what is drawn of all that is drawn, and what characters are in other letters."""
    import opencc
    import resvg_py
    from PIL import Image

    from branchsite.search import help as search_help
    from branchsite.search import initials

    resvg_py.svg_to_bytes = partial(_drawn, resvg_py.svg_to_bytes, store)  # type: ignore[assignment]
    Image.Image.quantize = _kept(Image.Image.quantize)  # type: ignore[method-assign]
    Image.Image.save = _kept_png(Image.Image.save)  # type: ignore[method-assign]
    initials.read_initials = cache(initials.read_initials)
    converter = opencc.OpenCC
    opencc.OpenCC = cache(lambda config: SimpleNamespace(convert=cache(converter(config).convert)))
    search_help.traditional("")


def _drawn(draw: Callable[..., bytes], store: Path, **arguments: Any) -> bytes:
    """For all builders."""
    name = hashlib.sha256(json.dumps(arguments, sort_keys=True).encode()).hexdigest()
    path = store / f"drawn-{name}"
    if not path.exists():
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(draw(**arguments))
        part.replace(path)
    return path.read_bytes()


def _kept(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method that makes an image of an image."""
    answers: dict[object, Any] = {}

    def answer(image: Any, *arguments: Any, **options: Any) -> Any:
        key = (_state(image), arguments, tuple(sorted(options.items())))
        if key not in answers:
            answers[key] = method(image, *arguments, **options)
        return answers[key].copy()

    return answer


def _kept_png(save: Callable[..., None]) -> Callable[..., None]:
    """The method that writes an image, which takes its time for a PNG."""
    answers: dict[object, bytes] = {}

    def answer(image: Any, to: Any, format: str | None = None, **options: Any) -> None:
        if format != "PNG":
            return save(image, to, format, **options)
        key = (_state(image), tuple(sorted(options.items())))
        if key not in answers:
            out = io.BytesIO()
            save(image, out, format, **options)
            answers[key] = out.getvalue()
        to.write(answers[key])

    return answer


def _state(image: Any) -> tuple[object, ...]:
    palette = image.palette.tobytes() if image.palette else b""
    return image.mode, image.size, hashlib.sha256(image.tobytes()).digest(), palette, repr(image.info)


_now, _now_ns = time.time, time.time_ns


def _advance(seconds: float) -> None:
    time.time = lambda: _now() + seconds  # type: ignore[assignment]
    time.time_ns = lambda: _now_ns() + int(seconds * 1e9)  # type: ignore[assignment]


if __name__ == "__main__":
    main(sys.argv[1:] == ["stays"])
