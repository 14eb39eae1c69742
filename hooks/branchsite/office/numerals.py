"""Chinese numerals as people number plans with them."""

from ..models.plan import numeral

DIGITS = "〇一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"零": 0, "○": 0, "两": 2}


def chinese(number: int) -> str:
    """A whole number from 0 to 999 as one counts: 十二, 二十, 一百零三; beyond that its digits."""
    if not 0 < number < 1000:
        return "〇" if number == 0 else str(number)
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return numeral(rest)
    between = "零" if 0 < rest < 10 else "一" if 10 <= rest < 20 else ""
    return f"{DIGITS[hundreds]}百{between}{numeral(rest)}"


def number_of(text: str) -> int | None:
    """The value of 十二, 二十一, 〇三 or 12; None where it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(one not in _VALUES and one not in "十百" for one in text):
        return None
    if "十" not in text and "百" not in text:
        return int("".join(str(_VALUES[one]) for one in text))
    total, digit = 0, 0
    for one in text:
        if one in _VALUES:
            digit = _VALUES[one]
        else:
            total += (digit or 1) * (10 if one == "十" else 100)
            digit = 0
    return total + digit
