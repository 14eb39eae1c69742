"""Ensure that the brand has one to four distinct strands, and that topics belong to one of them."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data
from ..load.slips.nearest import nearest
from ..models.brand import Brand


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """主线, or 红 and 绿, in brand.yml; 颜色 of the topics in vocabulary.yml."""
    brand = data.brand.model
    extras = [name for name, strand in (("红", brand.red), ("绿", brand.green)) if strand]
    if brand.listed and extras:
        for extra in extras:
            yield data.brand.problem(f"写了“主线”，就不写“{extra}”", extra, fix=data.brand.removal(extra))
    elif not brand.strands:
        yield data.brand.problem("品牌至少要有一条主线", fix="写“红”和“绿”，或者写“主线”，照使用手册里的样例")
    yield from _told_apart(data, brand)
    yield from _topics(data, brand)


def _told_apart(data: Data, brand: Brand) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, strand in enumerate(brand.listed):
        for field, value in (("名称", strand.name), ("短名", strand.slug), ("词", strand.word)):
            if f"{field}:{value}" in seen:
                yield data.brand.problem(
                    f"两条主线的“{field}”都是“{value}”", "主线", index, field, fix=f"换一个{field}"
                )
            seen.add(f"{field}:{value}")


def _topics(data: Data, brand: Brand) -> Iterator[Problem]:
    names = [one.name for one in brand.strands]
    for slug, topic in data.vocabulary.topics.items():
        if topic.strand in names:
            continue
        message = f"品牌里没有叫“{topic.strand}”的主线"
        near = nearest(topic.strand, names)
        fix = f"颜色: {near}" if near else "可以写：" + "、".join(names)
        yield data.vocabulary_entry.problem(message, "主题", slug, "颜色", fix=fix)
