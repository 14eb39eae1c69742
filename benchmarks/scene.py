"""One size of site, for us and for Hugo, and every way in which it is built."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import changes
import measure
import programs
import snapshot

Step = Callable[[], measure.Run]


@dataclass(frozen=True)
class Scene:
    """work: everything is below it. world, warm: the same site twice; the second is changed and keeps its cache."""

    work: Path
    program: Path
    records: int
    materials: int

    @property
    def world(self) -> Path:
        """Our site, built cold."""
        return self.work / "world"

    @property
    def warm(self) -> Path:
        """Our site, changed and built again."""
        return self.work / "warm"

    @property
    def pair(self) -> changes.Pair:
        """What is changed."""
        return changes.newest(self.warm, self.work / "hugo-warm")

    def prepare(self) -> None:
        """Make the site, build it once without search, and write Hugo's from it; twice, one of them to be changed."""
        snapshot.world(self.world, self.program, self.records, materials=self.materials)
        shutil.copytree(self.world, self.warm)
        self.cold(search=False)
        command = (sys.executable, "-m", "hugosite", self.world, self.out, self.program, self.work / "hugo")
        writing = dict(self.environment("cold", search=False))
        subprocess.run(command, cwd=self.program / "benchmarks", env=writing, check=True)
        shutil.copytree(self.work / "hugo", self.work / "hugo-warm")

    @property
    def out(self) -> Path:
        """Where our cold builds are."""
        return self.work / "out"

    @property
    def hugo_out(self) -> Path:
        """Where Hugo's cold builds are."""
        return self.work / "hugo-out"

    def environment(self, cache: str, search: bool, plain: bool = False) -> Mapping[str, str]:
        """cache: the name of the folder that this way of building keeps it in."""
        switches = {"BRANCHSITE_SEARCH": "1" if search else "0", "BRANCHSITE_PLAIN": "1" if plain else "0"}
        return snapshot.environment(self.program, BRANCHSITE_CACHE=str(self.work / f"cache-{cache}"), **switches)

    def cold(self, search: bool, plain: bool = False) -> measure.Run:
        """Our site from nothing."""
        _gone(self.out, self.work / "cache-cold")
        return measure.run(snapshot.ours(self.world / "mkdocs.yml", self.out), self.environment("cold", search, plain))

    def again(self) -> measure.Run:
        """Our changed site, search included, over what there is."""
        command = snapshot.ours(self.warm / "mkdocs.yml", self.work / "out-warm")
        return measure.run(command, self.environment("warm", search=True))

    def fresh(self) -> Path:
        """Our changed site from nothing. Returns where it is."""
        _gone(self.out, self.work / "cache-cold")
        command = snapshot.ours(self.warm / "mkdocs.yml", self.out)
        subprocess.run(command, env=dict(self.environment("cold", search=True)), check=True)
        return self.out

    def hugo_command(self, source: str, out: Path, cache: Path) -> tuple[str | Path, ...]:
        """How Hugo is called."""
        return (programs.hugo(), "--quiet", "-s", self.work / source, "-d", out, "--cacheDir", cache)

    def hugo(self) -> measure.Run:
        """Hugo from nothing."""
        cache = self.work / "hugo-cache"
        _gone(self.hugo_out, cache, self.work / "hugo/resources")
        return measure.run(self.hugo_command("hugo", self.hugo_out, cache), self.environment("cold", search=False))

    def hugo_again(self) -> measure.Run:
        """Hugo's rebuild of the changed site, over what there is."""
        command = self.hugo_command("hugo-warm", self.work / "hugo-out-warm", self.work / "hugo-cache-warm")
        return measure.run(command, self.environment("cold", search=False))

    def pagefind(self, extended: bool) -> measure.Run:
        """Pagefind over Hugo's cold build."""
        _gone(self.hugo_out / "pagefind")
        command = (programs.pagefind(extended), "--site", self.hugo_out, "--silent")
        ran = measure.run(command, self.environment("cold", search=False))
        _gone(self.hugo_out / "pagefind")
        return ran

    def check(self, cold: bool) -> measure.Run:
        """Check our data. cold: without what earlier checks have kept."""
        if cold:
            _gone(self.work / "cache-check")
        command = (sys.executable, "-m", "branchsite", "--root", self.world, "check")
        return measure.run(command, self.environment("check", search=True))


def _gone(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
