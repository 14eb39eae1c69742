"""Many files as one: given back byte for byte, in their order."""

import pytest

from branchsite.cache.pack import Pack, pack

FILES = {
    "none": {},
    "one": {"index.html": b"<p>"},
    "an empty one, a line, any byte": {"a": b"", "江心/b\n.txt": b"\n\n", "c": bytes(range(256))},
}


@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_given_back(files: dict[str, bytes]) -> None:
    """Names with anything in them, and nothing of the file beside."""
    packed = Pack(pack(files))
    assert dict(packed) == files
    assert list(packed) == list(files) and len(packed) == len(files)


def test_equal_files_equal_packs() -> None:
    """A cache of it is named by its bytes; without a file of that name there is an error."""
    assert pack({"a": b"b", "c": b""}) == pack({"a": b"b", "c": b""}) != pack({"c": b"", "a": b"b"})
    with pytest.raises(KeyError):
        _ = Pack(pack({}))["a"]
