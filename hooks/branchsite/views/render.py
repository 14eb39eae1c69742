"""Our own templates: HTML escaped by default, a missing name an error. The theme's Jinja is neither.

As a program (`python -m branchsite.views.render`) it compiles them all, for processes that may write nothing there.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from markupsafe import Markup, escape

from ..blocks.clock_time import PART_OF_DAY, TIME, UNTIL
from ..cache.compiled import CompiledTemplates
from ..cache.digest import digest
from ..load.data import OVERRIDES
from .links import relative

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow, not even as a code."""


_OURS = ("pages/", "drawings/")
"""Where they lie below overrides/; the others are the theme's."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(OVERRIDES),
        autoescape=_is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
        bytecode_cache=CompiledTemplates(),
    )
    environment.filters["phrases"] = phrases
    environment.filters["unbroken"] = unbroken
    return environment


def _is_html(template: str | None) -> bool:
    """Whether what a template gives is HTML; a YAML file only borrows the ending, which keeps it out of the site."""
    return not (template or "").endswith(".yml.html")


def phrases(title: str) -> list[str]:
    """A title cut behind its punctuation: where a Chinese reader would break the line."""
    return re.findall(r"[^，：；。？！]+[，：；。？！]*[”’》）]*|.+", title)


_UNBROKEN = re.compile(
    rf"(?:{PART_OF_DAY}\s?)?{TIME}(?:\s?{UNTIL}\s?{TIME})?"
    r"|[\u4e00-\u9fffA-Za-z0-9]{1,6}[·・][\u4e00-\u9fffA-Za-z0-9]{1,6}(?:[·・][\u4e00-\u9fffA-Za-z0-9]{1,6})*"
)
"""A time of day with its words, and names with a dot in them."""


def unbroken(text: str) -> Markup:
    """Text as HTML whose times (下午3:30—4:10) and dotted names (读书·行路) stay on one line."""
    pieces, end = [], 0
    for match in _UNBROKEN.finditer(text):
        pieces += [escape(text[end : match.start()]), Markup('<span class="phrase unbroken">%s</span>') % match[0]]
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])


@dataclass(frozen=True)
class Rendering:
    """HTML that a template renders on demand: whoever has the page already need not render it.

    The template has nothing but its context, so an equal digest means equal HTML.
    make: gives it; for whoever only counts the pages it is not made. names: gives the same in short, where that is
    known: what differs in the context differs in it.
    """

    template: str
    url: str
    make: Callable[[], Mapping[str, object]]
    names: Callable[[], Mapping[str, object]] | None = None

    @cached_property
    def context(self) -> Mapping[str, object]:
        """The context of the template."""
        return self.make()

    @cached_property
    def digest(self) -> str:
        """What the HTML follows from, but for the templates themselves."""
        told = self.names() if self.names else self.context
        return digest(self.template, self.url, " ".join(told), tuple(told.values()))

    @property
    def html(self) -> str:
        """Rendered anew each time: ten thousand pages would not fit in memory.

        Raises jinja2.UndefinedError where the template names what the context lacks.
        """
        template = _environment().get_template(f"pages/{self.template}")
        return template.render(to=partial(relative, self.url), url=self.url, **self.context)


def render(template: str, url: str, **context: object) -> Rendering:
    """A template under overrides/pages, to be rendered when its HTML is needed.

    url: the page's address; templates call to(target) for the way from there.
    """
    return Rendering(template, url, lambda: context)


def render_later(
    template: str,
    url: str,
    make: Callable[[], Mapping[str, object]],
    names: Callable[[], Mapping[str, object]] | None = None,
) -> Rendering:
    """As `render`, where the context itself takes long. make, names: as Rendering has them."""
    return Rendering(template, url, make, names)


@dataclass(frozen=True)
class Piece:
    """The HTML of a macro, shared by several pages: rendered once, when it is first needed.

    template: under overrides/pages. url: the address that links start from, as for `render`.
    """

    template: str
    macro: str
    url: str
    arguments: tuple[Any, ...]

    @cached_property
    def digest(self) -> str:
        """What the HTML follows from, but for the templates themselves."""
        return digest(self.template, self.macro, self.url, self.arguments)

    @cached_property
    def _html(self) -> str:
        module = _module(_environment().get_template(f"pages/{self.template}"), self.url)
        return str(getattr(module, self.macro)(*self.arguments))

    def __html__(self) -> str:
        """How templates show it."""
        return self._html


@lru_cache(maxsize=16)
def _module(template: Template, url: str) -> TemplateModule:
    """A template's macros. By the template, which is another when its file has changed."""
    return template.make_module({"to": partial(relative, url), "url": url})


def render_xml(template: str, **context: Any) -> str:
    """A template under overrides/pages whose name ends in .xml.html or .svg.html, as XML: escaped as HTML is.

    What XML forbids is left out: one such character, and no reader opens the file.
    """
    return _NO_XML.sub("", _environment().get_template(f"pages/{template}").render(context))


def render_text(template: str, **context: Any) -> str:
    """A template under overrides/pages whose name ends in .yml.html, as plain text."""
    return _environment().get_template(f"pages/{template}").render(context)


def compile_templates() -> None:
    """Compile every template, where that has not been done."""
    environment = _environment()
    for name in environment.list_templates(filter_func=lambda name: name.startswith(_OURS)):
        environment.get_template(name)


if __name__ == "__main__":
    compile_templates()
