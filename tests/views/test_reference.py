"""填写参考: what may be written, from the models themselves."""

import pytest

from branchsite.library.drawings import NAMES
from branchsite.library.library import Library
from branchsite.load.data import drawings
from branchsite.models.activity import Activity
from branchsite.models.site import Site
from branchsite.models.study import Study
from branchsite.models.words import Words
from branchsite.views.reference import field_rows, reference_page
from sites import NO_PLAN, parse


@pytest.mark.parametrize("model", [Activity, Study, Site])
def test_every_field_is_explained(model) -> None:
    """Under the name that the file uses, with a sentence."""
    rows = field_rows(model, Words())
    assert [row.name for row in rows] == [field.alias for field in model.model_fields.values()]
    assert all(row.about for row in rows)


@pytest.mark.parametrize(
    ("model", "name", "choices"),
    [
        (Activity, "对象", ("党员", "教职工", "学生", "公众")),
        (Activity, "颜色", ("红", "绿")),
        (Activity, "标题", ()),
        (Site, "示例", ("显示", "隐藏")),
        (Study, "类型", ("法规导读", "文件导读", "实用指南", "政策导读")),
    ],
)
def test_choices(model, name: str, choices: tuple[str, ...]) -> None:
    """The words of an enumeration, also inside a list or where the field may be left out."""
    assert {row.name: row.choices for row in field_rows(model, Words())}[name] == choices


def test_required(tiny: Library) -> None:
    """What must be written is said to be so."""
    page = parse(reference_page(tiny).html)
    cells = {line.one("th").text: line.all("td")[0].text for line in page.all("tbody")[0].all("tr")}
    assert (cells["标题"], cells["地点"]) == ("必填", "")


def test_lists_what_the_data_has(tiny: Library) -> None:
    """Kinds, commitments that a record can prove, and every drawing."""
    page = parse(reference_page(tiny).html)
    assert [line.one("th").text for line in page.all("tbody")[-2].all("tr")] == [
        kind.name for kind in tiny.data.kinds.values()
    ]
    assert "三类教育" in [line.one("th").text for line in page.all("tbody")[-1].all("tr")]
    assert [one.text for one in page.one("div", class_="gallery").all("figcaption")] == [
        f"{NAMES[name]} {name}" for name in drawings()
    ]


def test_no_plan(world) -> None:
    """The page stands without a plan."""
    assert "填写参考" in reference_page(world(NO_PLAN)).html
