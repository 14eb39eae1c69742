"""The likely correction of a value that cannot be read: shown to its writer, never applied."""

import datetime
import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YES = ("是", "有", "对", "同意", "√", "✓", "✔", "☑", "y", "ok", "1", "t")
_NO = ("不", "否", "没", "无", "未", "×", "✗", "✘", "☐", "n", "0", "f", "x")
_SPOKEN = re.compile(
    "(?<![一二两三四五六七八九十])(?:[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    "(?![一二两三四五六七八九十])"
)
_EXCEL = datetime.date(1899, 12, 30)
"""Day 0 of the numbers that Excel shows for dates."""

_FIRST, _LAST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)


def meant_date(typed: str, file: str) -> str | None:
    """A day as YYYY-MM-DD.

    From what was typed where it has year, month and day, however written; a missing year from the name of
    the file, and where there is nothing to go by the day in that name. None where that has none either.
    """
    text = unicodedata.normalize("NFKC", typed).translate(str.maketrans("Oo", "00"))
    named = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", PurePosixPath(file).name)
    year = named[1] if named else ""
    for found in (_western(text, year), _chinese(text, year), _excel(text)):
        if found is not None:
            return str(found)
    return named[0] if named and _day(named[1], named[2], named[3]) else None


def meant_month(typed: str) -> str | None:
    """A month of one year, 2024年4月, or of every year, 4月; None where no month, or more than one, was typed."""
    text = unicodedata.normalize("NFKC", typed).strip()
    if re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return f"{int(text)}月"
    match = re.fullmatch(r"((?:19|20)[0-9]{2})\D{0,2}(0[1-9]|1[0-2]|[1-9])(?:\D{1,2}[0-9]{1,2}\D?)?", text)
    return f"{match[1]}年{int(match[2])}月" if match else None


def meant_yesno(typed: str) -> str | None:
    """是 or 否, or None where a word is neither."""
    word = unicodedata.normalize("NFKC", typed).strip().lower()
    if word.startswith(_NO):
        return "否"
    return "是" if word.startswith(_YES) else None


def meant_list(typed: str, words: Collection[str]) -> str | None:
    """Several of the words that were typed as one, 党员 教职工, with 、 between; None where one is unknown."""
    parts = [part for part in re.split(r"[\s/和及与跟.。|+&]+", typed.strip()) if part]
    return "、".join(parts) if parts and all(part in words for part in parts) else None


def meant_number(typed: str) -> str | None:
    """The one number in a text, 2.5 个小时; None where there is none or more."""
    plain = _SPOKEN.sub(lambda match: _two_digits(match[0].replace("两", "二")), unicodedata.normalize("NFKC", typed))
    numbers: list[str] = re.findall(r"[0-9]+(?:\.[0-9]+)?", re.sub(r"([0-9])个?半", r"\1.5", plain))
    return numbers[0] if len(numbers) == 1 else None


def meant_form(typed: str, pattern: str) -> str | None:
    """A month, a day in words or a web address as the pattern has it: 2024-03, 2024年3月5日, https://…; else None."""
    plain = unicodedata.normalize("NFKC", typed).strip()[:300]
    parts = re.findall(r"^[0-9]{4}(?=[0-9]{2}$)|[0-9]+", plain)
    month = f"{parts[0]}-{int(parts[1]):02}" if len(parts) > 1 and len(parts[1]) < 3 else ""
    spoken = "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False)) if parts else ""
    address = f"https://{re.sub(r'^[a-z]*:?/*', '', plain, flags=re.IGNORECASE) if ':' in plain[:8] else plain}"
    for candidate in (plain, month, spoken, address if "." in plain else ""):
        if re.fullmatch(pattern, candidate):
            return candidate
    return None


def meant_id(typed: str, pattern: str) -> str | None:
    """A name in the letters that the pattern allows: no folder, blank or full-width form; None where that fails."""
    plain = unicodedata.normalize("NFKC", typed.strip()).replace("。", ".").replace("—", "-").replace("–", "-")
    plain = re.split(r"[/\\]", plain)[-1]
    plain = re.sub(r"[\s()_]+", "-", plain).replace("-.", ".").strip("-")
    candidates = [plain, plain.lower(), plain.lower().removesuffix(".md")]
    # A name with another ending is another thing: a video does not become a photo.
    candidates += [] if re.search(r"\.[A-Za-z][A-Za-z0-9]{1,4}$", plain) else [f"{plain.lower()}.jpg"]
    for candidate in candidates:
        if re.fullmatch(pattern, candidate):
            return candidate
    return None


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _western(text: str, year: str) -> datetime.date | None:
    """2024 03 05, 20240305, 2024-03-05 14:00, 24-03-05, 05/03/2024 (the day only where it can be no month), 3月5日."""
    whole = re.match(
        r"\D*((?:19|20)[0-9]{2})(?:([0-9]{2})([0-9]{2})(?![0-9])|\D+([0-9]{1,2})\D+([0-9]{1,2})(?![0-9]))", text
    )
    if whole:
        return _day(whole[1], whole[2] or whole[4], whole[3] or whole[5])
    short = re.fullmatch(r"\s*([0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?\s*", text)
    if short:
        return _day(f"20{short[1]}", short[2], short[3])
    last = re.fullmatch(r"\s*([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]((?:19|20)[0-9]{2})\s*", text)
    if last and (int(last[1]) > 12 or int(last[2]) > 12):
        return _day(last[3], *((last[2], last[1]) if int(last[1]) > 12 else (last[1], last[2])))
    without = re.match(r"\s*([0-9]{1,2})\s*[月/.-]\s*([0-9]{1,2})(?![0-9]|\s*[/.-]\s*[0-9])", text)
    return _day(year, without[1], without[2]) if without and year else None


def _chinese(text: str, year: str) -> datetime.date | None:
    """二〇二四年三月五日, and without a year 三月五日."""
    number = "[〇零一二三四五六七八九十]"
    match = re.match(rf"\s*(?:({number}{{4}})年)?({number}{{1,2}})月({number}{{1,3}})[日号]", text)
    if match is None or not (match[1] or year):
        return None
    written = match[1].translate(_DIGITS) if match[1] else year
    return _day(written, _two_digits(match[2]), _two_digits(match[3]))


def _two_digits(written: str) -> str:
    """十二 as 12, 二十 as 20."""
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return ones.translate(_DIGITS)
    return (tens.translate(_DIGITS) or "1") + (ones.translate(_DIGITS) or "0")


def _excel(text: str) -> datetime.date | None:
    if not re.fullmatch(r"[0-9]{5}", text.strip()):
        return None
    day = _EXCEL + datetime.timedelta(days=int(text))
    return day if _FIRST <= day <= _LAST else None
