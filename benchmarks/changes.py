"""A title changed, and a record added: the same in our data and in Hugo's content."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Pair:
    """The same site for both. world: ours. hugo: the source of Hugo's. record: the id of one that is changed."""

    world: Path
    hugo: Path
    record: str

    def retitle(self, number: int) -> str:
        """Give the record a title that it never had; in Hugo's plan data as well. Returns the title."""
        title = f"第{number}次改的标题"
        typed = self._typed(self.record)
        old = re.search(r"^标题: (.*)$", typed.read_text(encoding="utf-8"), re.MULTILINE)
        assert old is not None, typed
        _replace(typed, old[0], f"标题: {title}")
        _replace(self._content(self.record), f'title: "{old[1]}"', f'title: "{title}"')
        for plan in (self.hugo / "data/plans").glob("*.json"):
            _replace(plan, old[1], title)
        return title

    def add(self, number: int) -> str:
        """Add a record of the same day, a copy under another name. Hugo's plan data stay as they are, to its favour."""
        new = f"{self.record}-new-{number}"
        for place in (self._typed, self._content):
            text = place(self.record).read_text(encoding="utf-8")
            place(new).write_text(text, encoding="utf-8", newline="\n")
        return new

    def _typed(self, record: str) -> Path:
        return self.world / "data/activities" / record[:4] / f"{record}.yml"

    def _content(self, record: str) -> Path:
        return self.hugo / "content/news" / f"{record}.md"


def _replace(path: Path, old: str, new: str) -> None:
    """Replace a text in a file, and leave the file alone where it does not stand there."""
    text = path.read_text(encoding="utf-8")
    if old in text:
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def newest(world: Path, hugo: Path) -> Pair:
    """A site's newest public record: changing it changes most."""
    content = sorted((hugo / "content/news").glob("[0-9]*.md"))
    return Pair(world, hugo, content[-1].stem)
