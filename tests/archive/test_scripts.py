"""Scripts of a copy are read as plain scripts, and keep to themselves what they declare."""

import json
import re
import subprocess
from pathlib import Path

from branchsite.archive.render import reader
from branchsite.archive.scripts import as_function, carrier, is_carried, script
from branchsite.output.scripts import join_scripts
from branchsite.search.engine import runtime
from judges import NODE
from rows import over
from sites import ROOT

OVERRIDES = ROOT / "overrides"

CARRIED = [
    ("search/parts.json", True),
    ("search/0123456789abcdef/index/p1230.pf_index", True),
    ("search/0123456789abcdef/pagefind.js", True),
    ("search/index.html", False),
    ("news/facets.749b4572.json", True),
    ("study/facets.749b4572.json", True),
    ("api/v1/index.json", False),
    ("assets/js/search-worker.5ac41cfb.js", True),
    ("assets/js/search.5ac41cfb.js", False),
    ("news/feed.json", False),
]

FUNCTIONS = [
    ("const a = 1\nexport { a }\n", "const a = 1\nreturn { a }\n"),
    ("const a = 1;export{a,b};", "const a = 1;return {a,b}\n"),
    ("const b = await import(x)\n", "const b = await archive.load(x)\n"),
    ("if (typeof import.meta.url) a()\n", "if (typeof scriptUrl) a()\n"),
    ("const exports = {}; important(x)\n", "const exports = {}; important(x)\n"),
]


@over(("uri", "carried"), CARRIED)
def test_what_is_carried(uri: str, carried: bool) -> None:
    assert is_carried(uri) is carried


@over(("module", "body"), FUNCTIONS)
def test_functions(module: str, body: str) -> None:
    assert as_function(module.encode()).decode() == body


def test_a_carrier_is_a_plain_call() -> None:
    """Whatever is in the file: bytes that are no text, quotation marks, the ends of lines."""
    text = '"\\\u2028</script>\r\n一'
    said = carrier("news/index.html", text.encode()).decode()
    assert said == 'archive.tell("\\"\\\\\u2028</script>\\r\\n一")\n'
    assert carrier("search/a.pf_index", b'\x00\xff"</script>\n') == b'archive.give("AP8iPC9zY3JpcHQ+Cg==")\n'


def published() -> dict[str, bytes]:
    files = {path.relative_to(OVERRIDES).as_posix(): path.read_bytes() for path in OVERRIDES.rglob("*.js")}
    return join_scripts(files)


def test_every_script_is_a_plain_one() -> None:
    """Node reads each as a browser reads what is no module: no import, no export, nothing declared for all."""
    scripts = {uri: script(uri, content) for uri, content in published().items()} | {"reader": reader()}
    bodies = {uri: as_function(content) for uri, content in {**published(), **runtime()}.items() if uri.endswith(".js")}
    wrapped = {f"body of {uri}": b"archive.run(scriptUrl => {\n%s})" % body for uri, body in bodies.items()}
    texts = {uri: content.decode() for uri, content in {**scripts, **wrapped}.items()}
    read = (
        "const all = JSON.parse(require('fs').readFileSync(0)); "
        "for (const one in all) new (require('vm').Script)(all[one], one)"
    )
    ran = subprocess.run([NODE, "-e", read], input=json.dumps(texts), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert {uri for uri, text in texts.items() if re.search(r"\bimport\b *[({.]|\bexport\b *[{a-z]", text)} == set()
    assert {
        uri for uri, text in scripts.items() if not text.startswith((b"archive.run(scriptUrl => {", b"//"))
    } == set()


def test_what_has_no_place_in_a_copy() -> None:
    """Notes would stay on whichever computer the disk was in, and nothing is to be stored for later."""
    for name in ("notes", "take", "docx", "offline"):
        assert script(f"assets/js/{name}.01234567.js", b"anything()") == b"archive.run(scriptUrl => {\n})\n"
    assert Path(OVERRIDES / "assets/js/notes/take.js").is_file()
