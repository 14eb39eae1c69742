"""学习资料: the shelves, and a page a material."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..library.library import Library
from ..library.material import Material, month_label
from ..models.base import AUDIENCE_SLUGS
from ..models.study import StudyType, Topic
from ..prose import Prose
from ..render import render
from .facts import of_material
from .listing import Facet, FacetGroup
from .page import Page

HUB = "study/"


@dataclass(frozen=True)
class _Shelf:
    """One list of materials."""

    group: str
    label: str
    url: str
    about: str
    materials: Sequence[Material]

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.label if self.group == "" else f"{self.group}：{self.label}"


def study_pages(library: Library) -> list[Page]:
    """The hub, the lists by topic, audience, type and month, and every material."""
    shelves = _shelves(library.materials)
    groups = _groups(shelves)
    return [_shelf_page(shelf, groups) for shelf in shelves] + [
        _material_page(library, material) for material in library.materials
    ]


def _shelves(materials: Sequence[Material]) -> list[_Shelf]:
    shelves = [
        _Shelf("", "学习资料", HUB, "党章党规、组织生活、师德师风和育人工作，按主题、对象、类型和月份查找。", materials)
    ]
    for topic in Topic:
        those = [one for one in materials if one.study.topic is topic]
        shelves.append(_Shelf("主题", topic.value, f"study/topic/{topic.slug}/", f"主题是{topic.value}的资料。", those))
    for audience, slug in AUDIENCE_SLUGS.items():
        those = [one for one in materials if audience in one.study.audience]
        shelves.append(
            _Shelf("适合谁", audience.value, f"study/audience/{slug}/", f"适合{audience.value}读的资料。", those)
        )
    for kind in StudyType:
        those = [one for one in materials if one.study.type is kind]
        shelves.append(_Shelf("类型", kind.value, f"study/type/{kind.slug}/", f"类型是{kind.value}的资料。", those))
    for month in sorted({one.study.month for one in materials}):
        those = [one for one in materials if one.study.month == month]
        label = month_label(month)
        shelves.append(_Shelf("月份", label, f"study/month/{month}/", f"安排在{label}学习的资料。", those))
    return [shelf for shelf in shelves if shelf.materials or shelf.url == HUB]


def _shelf_page(shelf: _Shelf, groups: Sequence[FacetGroup]) -> Page:
    html = render(
        "study.html",
        shelf.url,
        title=shelf.title,
        about=shelf.about,
        hub=HUB,
        is_hub=shelf.url == HUB,
        materials=shelf.materials,
        groups=[group.seen_from(shelf.url) for group in groups],
    )
    return Page(shelf.url, shelf.title, shelf.about, html, HUB, f"资料列表“{shelf.title}”", searchable=False)


def _groups(shelves: Sequence[_Shelf]) -> tuple[FacetGroup, ...]:
    groups: dict[str, list[Facet]] = {}
    for shelf in shelves:
        group = shelf.group or "主题"
        label = shelf.label if shelf.group else "全部"
        groups.setdefault(group, []).append(Facet(label, shelf.url, len(shelf.materials)))
    return tuple(FacetGroup(title, tuple(facets)) for title, facets in groups.items())


def _material_page(library: Library, material: Material) -> Page:
    prose = Prose(material.body, "study", material.url, library.published)
    before, after = library.topic_neighbours(material)
    schedule = library.schedule
    items = [schedule.item(key) for key in material.study.items] if schedule else []
    html = render(
        "material.html",
        material.url,
        material=material,
        prose=prose,
        before=before,
        after=after,
        items=[item for item in items if item],
        edit_url=library.edit_url(material.file),
    )
    return Page(
        material.url,
        material.title,
        material.study.summary,
        html,
        HUB,
        material.file,
        material.study.checked,
        facts=of_material(library, material),
    )
