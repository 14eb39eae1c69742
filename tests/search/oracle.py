"""What each page of the shipped site says of its own, read from the data without the program's search, and which
pages a person would call right for some words: those that have every one of them, as they stand."""

import re
import unicodedata

from branchsite.library.library import Library
from branchsite.library.record import Record
from branchsite.library.schedule import ItemProgress, SectionProgress
from branchsite.views.disclosure import ABOUT as DISCLOSURE

SIGNS = re.compile(r"[*`]|!?\[|\]\([^)]*\)|</?[a-z]+>")
WRAPPED = re.compile(r"(?<=[^\n\x00-\x7f])\n\s*(?=[^\n\x00-\x7f])")
"""A line broken in the source between two Chinese characters."""

PIECE = re.compile(r"[^\W_]+")


def like(text: str) -> str:
    """Capitals, widths and accents do not matter."""
    return unicodedata.normalize("NFKC", text).lower()


def said(*pieces: str | None) -> str:
    """Several texts as one, none running into the next."""
    return like("\n\n".join(WRAPPED.sub("", SIGNS.sub("", piece)) for piece in pieces if piece))


def has(text: str, piece: str) -> bool:
    """Whether a piece stands in a text: letters from a word's beginning, numbers whole, Chinese anywhere."""
    start = r"(?<![a-z])" if re.match("[a-z]", piece) else r"(?<![0-9])" if re.match("[0-9]", piece) else ""
    end = r"(?![0-9])" if piece[-1].isdecimal() else ""
    return re.search(f"{start}{re.escape(piece)}{end}", text) is not None


def pieces(words: str) -> list[str]:
    """What a reader means by what stands between blanks and marks."""
    return PIECE.findall(like(words))


def own_words(library: Library) -> dict[str, str]:
    """By address, everything a page or a commitment says."""
    found = {record.url: of_record(library, record) for record in library.records}
    for one in library.materials:
        study = one.study
        sources = [f"{source.title}\n\n{source.issuer}" for source in study.sources]
        found[one.url] = said(study.title, study.summary, one.body, study.topic, study.type, *sources)
    found |= {one.url: said(one.title, one.summary, one.body) for one in library.articles}
    brand = library.brand
    halves = [words for one in (brand.red, brand.green) for words in (one.word, one.motto, one.about)]
    found["brand/"] = said(brand.name, brand.say, *brand.meaning, brand.meaning_note, *halves)
    found["handbook/reference/"] = said("填写参考", "每个文件能写哪些字段、类别、承诺简称和插图。")
    matters = [f"{one.title}：{one.form}，{one.when}，{one.post}" for one in library.matters if not one.inner]
    found["disclosure/"] = said("党务公开目录", DISCLOSURE, "党务公开 公示", *matters)
    return found | of_plan(library)


def of_record(library: Library, record: Record) -> str:
    activity = record.activity
    return said(
        activity.title,
        activity.summary,
        activity.body,
        activity.place,
        activity.organizer,
        activity.attendance,
        activity.correction,
        record.kind.name,
        record.day_label,
        record.date.isoformat(),
        *(words for photo in activity.photos for words in (photo.alt, photo.caption)),
        *(one.progress.commitment.title for one in library.fulfilments(record)),
        *(one.title for one in library.studied(record)),
    )


def of_plan(library: Library) -> dict[str, str]:
    schedule = library.schedule
    assert schedule and library.schedules == (schedule,)
    plan = schedule.plan
    parts: list[SectionProgress | ItemProgress] = []
    for section in schedule.sections:
        parts += [section, *section.items]
    found = {schedule.url: said(plan.heading, plan.term, plan.summary, *(one.title for one in parts))}
    text = f"{plan.heading}（原文）"
    found[schedule.text_url] = said(text, plan.term, plan.summary, plan.text, plan.closing)
    for part in parts:
        found[part.url] = said(part.title, part.summary, *part.text, plan.term)
    for one in schedule.all_progress:
        if one.commitment.visibility.value != "内":
            promise = one.commitment
            place = schedule.place_of(one)
            found[schedule.url_of(one)] = said(
                promise.title,
                promise.short,
                promise.note,
                one.measure_label,
                f"{place}。依据：{promise.basis.source}",
                *promise.parts,
            )
    return found


def names(library: Library) -> dict[str, str]:
    """By address, title, kind and topic: what pinyin initials are for."""
    found = {one.url: said(one.title, one.kind.name) for one in library.records}
    found |= {one.url: said(one.title, one.study.topic, one.study.type) for one in library.materials}
    found |= {one.url: said(one.title) for one in library.articles}
    schedule = library.schedule
    assert schedule
    found |= {schedule.url: schedule.plan.heading, schedule.text_url: f"{schedule.plan.heading}（原文）"}
    for section in schedule.sections:
        found |= {one.url: said(one.title) for one in (section, *section.items)}
    for one in schedule.all_progress:
        if one.commitment.visibility.value != "内":
            found[schedule.url_of(one)] = said(one.commitment.title)
    return found | {
        "brand/": said(library.brand.name),
        "handbook/reference/": "填写参考",
        "disclosure/": "党务公开目录",
    }
