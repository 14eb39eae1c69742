"""Whatever is done to a site, in whatever order: what a build gives on top of the last is what a cold one gives.

A short form runs with the other tests, the same sequences each time; SOAK=1 tries many new ones.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from incremental.fields import FIELDS, palettes
from incremental.files import FILES
from incremental.world import FRESH, World, differing, opened
from sites import TODAY, tree
from soak.scale import FULL, times

pytestmark = pytest.mark.slow

EDITS = {**FIELDS, **palettes(), **FILES}


@dataclass
class State:
    """A site in the middle of its life. env: what it is built for."""

    world: World
    env: dict[str, str] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        """Where it is built."""
        return self.world.out[FRESH]

    def one_of(self, folder: Path, part: float, ending: str = "") -> Path | None:
        """A file below a folder, by its place among them."""
        files = sorted(path for path in folder.rglob(f"*{ending}") if path.is_file() and not path.is_symlink())
        return files[int(part * len(files))] if files else None


def build(state: State, ahead: float) -> None:
    """Build, and compare. Wrong data leave what is there. ahead: of the files' times."""
    wanted, cold = state.world.try_cold(**state.env)
    before = tree(state.out) if state.out.exists() else {}
    ran = state.world.build(FRESH, ahead=ahead, **state.env)
    note(f"built: {ran.right}")
    assert ran.right == wanted.right, ran.said
    assert differing(tree(state.out), cold if ran.right else before) == []


def kill(state: State, after: float) -> None:
    """Build, and be killed after so many seconds."""
    state.world.build(FRESH, kill_after=after, **state.env)


def edit(state: State, name: str) -> None:
    """Edit, as far as what is to be edited is still there."""
    with suppress(AssertionError, KeyError, IndexError, TypeError, ValueError, OSError):
        EDITS[name](state.world.root)


def mend(state: State) -> None:
    """Take all edits back."""
    state.world.restore()


def slip(state: State, part: float, text: str) -> None:
    """Type something behind the end of a file that makes it wrong."""
    spoil(state, "data", part, lambda raw: raw + text.encode(), ".yml")


def damage(state: State, folder: str, part: float, how: str) -> None:
    """Change the bytes of a file."""
    spoil(state, folder, part, DAMAGE[how])


def spoil(state: State, folder: str, part: float, how: Callable[[bytes], bytes], ending: str = "") -> None:
    """The work itself."""
    if path := state.one_of(state.world.root / folder, part, ending):
        path.write_bytes(how(path.read_bytes()))


def remove(state: State, folder: str, part: float) -> None:
    """Take a file away."""
    if path := state.one_of(state.world.root / folder, part):
        path.unlink()


def clear(state: State, folder: str) -> None:
    """Take a folder away."""
    shutil.rmtree(state.world.root / folder, ignore_errors=True)


def put(state: State, name: str) -> None:
    """Leave a file in the output."""
    with suppress(OSError):
        path = state.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def say(state: State, name: str, value: str) -> None:
    """Build from now on for another day or address, in the plain way or with more processes."""
    state.env[name] = value


OUT, CACHE = "../out0", "../cache0"
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: b"",
    "cut": lambda raw: raw[: len(raw) // 2],
    "zeros": lambda raw: bytes(len(raw)),
    "longer": lambda raw: raw + b"x",
    "backwards": lambda raw: raw[::-1],
}
SLIPS = ("标题：忘了换成半角\n", "  - [", "\t", "身份证 11010519491231002X\n", "<<<<<<< HEAD\n", "新字段: 一\n")
LEFT = ("x.html", "news/x/y.html", "news/index.html.new", "index.html.new/x", "plan")
DAYS = (TODAY.isoformat(), "2024-05-15", "2024-05-21", "2024-07-01", "2024-02-01")
PARTS = st.floats(0, 0.999)

Step = tuple[Callable[..., None], tuple[object, ...]]


def step(what: Callable[..., None], *arguments: st.SearchStrategy[object]) -> st.SearchStrategy[Step]:
    """Something done to a state, with what it is given besides."""
    return st.tuples(st.just(what), st.tuples(*arguments))


STEPS = st.one_of(
    step(build, st.sampled_from([0, 10])),
    step(build, st.sampled_from([0, 10])),
    step(edit, st.sampled_from(sorted(EDITS))),
    step(edit, st.sampled_from(sorted(EDITS))),
    step(edit, st.sampled_from(sorted(FILES))),
    step(mend),
    step(slip, PARTS, st.sampled_from(SLIPS)),
    step(damage, st.sampled_from([OUT, CACHE]), PARTS, st.sampled_from(sorted(DAMAGE))),
    step(remove, st.sampled_from(["data/activities", OUT, CACHE]), PARTS),
    step(clear, st.sampled_from([OUT, CACHE])),
    step(put, st.sampled_from(LEFT)),
    step(kill, st.floats(0, 0.6)),
    step(say, st.just("SITE_TODAY"), st.sampled_from(DAYS)),
    step(say, st.just("SITE_URL"), st.sampled_from(["https://example.com/", "https://x.example/a/"])),
    step(say, st.just("BRANCHSITE_PLAIN"), st.sampled_from(["0", "0", "1"])),
    step(say, st.just("BRANCHSITE_WORKERS"), st.sampled_from(["1", "2"])),
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[State]:
    """A site that has been built, and a copy of what that gave."""
    with opened(tmp_path_factory.mktemp("sequences")) as world:
        world.again(FRESH)
        for name in ("out0", "cache0"):
            shutil.copytree(world.root.parent / name, world.root.parent / f"{name} at first")
        yield State(world)


def begin(start: State) -> State:
    """Everything as it was when the site had been built for the first time."""
    start.world.restore()
    for name in ("out0", "cache0"):
        place = start.world.root.parent / name
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(place.with_name(f"{name} at first"), place)
    return State(start.world)


@settings(
    max_examples=times(3, 400),
    derandomize=not FULL,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(steps=st.lists(STEPS, min_size=2, max_size=10))
def test_any_sequence(start: State, steps: list[Step]) -> None:
    """Ends with two builds: the site as it has become, and as it was at first."""
    state = begin(start)
    for what, arguments in steps:
        what(state, *arguments)
    build(state, 10)
    mend(state)
    state.env.clear()
    build(state, 10)
