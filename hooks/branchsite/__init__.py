"""The branch's website: YAML and Markdown in, pages out. Knows nothing of MkDocs."""
