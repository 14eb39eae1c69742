"""Write a Hugo site: python -m hugosite WORLD BUILT PROGRAM FOLDER, with SITE_TODAY set.

In a process of its own, so that what it holds is not in the way of what is measured.
"""

import os
import sys
from pathlib import Path

from branchsite.build import read_library
from branchsite.commands.environment import today_in_shanghai

from .write import write_site

world, built, program, folder = map(Path, sys.argv[1:])
library, _ = read_library(world, today_in_shanghai(os.environ["SITE_TODAY"]))
write_site(library, built, program, folder)
