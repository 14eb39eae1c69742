"""A study material with its place in the site."""

from dataclasses import dataclass
from functools import cached_property

from ..blocks.quiz import Question
from ..cache.digest import Digested
from ..models.brand import Strand
from ..models.date import spoken, spoken_month
from ..models.study import Study
from .mention import Mention


@dataclass(frozen=True)
class MaterialCard(Digested):
    """What other pages show of a material. times: how many activities studied it."""

    url: str
    title: str
    study: Study
    strand: Strand
    times: int

    @property
    def month_label(self) -> str:
        """2024年3月, or 每年3月."""
        return spoken_month(self.study.month)

    @property
    def anchor(self) -> str:
        """Where it stands on a page with others."""
        return self.url.split("/")[1]


@dataclass(frozen=True)
class Material(Digested):
    """id: the file's name. body: Markdown. strand: its topic's. topic_slug, type_slug: as addresses have them.

    studied_in: the public records that studied it, newest first. questions: 自测, which stand behind the body.
    """

    id: str
    file: str
    study: Study
    body: str
    strand: Strand
    topic_slug: str
    type_slug: str
    studied_in: tuple[Mention, ...]
    questions: tuple[Question, ...] = ()

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"study/{self.id}/"

    @property
    def title(self) -> str:
        """The title of its page."""
        return self.study.title

    @property
    def month_label(self) -> str:
        """2024年3月, or 每年3月."""
        return self.card.month_label

    @cached_property
    def card(self) -> MaterialCard:
        """What other pages show of it."""
        return MaterialCard(self.url, self.title, self.study, self.strand, len(self.studied_in))

    @property
    def checked_label(self) -> str:
        """The day on which its facts were last checked."""
        return spoken(self.study.checked)
