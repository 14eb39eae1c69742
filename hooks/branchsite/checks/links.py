"""Ensure that links in prose lead somewhere, and that no page asks another host for a picture."""

import datetime
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..blocks.fence import code_lines
from ..blocks.html import PREFIX, Title, anchor, titles_of
from ..blocks.parse import parse
from ..errors import Problem
from ..load.data import Data
from ..load.entry import Entry, cached_on_entry
from ..load.slips.nearest import CLOSE, nearest
from ..models.activity import Activity
from ..models.study import Study

# Lengths are bounded, so that a line of brackets takes no longer than one of text. What slips through
# is no way out: prose.py drops pictures from elsewhere whatever they look like.
_WORDS = r"(?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){0,300}+"
_LINK = re.compile(
    rf"(?P<image>!?)\[(?P<text>{_WORDS})\]\(\s{{0,9}}"
    r"(?P<target>(?:[^()\s\"]|\([^()\s]{0,300}\)|(?<=\S)\ (?=[^\s\"“')])){0,500}+)"
    r"(?:\s{1,9}[\"“'][^\"”'\n]{0,300}[\"”'])?\s{0,9}\)"
)
_ADDRESS = r"[A-Za-z0-9_./:：;?#=&%~+@!$,*'-]"
_ANY_WIDTH = re.compile(
    rf"(?P<image>[!！]?)(?P<open>[\[【［])(?P<text>[^\[\]【】［］\n]{{0,300}}+)(?P<close>[\]】］])(?P<gap>\s{{0,9}})"
    rf"(?P<left>[（(])\s{{0,9}}(?=[^）)]{{0,500}}[A-Za-z])(?=[^）)]{{0,500}}[./#])(?P<target>{_ADDRESS}{{1,500}}+)\s{{0,9}}(?P<right>[）)])"
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|svg|heic|bmp)$", re.IGNORECASE)
_REVERSED = re.compile(
    r"[（(](?P<text>[^()（）\n]{1,300})[)）]\[(?P<target>[A-Za-z0-9_./:#?=&%~+-]{1,500}[./][A-Za-z0-9_./?=&%-]{1,300})\]"
)
_REFERENCE = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]\n]{0,300})\] ?\[(?P<name>[^\[\]\n]{0,300})\]")
_DEFINED = re.compile(
    r"^[ \t]{0,9}\[(?P<name>[^\[\]\n^][^\[\]\n]{0,300})\]:\s{0,9}<?(?P<target>[^\s<>，。；、）]{1,500})", re.MULTILINE
)
_HTML_IMAGE = re.compile(r"<(?:img|picture|video|audio|iframe|source)\b[^>]*>?", re.IGNORECASE)
_ANY = re.compile(r"[\[【［<]")
"""What every link, picture and slip in one has."""
_UNCLOSED = re.compile(
    r"(?P<image>!?)\[(?P<text>[^\[\]\n]{1,300})\](?P<left>[（(]?)"
    r"(?P<target>https?://[A-Za-z0-9_./:?#=&%~+@!$,*'-]{1,500}+)(?P<right>[)）]?)(?=$|[\s\u3000-\uffef])",
    re.IGNORECASE,
)
"""A link that may lack one of its round brackets."""

_WIDE = "链接的括号要用半角的，中间不空格"
_WEB = re.compile(
    r"(?:h?ttps?|htps?|htttps?)\s?[:：;；]?\s?[/／\\、]{0,3}(?P<rest>[\w-]+(?:\.[\w-]+)+.*)", re.IGNORECASE
)
"""An address of the web whose beginning was typed wrong."""
_HOST = re.compile(
    r"(?:www\.[\w.-]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:cn|com|net|org|gov|edu|info|top|cc|tv))(?::\d+)?(?:[/?#].*)?$"
)
_PUNCTUATION = "，。；：！？、”’》】"
_TWICE = re.compile(r"https?://(?=https?://)", re.IGNORECASE)
_NEAR = re.compile(r"https?://(?:localhost|127\.|10\.\d|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)", re.IGNORECASE)
"""Where nobody gets to but who is on the same computer, or in the same building."""

_RIGHT = re.compile(r"https?://[^\s/：]|mailto:", re.IGNORECASE)


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Links of activities (relative to docs/) and of the Markdown files (relative to themselves)."""
    pages = {file.removeprefix("docs/") for file in data.files if file.startswith("docs/")}
    titles = _Titles(data)
    for entry in data.prose_entries:
        for one in find_in_entry(entry):
            if isinstance(one, Problem):
                yield one
                continue
            message, fix = _judge(one, _folder(entry), pages, titles.of, entry.file)
            if message:
                yield Problem(entry.file, one.line, message, one.typed, fix)


class _Titles:
    """The headings of each text, by its file, or by its path under docs/: read when somebody asks for them."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._known: dict[str, list[Title]] = {}

    def of(self, path: str) -> list[Title]:
        """The anchors of one text; none where there is no such text."""
        if path not in self._known:
            entry = self._data.entries.get(path) or self._data.entries.get(f"docs/{path}")
            self._known[path] = titles_of(parse(_body(entry))) if entry else []
        return self._known[path]


def _body(entry: Entry[Any]) -> str:
    return (entry.model.body or "") if isinstance(entry.model, Activity) else entry.body


class Link(NamedTuple):
    """A link or picture. image: whether it is one. text, target: its parts. typed: the whole of it."""

    line: int
    image: bool
    text: str
    target: str
    typed: str


def _folder(entry: Entry[Any]) -> str:
    """The folder under docs/ that an entry's links start from."""
    if isinstance(entry.model, Activity):
        return ""
    return "study" if isinstance(entry.model, Study) else posixpath.dirname(entry.id)


@cached_on_entry
def find_in_entry(entry: Entry[Any]) -> Iterator[Problem | Link]:
    """What would be no link in an entry, and its links, line by line."""
    if not _ANY.search(entry.prose):
        return
    code = code_lines(entry.prose)
    defined = {match["name"]: match["target"] for match in _DEFINED.finditer(entry.prose)}
    for place, (number, whole) in enumerate(entry.prose_lines()):
        if place in code or not _ANY.search(whole):
            continue
        line = re.sub(r"`[^`]*`", "", whole)
        for message, typed, fix in _slips(line, defined):
            certain = message == _WIDE and whole.count(typed) == 1
            mended = ((number, whole.replace(typed, fix)),) if certain else ()
            yield Problem(entry.file, number, message, typed, fix, mended=mended)
        for match in _LINK.finditer(line):
            yield Link(number, bool(match["image"]), match["text"], match["target"], match[0])


def _slips(line: str, defined: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Markup that would not become a link or picture: message, what was typed, how to mend it.

    defined: the addresses that are defined elsewhere in the text, by their names.
    """
    for match in _ANY_WIDTH.finditer(line):
        mended = _mended(match)
        typed = match[0] if match["image"] != "！" or mended.startswith("!") else match[0][1:]
        if mended != re.sub(r"\(\s+|\s+\)", lambda blanks: blanks[0].strip(), typed):
            yield _WIDE, typed, mended
    for match in _UNCLOSED.finditer(line):
        closed = match["right"] or re.match("[^(（]*[)）]", line[match.end() :])
        if bool(match["left"]) is not bool(closed):
            yield "链接少了一个括号", match[0], _mended(match)
    for match in _REVERSED.finditer(line):
        yield "链接的两种括号写反了", match[0], f"[{match['text']}]({match['target']})"
    for match in _REFERENCE.finditer(line):
        if match["name"] in defined:
            fix = f"{match['image']}[{match['text']}]({defined[match['name']]})"
            yield "链接和图片的地址要直接写在后面", match[0], fix
    for match in _HTML_IMAGE.finditer(line):
        yield "正文里不能用 HTML 放图片和视频", match[0], "活动的图片写在“照片”里；文章的图片写 ![说明](文件名)"


def _mended(match: re.Match[str]) -> str:
    """A link with half-width brackets; its words stay as they are, and so does a ！ before what is no picture."""
    image = "!" if match["image"] == "!" or (match["image"] and _PICTURE.search(match["target"])) else ""
    return f"{image}[{match['text']}]({match['target']})"


def _judge(
    link: Link, folder: str, pages: set[str], anchors: Callable[[str], Sequence[Title]], file: str
) -> tuple[str, str]:
    """Message and cure for a wrong link; both "" where it is right. anchors: of a page, by its path."""
    target = link.target
    if link.image:
        if re.match(r"[a-z]+:|//", target):
            return "正文不能用别的网站的图片", "把图片存下来，放进“照片”"
        path = posixpath.normpath(posixpath.join(folder, target))
        return ("", "") if path in pages else (f"找不到图片 {target}", "活动的图片写在“照片”里；文章的图片放在 docs 里")
    if _RIGHT.match(target):
        return _judge_web(link)
    if target.startswith("#"):
        return _judge_anchor(link, "", target[1:], anchors(file))
    if web := _web(target):
        return "网址前面要写 https://", f"[{link.text}]({web})"
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target):
        return f"链接“{target}”的写法不对", _no_link(link)
    if target.startswith("/") or not target:
        return f"链接“{target}”的写法不对", "写完整的网址（https:// 开头），或者 docs 里的文章，如 study/sanhui-yike.md"
    typed, _, fragment = target.partition("#")
    path = posixpath.normpath(posixpath.join(folder, typed))
    if path in pages:
        return _judge_anchor(link, typed, fragment, anchors(path)) if fragment and path.endswith(".md") else ("", "")
    if " " in target:
        named = (path.replace(" ", sign) for sign in ("-", "", "_"))
        right = next((one for one in named if one in pages), "")
        renamed = f"[{link.text}]({posixpath.relpath(right, folder or '.')})" if right else ""
        return "链接的地址里有空格", renamed or "文件名里不用空格，改了文件名再写链接"
    articles = sorted(page for page in pages if page.endswith(".md"))
    same = (page for page in articles if posixpath.basename(page) == posixpath.basename(path))
    # By their names alone: the folder and the ending that all have in common make none like another.
    names = {_name(page): page for page in reversed(articles)}
    near = next(same, None) or names.get(nearest(_name(path), names, CLOSE) or "")
    fix = f"[{link.text}]({posixpath.relpath(near, folder or '.')})" if near else ""
    return f"链接的文章 {target} 不存在", fix or f"核对文件名；不要链接，就只写“{link.text}”"


def _judge_web(link: Link) -> tuple[str, str]:
    """An address of the web: begun once, without blanks and the sentence's punctuation, and open to every reader."""
    target = link.target
    once = _TWICE.sub("", target)
    scheme, _, rest = once.partition("//")
    host, slash, path = rest.partition("/")
    right = f"{scheme}//{host.replace('。', '.')}{slash}{path}".rstrip(_PUNCTUATION).replace(" ", "%20")
    cure = f"[{link.text}]({right})"
    if target.lower().startswith("mailto:"):
        return "", ""
    if once != target:
        return "网址开头写了两遍", cure
    if right != target:
        return "链接的地址里有空格" if " " in target else "网址里有中文标点，打不开", cure
    return ("这个网址只有自己的电脑或者学校里打得开", _no_link(link)) if _NEAR.match(target) else ("", "")


def _no_link(link: Link) -> str:
    return f"不要链接，只写“{link.text}”；要链接，就写完整的网址（https:// 开头）"


def _name(page: str) -> str:
    return posixpath.basename(page).removesuffix(".md")


def _web(target: str) -> str:
    """The right form of a misspelt web address; "" where it is none."""
    plain = target.replace(" ", "").replace("\\", "/").translate(_HALF)
    match = _WEB.fullmatch(plain)
    if match:
        return f"{'http' if plain.lower().startswith('http:') else 'https'}://{match['rest']}"
    return f"https://{plain}" if _HOST.match(plain) else ""


_HALF = str.maketrans("：／．。？＝＆＃", ":/..?=&#")


def _judge_anchor(link: Link, path: str, typed: str, titles: Sequence[Title]) -> tuple[str, str]:
    """Whether a link leads to a heading. path: of the page, as typed; nothing for the page itself."""
    ids = {title.id for title in titles}
    if anchor(typed) in ids:
        return "", ""
    near = nearest(anchor(typed), sorted(ids))
    title = next((one for one in titles if one.id == near), None)
    names = "、".join(one.words for one in titles[:8])
    place = f"{path} 里" if path else "这一篇里"
    if title:
        return f"{place}没有小标题“{typed}”", f"[{link.text}]({path}#{title.id.removeprefix(PREFIX)})"
    listed = f"能链接的小标题有：{names}" if names else f"{place}没有小标题"
    return (
        f"{place}没有小标题“{typed}”",
        f"{listed}；不指明小标题，写 [{link.text}]({path})" if path else f"{listed}；不要链接，只写“{link.text}”",
    )
