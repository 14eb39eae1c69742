"""Put what was measured into README.md, between two marks that name the program which wrote it."""

from pathlib import Path

README = Path(__file__).resolve().parent / "README.md"


def write(program: str, text: str) -> None:
    """Replace what a program wrote last time. Raises ValueError where its marks are missing."""
    README.write_text(replaced(README.read_text(encoding="utf-8"), program, text), encoding="utf-8", newline="\n")


def replaced(readme: str, program: str, text: str) -> str:
    """The README with another text between the marks."""
    start, end = (f"<!-- 以{side}由 {program} 写入，不要手改 -->" for side in "下上")
    before, rest = readme.split(start)
    _, after = rest.split(end)
    return f"{before}{start}\n\n{text}\n\n{end}{after}"


def table(header: tuple[str, ...], rows: list[tuple[str, ...]], left: int = 1) -> str:
    """Markdown: the first columns to the left, figures to the right."""
    rule = tuple("---" if index < left else "---:" for index in range(len(header)))
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (header, rule, *rows))
