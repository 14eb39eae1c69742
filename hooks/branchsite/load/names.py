"""What kind of file a name belongs to, and the right form of one that is misspelt."""

import re
import unicodedata

RECORD = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*\.yml")
PLAN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yml")
PAGE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PICTURE_OF_PROSE = re.compile(r"[a-z0-9][a-z0-9-]*\.(?:png|jpg|jpeg|webp)")

LEFT = re.compile(
    r"~\$.*|\.~lock\..*|.*~|\..*\.sw[a-p]|.*\.(?:te?mp|bak|orig|rej|part|crdownload|download|lnk|url)"
    r"|.*_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+.*",
    re.IGNORECASE,
)
"""What Office, editors, browsers and git leave beside a file."""

PICTURE = re.compile(r".*\.(?:jpe?g|jfif|png|webp|hei[cf]|gif|bmp|tiff?)", re.IGNORECASE)
DOCUMENT = re.compile(
    r".*\.(?:docx?|wps|xlsx?|et|pptx?|dps|pdf|rtf|html?|zip|rar|7z|mp[34]|mov|avi|wmv|m4a|wav|txt|csv)", re.IGNORECASE
)

_COPY = re.compile(r"\s*(?:[-_]?\s*(?:副本|拷贝|copy)(?:\s*[(（]?[0-9]*[)）]?)|[(（][0-9]+[)）])\s*$", re.IGNORECASE)
_ENDINGS = r"\.(?:ya?ml|txt|md|markdown|doc)"


def meant_record(name: str) -> str | None:
    """The right form of a record's name: 2024-03-12-zhishu.yml for 2024.3.12_Zhishu.YAML. None where it is unclear."""
    plain = _plain(name)
    match = re.match(r"([0-9]{4})[-._年 ]?([0-9]{1,2})[-._月 ]?([0-9]{1,2})(?![0-9])日?[-_. ]*(.*)", plain)
    if match is None or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return None
    meant = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}-{_slug(match[4])}.yml"
    return meant if RECORD.fullmatch(meant) else None


def meant_day(name: str) -> str | None:
    """The day that a record's name begins with, as it should be written; None where it begins with none."""
    meant = meant_record(f"{_plain(name)[:10].rstrip('-_. 日')}-a.yml")
    return meant[:10] if meant else None


def meant_name(name: str, ending: str) -> str | None:
    """A name in small letters, figures and hyphens, with an ending (.yml, .md); None where it has other characters."""
    meant = f"{_slug(_plain(name))}{ending}"
    return meant if FOLDER.fullmatch(meant[: -len(ending)]) else None


def meant_picture(name: str) -> str | None:
    """A picture's name in small letters, figures and hyphens; None where it has other characters, or another ending."""
    stem, _, ending = unicodedata.normalize("NFKC", name).strip().lower().rpartition(".")
    meant = f"{_slug(stem)}.{ending.replace('jfif', 'jpg')}"
    return meant if PICTURE_OF_PROSE.fullmatch(meant) else None


def original_of(name: str) -> str | None:
    """The name of the original, for the name of a copy: 01.jpg for 01 - 副本.jpg; None for any other name."""
    stem, dot, ending = name.rpartition(".")
    plain = _COPY.sub("", stem)
    return f"{plain}{dot}{ending}" if plain and plain != stem else None


def _plain(name: str) -> str:
    """A name without its ending, what Windows hides of it, and the mark of a copy."""
    plain = unicodedata.normalize("NFKC", name).strip().lower()
    plain = re.sub(rf"{_ENDINGS}(?:\s*\.txt)?$", "", plain)
    return _COPY.sub("", plain)


def _slug(text: str) -> str:
    return re.sub(r"[\s_.()-]+", "-", text).strip("-")
