"""How many small faults in the scripts the tests notice: as tools/mutants.py for overrides/assets/js.

A seeded sample of places is changed one at a time, in a copy. The tests that call functions in Node are run first,
then those of that script in the browser, until one fails. What passes them all is printed: a test is missing there,
or the change is equal to the original (tools/equal-script-mutants.tsv says why). Not part of `make test`.

    python tools/script_mutants.py --sample 40 --seed 1 [--only filters]
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
JS = Path("overrides/assets/js")
NODE = Path(sys.executable).parent / "node"
PLACES = ROOT / "tools/script_places.mjs"
EQUAL = ROOT / "tools/equal-script-mutants.tsv"
COPIED = ("hooks", "overrides", "tests", "deploy", "mkdocs.yml", "pyproject.toml", "requirements.txt")
SECONDS = 900
"""For one step of the tests: whoever takes longer waits for ever."""

BROWSER = "tests/browser"
TESTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "filters": (("tests/scripts/test_filters.py",), (f"{BROWSER}/test_filters.py",)),
    "gallery": ((f"{BROWSER}/test_gallery.py",),),
    "search": (("tests/scripts/test_search.py",), ("tests/search/test_readings.py",), (f"{BROWSER}/test_search.py",)),
    "notes": ((f"{BROWSER}/test_notes.py",),),
    "offline": (("tests/scripts/test_offline.py",), (f"{BROWSER}/test_offline.py",)),
    "quiz": ((f"{BROWSER}/test_quiz.py",),),
    "screen": (("tests/scripts/test_screen.py",), (f"{BROWSER}/test_screen.py",)),
    "share": ((f"{BROWSER}/test_share.py",),),
    "shell": ((f"{BROWSER}/test_use.py",),),
    "common": ((f"{BROWSER}/test_gallery.py", f"{BROWSER}/test_filters.py", f"{BROWSER}/test_search.py"),),
}
"""What is run for the files of a folder, step by step, the quickest first."""


@dataclass(frozen=True)
class Mutant:
    """A change of one place. file: below overrides/assets/js. text: the line it is in."""

    file: str
    line: int
    old: str
    new: str
    text: str
    source: str

    @property
    def name(self) -> str:
        """Without the number of the line, which others move."""
        return f"{self.file}\t{self.text}\t{_short(self.old)} → {_short(self.new)}"


def draw(sources: dict[str, str], sample: int, seed: int) -> list[Mutant]:
    """So many places of the scripts, in an order that only the seed and each place's own code decide."""
    asked = json.dumps(sources)
    package = ROOT / "tools/node/package.json"
    ran = subprocess.run([NODE, PLACES, package], input=asked, capture_output=True, text=True, check=True)
    ranked: list[tuple[bytes, str, Mutant]] = []
    for file, places in json.loads(ran.stdout).items():
        # acorn counts UTF-16 units.
        units = sources[file].encode("utf-16-le")
        for place in places:
            changed = units[: 2 * place["start"]] + place["new"].encode("utf-16-le") + units[2 * place["end"] :]
            text = sources[file].splitlines()[place["line"] - 1].strip()
            one = Mutant(file, place["line"], place["old"], place["new"], text, changed.decode("utf-16-le"))
            key = f"{seed}\t{one.name}\t{place['start']}"
            ranked.append((hashlib.sha256(key.encode()).digest(), key, one))
    return [one for *_, one in sorted(ranked, key=lambda ranking: ranking[:2])[:sample]]


def killer(copied: Path, mutant: Mutant) -> str:
    """The test that fails, or "" where all pass."""
    place = copied / JS / f"{mutant.file}.js"
    original = place.read_text("utf-8")
    place.write_text(mutant.source, "utf-8")
    try:
        return next(filter(None, (_failure(copied, step) for step in TESTS[mutant.file.split("/")[0]])), "")
    finally:
        place.write_text(original, "utf-8")


def _failure(copied: Path, tests: Sequence[str], attempts: int = 2) -> str:
    """The test that fails. One that cannot even begin, on a busy machine, is tried again and is no failure.

    Raises SystemExit where none can be run.
    """
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        ran = subprocess.run(command, cwd=copied, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"{tests[0]}: no end"
    if ran.returncode == 0:
        return ""
    failed = [line for line in ran.stdout.splitlines() if line.startswith("FAILED")]
    if failed:
        return failed[0]
    if attempts > 1:
        return _failure(copied, tests, attempts - 1)
    raise SystemExit(f"{' '.join(tests)}\n{ran.stdout[-3000:]}{ran.stderr[-1000:]}")


def _short(code: str) -> str:
    return " ".join(code.split())[:80]


def main() -> int:
    """Print each mutant that lives, and the share that was killed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a path below overrides/assets/js")
    options = parser.parse_args()
    below = ROOT / JS
    sources = {
        path.relative_to(below).with_suffix("").as_posix(): path.read_text("utf-8") for path in below.rglob("*.js")
    }
    equal = {line.rpartition("\t")[0] for line in EQUAL.read_text("utf-8").splitlines() if line}
    drawn = draw(sources, options.sample, options.seed)
    drawn = [one for one in drawn if one.file.startswith(options.only) and one.name not in equal]
    killed = 0
    with tempfile.TemporaryDirectory(prefix="script-mutants-") as name:
        copied = Path(name)
        for part in COPIED:
            source = ROOT / part
            shutil.copytree(source, copied / part) if source.is_dir() else shutil.copy(source, copied)
        (copied / "tools").mkdir()
        (copied / "tools/node").symlink_to(ROOT / "tools/node")
        for number, one in enumerate(drawn, 1):
            by = killer(copied, one)
            killed += bool(by)
            if not by:
                print(f"LIVES {one.file}:{one.line}\n{one.name}", flush=True)
            print(
                f"{number}/{len(drawn)}, {killed} killed: {one.file}:{one.line} by {by[:100]}",
                file=sys.stderr,
                flush=True,
            )
    print(f"{killed} of {len(drawn)} killed: {100 * killed / max(len(drawn), 1):.0f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
