"""Functions of the scripts, called in Node: for what needs no page."""

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from judges import NODE
from sites import ROOT

JS = ROOT / "overrides/assets/js"


def in_node(parts: Sequence[str], function: str, cases: Sequence[Sequence[object]]) -> list[Any]:
    """What a function gives for the arguments of each case.

    parts: names of files below overrides/assets/js, joined in this order. function: an expression in their scope.
    """
    sources = [(JS / f"{part}.js").read_text("utf-8") for part in parts]
    run = f"""
        const cases = JSON.parse(require("fs").readFileSync(0, "utf-8"))
        console.log(JSON.stringify(cases.map(given => ({function})(...given)), (key, value) => value ?? null))"""
    ran = subprocess.run(
        [NODE, "-e", "\n".join(['"use strict"', *sources, run])],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    answers: list[Any] = json.loads(ran.stdout)
    return answers
