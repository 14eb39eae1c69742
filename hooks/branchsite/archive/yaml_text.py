"""Models as YAML that a person reads: under the names that the files use, what was not written left out."""

from typing import Any

import yaml
from pydantic import BaseModel

_UNBROKEN = 10**9
"""Characters a line: what was one line stays one."""


class _Dumper(yaml.SafeDumper):
    """Texts of several lines stay lines; 是 and 否; a list within a field is set in."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """As the files of the repository have it."""
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style)


_Dumper.add_representer(str, _text)
_Dumper.add_multi_representer(str, _text)
_Dumper.add_representer(bool, lambda dumper, value: _text(dumper, "是" if value else "否"))


def as_yaml(model: BaseModel) -> str:
    """The text of a file."""
    fields = _written(model.model_dump(by_alias=True, exclude_unset=True, exclude_none=True))
    return yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_UNBROKEN)


def _written(value: Any) -> Any:
    """Without groups in which there is nothing."""
    if not isinstance(value, dict):
        return [_written(one) for one in value] if isinstance(value, (list, tuple)) else value
    inner = ((name, _written(one)) for name, one in value.items())
    return {name: one for name, one in inner if one != {}}
