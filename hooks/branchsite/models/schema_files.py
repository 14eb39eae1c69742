"""The files in data/_schema/, which the program writes: an editor takes from them what may be in a record."""

SCHEMA_FILES = (
    "activity.json",
    "article.json",
    "brand.json",
    "calendar.json",
    "gongkai.json",
    "kinds.json",
    "plan.json",
    "site.json",
    "study.json",
    "vocabulary.json",
)
"""One for each of schema.SCHEMAS. In a module of their own, because the server's gate has no use for the models."""
