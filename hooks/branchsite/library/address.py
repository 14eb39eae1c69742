"""The address of a site that has none yet; mkdocs.yml has the same."""

EXAMPLE = "https://example.com/"
