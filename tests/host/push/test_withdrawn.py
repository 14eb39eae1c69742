"""Nothing vanishes unsaid: what a push says of the pages that it takes away."""

import re
import shutil

from branchsite.host.nginx import redirects
from branchsite.host.release.release import live, releases
from branchsite.host.server.folder import Host
from pushes import Person, activity, said, settle, shown
from pushes import host as ask

FOLDER = "data/activities/2024"
PAGES = 6
"""Records of tiny that have one each."""


def test_one_page_is_named(secretary: Person) -> None:
    """A record that is deleted: its address and title, in the answer to a push that is accepted."""
    file = f"{FOLDER}/2024-03-05-yuanwen.yml"
    secretary.commit({file: None})
    shutil.rmtree(secretary.clone / file.removesuffix(".yml"))
    secretary.commit({}, "撤下一条")
    answer = secretary.push()
    assert answer.accepted, answer.said
    assert re.search("撤下 1 页，以后打开这些网址是“找不到”：\n  news/2024/2024-03-05-yuanwen/ “.+”", said(answer))


def test_a_moved_record_keeps_its_address(host: Host, secretary: Person) -> None:
    """The line that the answer offers, typed where it says, lets the old address answer; nginx leads on as well."""
    secretary.commit(activity("dushu", 标题="读一本书"))
    assert secretary.push().accepted
    text = (secretary.clone / f"{FOLDER}/2024-04-15-dushu.yml").read_text("utf-8")
    moved = text.replace("2024-04-15", "2024-04-16")
    secretary.commit({f"{FOLDER}/2024-04-15-dushu.yml": None, f"{FOLDER}/2024-04-16-dushu.yml": moved})
    answer = secretary.push()
    assert answer.accepted, answer.said
    line = re.search(r"  在 (\S+\.yml) 里加一行.*：\n\s+(旧网址: .*)", said(answer))
    assert line and line.groups() == (f"{FOLDER}/2024-04-16-dushu.yml", "旧网址: news/2024/2024-04-15-dushu/")
    secretary.commit({line[1]: f"{line[2]}\n{moved}"})
    answer = secretary.push()
    assert answer.accepted and "撤下" not in answer.said and "旧网址" not in answer.said
    assert "2024-04-16-dushu" in shown(host, "news/2024/2024-04-15-dushu")
    settle(host)
    assert redirects(host) == "location = /news/2024/2024-04-15-dushu/ { return 301 /news/2024/2024-04-16-dushu/; }\n"
    assert ask(host, "nginx", "--moved").said == redirects(host)


def test_many_pages_are_asked_about_once(host: Host, secretary: Person) -> None:
    """Above a tenth the push is refused, every page is named, and the commit that the answer asks for lets it pass."""
    before = live(host)
    secretary.git("rm", "-rq", FOLDER)
    secretary.git("commit", "-qm", "清理")
    for message in ("撤下 2 页", f"撤下 {PAGES}0 页"):
        answer = secretary.push()
        assert not answer.accepted and live(host) == before
        urls = re.findall(r"^  (news/2024/2024-\S+/) “", said(answer), re.MULTILINE)
        assert len(urls) == len(set(urls)) == PAGES
        # Another number of pages is no answer to the question.
        secretary.git("commit", "-q", "--allow-empty", "-m", message)
        settle(host)
    command = re.search(r'git (commit) (--allow-empty) (-m) "(.*)"', said(answer))
    assert command, answer.said
    secretary.git(*command.groups())
    answer = secretary.push()
    assert answer.accepted, answer.said
    assert f"撤下 {PAGES} 页" in said(answer) and len(releases(host)) == 2
    # Once is enough: what has landed is not asked about again.
    secretary.commit({"docs/about.md": (secretary.clone / "docs/about.md").read_text("utf-8") + "\n又一段。\n"})
    answer = secretary.push()
    assert answer.accepted and "撤下" not in said(answer)
