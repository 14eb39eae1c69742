"""The pinyin initials of Chinese text, as pypinyin gives them.

Its tables take a sixth of a second to load. What is wanted of them, the first letters, is a twelfth of that, and kept.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from ..cache.folder import CacheFolder

_FIRST, _LAST = 0x3400, 0x9FFF
"""The characters that have initials here; pypinyin knows rarer ones, which nobody types by their sound."""

_LONGEST = 10
"""Characters of pypinyin's longest words."""


@dataclass(frozen=True)
class Initials:
    """letters: those of the characters from _FIRST to _LAST. words: all that are read as a whole, sorted. read: theirs.

    A character that pypinyin cannot read stands for itself.
    """

    letters: str
    words: Sequence[str]
    read: Sequence[str]

    @cached_property
    def _by_word(self) -> dict[str, str]:
        return dict(zip(self.words, self.read, strict=True))

    def of(self, text: str) -> str:
        """The letters of a text of such characters: it is cut into words, of which the longest is taken each time."""
        found = []
        start = 0
        while start < len(text):
            word = self._word_at(text, start)
            # As pypinyin has it: of an end that only begins a word, no piece is one.
            end = start + len(word) if word else len(text) if self._begins_a_word(text[start:]) else start + 1
            found.append(self._by_word[word] if word else "".join(map(self._letter, text[start:end])))
            start = end
        return "".join(found)

    def _word_at(self, text: str, start: int) -> str:
        """The longest word that begins there; "" where none does."""
        ends = range(min(start + _LONGEST, len(text)), start + 1, -1)
        return next((text[start:end] for end in ends if text[start:end] in self._by_word), "")

    def _begins_a_word(self, text: str) -> bool:
        place = bisect_left(self.words, text)
        return place < len(self.words) and self.words[place].startswith(text)

    def _letter(self, one: str) -> str:
        return self.letters[ord(one) - _FIRST]


def kept_initials(store: CacheFolder) -> Callable[[str], str]:
    """What gives the initials of a text. store: keeps the table; nothing is read before it is asked."""

    @cache
    def table() -> Initials:
        found = store.get(store.key("initials"), lambda: _written(read_initials()))
        letters, words, read = found.decode().split("\n")
        return Initials(letters, words.split(" "), read.split(" "))

    return lambda text: table().of(text)


def _written(made: Initials) -> bytes:
    return "\n".join([made.letters, " ".join(made.words), " ".join(made.read)]).encode()


def read_initials() -> Initials:
    """The initials by pypinyin's own tables."""
    # Here, not at the top: see there.
    from pypinyin import Style
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.core import to_fixed

    @cache
    def letter(sound: str) -> str:
        return str(to_fixed(sound, Style.FIRST_LETTER))[:1]

    places = range(_FIRST, _LAST + 1)
    letters = [letter(PINYIN_DICT[one].split(",")[0]) if one in PINYIN_DICT else chr(one) for one in places]
    words = sorted(PHRASES_DICT)
    read = ["".join(letter(sounds[0]) for sounds in PHRASES_DICT[word]) for word in words]
    return Initials("".join(letters), words, read)
