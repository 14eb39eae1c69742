"""Structured data of a page for search engines: schema.org, as JSON-LD."""

from collections.abc import Mapping

from ..library.library import Library
from ..library.material import Material
from ..library.record import Record

Facts = Mapping[str, object]


def organization(library: Library) -> Facts:
    """The branch, on the front page, and how it is reached as far as that is known."""
    contact = library.site.profile.contact
    reached = {"telephone": contact.phone, "address": contact.address, "email": contact.email}
    said = {name: value for name, value in reached.items() if value}
    return {"@context": "https://schema.org", **_branch(library), "description": library.site.about, **said}


def of_record(library: Library, record: Record, card: str = "") -> Facts:
    """An event while it is to come, an article once it has taken place. No person is named.

    card: the address of the picture that stands for it where it has no photo.
    """
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "url": f"{library.address}{record.url}",
        "description": record.activity.summary or record.title,
        "inLanguage": "zh-CN",
    }
    if images := [one.uri for one in record.pictures] or [card] * bool(card):
        about["image"] = [f"{library.address}{one}" for one in images]
    if record.announced:
        about |= {"@type": "Event", "name": record.marked_title, "startDate": record.date.isoformat()}
        about |= {"organizer": _branch(library)}
        about |= {"location": {"@type": "Place", "name": record.activity.place}} if record.activity.place else {}
        return about
    about |= {"@type": "Article", "headline": record.marked_title, "articleSection": record.kind.name}
    return about | _published(library, record.activity.published.isoformat(), record.changed.isoformat())


def of_material(library: Library, material: Material) -> Facts:
    """A study material is an article about an official text."""
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "url": f"{library.address}{material.url}",
        "headline": material.title,
        "description": material.study.summary,
        "inLanguage": "zh-CN",
        "articleSection": material.study.topic,
    }
    day = material.study.checked.isoformat()
    return about | _published(library, day, day)


def _published(library: Library, first: str, last: str) -> dict[str, object]:
    branch = _branch(library)
    return {"datePublished": first, "dateModified": last, "author": branch, "publisher": branch}


def _branch(library: Library) -> dict[str, object]:
    return {"@type": "Organization", "name": library.site.name, "url": library.address}
