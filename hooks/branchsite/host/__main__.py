"""`python -m branchsite.host`: what `branchsite host` does, without the rest of the program.

Git's hooks and sshd start it several times a push; to read what only a build needs would double their time.
"""

import sys

from ..system.terminal import ExactParser, replace_unencodable
from .commands import ABOUT, fill


def main(arguments: list[str] | None = None) -> int:
    """Run one command of `host`; gives its exit status."""
    replace_unencodable()
    parser = ExactParser(prog="branchsite host", description=ABOUT)
    fill(parser)
    options = parser.parse_args(arguments)
    status: int = options.run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
