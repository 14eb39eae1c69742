"""Many small files as one entry: their names and sizes on a line, then the files one behind the other."""

import json
from collections.abc import Iterator, Mapping
from itertools import accumulate


def pack(files: Mapping[str, bytes]) -> bytes:
    """The files in their order; equal for equal files."""
    sizes = [(name, len(content)) for name, content in files.items()]
    return b"\n".join([json.dumps(sizes, ensure_ascii=False).encode(), b"".join(files.values())])


class Pack(Mapping[str, bytes]):
    """What was packed, by name: a file is cut out when it is asked for."""

    def __init__(self, packed: bytes) -> None:
        head = packed.index(b"\n") + 1
        sizes = json.loads(packed[:head])
        ends = accumulate((size for _, size in sizes), initial=head)
        self._packed = packed
        self._places = {name: (start, start + size) for (name, size), start in zip(sizes, ends, strict=False)}

    def __getitem__(self, name: str) -> bytes:
        start, end = self._places[name]
        return self._packed[start:end]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
