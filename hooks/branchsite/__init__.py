"""The branch's website: YAML and Markdown in, pages out. Knows nothing of MkDocs."""

__version__ = "0.1.0"
"""As CHANGELOG.md has it, and `branchsite --version` prints it."""
