"""Recognize rows of digits: identity numbers, bank cards, mobile telephones."""

import datetime
import re

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643-1999, the check character of an identity number."""

_PROVINCE = re.compile("9?(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])")
"""GB/T 2260, the first two digits of an identity number; a foreigner's card has a 9 before them."""

_LIVING = 30
"""Identity numbers of 15 digits were given until 1999; nobody who is shown here was born before 1930."""

_CARDS = re.compile(r"62\d{14,17}|9558\d{12,15}|9559\d{12,15}|6[0589]\d{14,17}|4\d{15}|5\d{15}|35\d{14}")
"""How numbers of cards begin: UnionPay's, the banks' own older ones, Visa, Mastercard, JCB."""

_MOBILE = re.compile(r"(?P<prefix>(?:0{0,2}86)?0?)(?P<number>1[3-9]\d{9})")


def is_identity(digits: str) -> bool:
    """18 characters with a day and the right check character."""
    if not has_form_of_identity(digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17].upper()


def has_form_of_identity(digits: str) -> bool:
    """18 characters with a province and a day."""
    return len(digits) == 18 and digits[:17].isdigit() and _PROVINCE.match(digits) is not None and _is_day(digits[6:14])


def is_old_identity(digits: str) -> bool:
    """15 digits with a province and a day of the last century; there was no check digit."""
    return (
        len(digits) == 15
        and digits[0] in "123456"
        and _PROVINCE.match(digits) is not None
        and _is_day(f"19{digits[6:12]}")
    )


def is_of_the_living(digits: str) -> bool:
    """Whether an old identity number is of somebody born after 1930, and not a date of this century."""
    return int(digits[6:8]) > _LIVING


def is_card(digits: str) -> bool:
    """16 to 19 digits that begin as cards do, with Luhn's check digit."""
    return _CARDS.fullmatch(digits) is not None and has_luhn(digits)


def has_luhn(digits: str) -> bool:
    """Whether the last digit is Luhn's check digit (ISO/IEC 7812-1)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mobile(digits: str) -> tuple[str, str] | None:
    """The country's prefix (86, 0086; also 0) and the eleven digits; None where it is no mobile number."""
    match = _MOBILE.fullmatch(digits)
    return (match["prefix"], match["number"]) if match else None


def is_years(one: str, other: str) -> bool:
    """Whether both can be years: 1921 and 2021."""
    return all(len(each) == 4 and "1800" <= each <= "2100" for each in (one, other))


def _is_day(eight: str) -> bool:
    try:
        day = datetime.date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return False
    return 1900 <= day.year <= 2100
