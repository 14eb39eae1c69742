"""What is said of pages that would be gone."""

from collections.abc import Iterator, Sequence

from .published import PublishedPage
from .withdrawn import WORDS, Withdrawal, Withdrawn, is_part, word_list


def notice(withdrawal: Withdrawal) -> str:
    """Every page that would be gone, and the line that keeps its address; "" where there is none."""
    gone = [one.page for one in withdrawal.pages if not one.successor]
    moved = [one for one in withdrawal.pages if one.successor]
    lines: list[str] = []
    if gone:
        lines += [f"撤下 {len(gone)} 页，以后打开这些网址是“找不到”：", *map(_named, gone)]
    if moved:
        lines += [f"网址变了 {len(moved)} 页，以前的网址会打不开。照下面的写，就还打得开：", *_offers(moved)]
    if withdrawal.shifted:
        lines.append("计划里的次序变了，下面的网址换了内容。照下面的写，就还和以前一样：")
        lines += _offers(withdrawal.shifted)
    if lines and withdrawal.lists:
        lines.append(f"另有 {withdrawal.lists} 个列表页随着没有了。")
    return "\n".join(lines)


def confirmation(withdrawal: Withdrawal) -> str:
    """What a commit's message says where so many pages are meant to be gone."""
    return f"撤下 {len(withdrawal.pages)} 页"


def question(withdrawal: Withdrawal) -> str:
    """Why so many pages are asked about, and how to say that they are meant to be gone."""
    words = confirmation(withdrawal)
    return (
        f"网站原来有 {withdrawal.total} 页是写出来的，这次会少 {len(withdrawal.pages)} 页，推送时先问一声。\n"
        "不是要撤下的：把文件放回来；网址变了的，加上旧网址。提交以后再推送。\n"
        f"真的要撤下的：再提交一次，提交说明写“{words}”，再推送：\n"
        f'    git commit --allow-empty -m "{words}"'
    )


def _named(page: PublishedPage) -> str:
    return f"  {page.url} “{page.title}”"


def _offers(moved: Sequence[Withdrawn]) -> Iterator[str]:
    lines: dict[str, list[str]] = {}
    for one in moved:
        if one.successor:
            yield f"  {one.page.url} → {one.successor.url} “{one.successor.title}”"
            lines.setdefault(_place(one.successor), []).append(one.page.url)
    for place, urls in lines.items():
        yield f"  在 {place}："
        yield f"    {_line(urls)}"


def _line(urls: Sequence[str]) -> str:
    """What keeps an address: within a plan the name of the part in it, else the former address."""
    if is_part(urls[0]):
        return f"短名: {urls[0].split('/')[2]}"
    return f"旧网址: {'、'.join(urls)}"


def _place(page: PublishedPage) -> str:
    """The file, and where in it."""
    if words := word_list(page.url):
        return WORDS[words].format(page.url.removeprefix(words).rstrip("/"))
    return (
        f"{page.source} 的“{page.title}”下面加一行"
        if is_part(page.url)
        else f"{page.source} 里加一行（已经有“旧网址”的，用顿号接在后面）"
    )
