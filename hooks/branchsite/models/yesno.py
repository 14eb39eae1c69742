"""是 and 否."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_WORDS = {"是": True, "否": False, "true": True, "false": False, "yes": True, "no": False}


def parse_yesno(value: Any) -> bool:
    """Read 是 or 否 (or the YAML words an editor may offer). Raises PydanticCustomError on anything else."""
    if isinstance(value, bool):
        return value
    word = _WORDS.get(str(value).strip().lower())
    if word is None:
        raise PydanticCustomError("yesno", "只能写“是”或“否”")
    return word


YesNo = Annotated[bool, BeforeValidator(parse_yesno), WithJsonSchema({"enum": ["是", "否", True, False]})]
"""A yes-or-no field."""
