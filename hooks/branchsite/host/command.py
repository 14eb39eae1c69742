"""How a subcommand of `host` is added and run."""

import argparse
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..system.terminal import ExactParser
from .server.folder import Host, HostError, find_host

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[ExactParser]
else:
    Commands = argparse._SubParsersAction

Run = Callable[[Host, argparse.Namespace], int]
Command = Callable[[argparse.Namespace], int]


def add_command(commands: Commands, name: str, help: str, run: Run) -> ExactParser:
    """A subcommand for the host in --dir; gives its parser, for its own arguments."""
    parser = commands.add_parser(name, help=help)
    parser.add_argument("--dir", type=Path, metavar="文件夹", help="host init 准备的文件夹（默认是当前文件夹）")
    parser.set_defaults(run=guarded(lambda options: run(find_host(options.dir), options)))
    return parser


def guarded(run: Command) -> Command:
    """Decorate a command: a HostError is printed, and the exit status is 1."""

    def command(options: argparse.Namespace) -> int:
        # Whoever runs it, and however sshd or cron set it: what a web server reads, it can read.
        os.umask(0o022)
        try:
            return run(options)
        except HostError as error:
            print(error, file=sys.stderr)
            return 1
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            print("服务器的磁盘满了，没有做完；已发布的内容不受影响。", file=sys.stderr)
            return 1

    return command
