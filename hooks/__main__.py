"""`python hooks`: the same as `python -m branchsite`, where nothing has told Python of this folder, as on Windows."""

import sys

from branchsite.__main__ import run

if __name__ == "__main__":
    sys.exit(run())
