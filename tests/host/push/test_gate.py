"""The whole way of a push: what the person reads, what the world sees."""

import json
import os
import subprocess
from collections.abc import Callable

import pytest

from branchsite.host.push.gate import page_lines
from branchsite.host.release.release import live, releases
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, resolve
from branchsite.host.server.log import entries
from pushes import SITE_URL, Person, activity, said, settle, shown
from sites import tree


@pytest.mark.parametrize(("number", "said"), [(0, []), (1, []), (10, []), (11, ["  新页面一共 11 个"])])
def test_pages_that_are_named(number: int, said: list[str]) -> None:
    """Ten by their addresses; of more their number, too."""
    lines = page_lines("新页面", "https://a.cn/", [f"{at}/" for at in range(number)])
    assert lines == [f"  新页面 https://a.cn/{at}/" for at in range(min(number, 10))] + said


def test_a_right_push_is_live(host: Host, secretary: Person) -> None:
    """Its page can be read, its address is printed, it is the commit that is shown, nothing is left over.

    The log has who, what, and where the time went; nothing of what was written.
    """
    commit = secretary.commit(activity("dushu", 标题="读一本书", 正文="独一无二的句子。"), "增加读书活动")
    answer = secretary.push()
    assert answer.accepted, answer.said
    assert f"新页面 {SITE_URL}news/2024/2024-04-15-dushu/" in said(answer)
    assert "已发布：第 2 版" in said(answer)
    assert "读一本书" in shown(host, "news/2024/2024-04-15-dushu")
    release = live(host)
    assert release and (release.commit, release.subject, release.account) == (commit, "增加读书活动", "zhishu")
    settle(host)
    kept = {
        "accounts",
        "authorized_keys",
        "branchsite",
        "cache",
        "current",
        "host.toml",
        "lock",
        "log.jsonl",
        "nginx.conf",
        "publish.lock",
        "queue",
    }
    assert set(os.listdir(host.root)) == {*kept, "program", "programs", "releases", "site.git"}
    last = entries(host)[-1]
    assert (last["did"], last["account"]) == ("published", "zhishu")
    assert set(last["seconds"]) == {"export", "link", "build", "disk", "total"}
    assert "独一无二" not in json.dumps(entries(host), ensure_ascii=False)


def test_a_changed_page_is_named(secretary: Person) -> None:
    """With its address; a new photo counts as a change of its record; reminders of these files are given."""
    file = "data/activities/2024/2024-03-05-yuanwen.yml"
    text = (secretary.clone / file).read_text("utf-8")
    secretary.commit({file: text.replace("发布日期: 2024-03-06", "发布日期: 2024-03-07")})
    answer = secretary.push()
    assert answer.accepted, answer.said
    assert "改过的页面 https://school.example/news/2024/2024-03-05-yuanwen/" in said(answer)
    assert "新页面" not in said(answer)
    # Of all reminders only those of this record, which is the one that has a photo with a place.
    assert said(answer).count("提醒：") == 1 and "照片 01.jpg 带着拍摄地点" in said(answer)
    photo = (secretary.clone / file.replace(".yml", "/01.jpg")).read_bytes()
    secretary.commit({file.replace(".yml", "/02.jpg"): photo + b"\0"})
    answer = secretary.push()
    assert answer.accepted, answer.said
    assert "改过的页面 https://school.example/news/2024/2024-03-05-yuanwen/" in said(answer)
    assert "照片 02.jpg 带着拍摄地点" in said(answer)


def test_a_record_without_a_page(secretary: Person) -> None:
    """One that is only counted: the site's address is printed, not an address that does not exist."""
    fields = {"摘要": "", "审核": "", "正文": ""}
    secretary.commit(activity("dangfei", 类别="党费收缴", 标题="四月党费", **fields))
    answer = secretary.push()
    assert answer.accepted, answer.said
    assert f"\n  {SITE_URL}\n" in said(answer) + "\n"


WRONG: dict[str, tuple[str, str, str]] = {
    "a full-width colon": ("标题：读书", "第 1 行", "冒号打成了全角"),
    "an unknown kind": (activity("x", 类别="读书会").popitem()[1], "第 2 行", "没有叫“读书会”的类别"),
    "a private number": (activity("x", 正文="13800138000").popitem()[1], "第 8 行", "这里有手机号"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_push_changes_nothing(name: str, intruder: Person) -> None:
    """The message names file, line and cure, nothing of other files, and promises that the site is as it was: it is."""
    text, line, reason = WRONG[name]
    host = intruder.host
    before = tree(host.current / "site")
    landed = resolve(host.repository, MAIN)
    intruder.commit({"data/activities/2024/2024-04-15-cuo.yml": text})
    answer = intruder.push()
    assert not answer.accepted
    assert "data/activities/2024/2024-04-15-cuo.yml" in said(answer)
    assert line in said(answer) and reason in said(answer) and "改法：" in said(answer)
    assert "已发布的内容不受影响" in said(answer) and "备案" not in said(answer)
    assert "Traceback" not in answer.said and "13800138000" not in answer.said
    settle(host)
    assert tree(host.current / "site") == before and resolve(host.repository, MAIN) == landed
    assert not host.staging.exists() and len(releases(host)) == 1
    assert entries(host)[-1]["did"] == "refused"


def test_mended_it_goes_through(secretary: Person) -> None:
    """After a refusal the person goes on where they are: another commit on top."""
    secretary.commit({"data/activities/2024/2024-04-15-gai.yml": "标题：读书\n"})
    assert not secretary.push().accepted
    secretary.commit(activity("gai"))
    answer = secretary.push()
    assert answer.accepted, answer.said


def test_who_comes_second_is_told_to_pull(host: Host, secretary: Person) -> None:
    """The gate asks again once it has the lock: here the push was made for a main that is gone."""
    old = resolve(host.repository, MAIN)
    new = secretary.commit(activity("xian"))
    assert secretary.push().accepted
    settle(host)
    # A shell between us: the gate's guard waits for the end of whoever started it.
    late = subprocess.run(
        ["sh", "-c", f"{host.launcher} host pre-receive; exit $?"],
        input=f"{old} {new} {MAIN}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert late.returncode == 1
    assert "请先拉取（git pull），再推送一次；您写的都在，不会丢" in late.stdout


BROKEN: dict[str, tuple[Callable[[Host], object], str]] = {
    "no settings": (lambda host: (host.root / "host.toml").write_text("x"), "host.toml 读不出来"),
    "a folder for a lock": (lambda host: host.lock.unlink() or host.lock.mkdir(), "服务器读写文件时出了错"),
    "a damaged release": (
        lambda host: next(host.releases.glob("*/release.json")).write_text("{"),
        "服务器上的程序出了错，不是您写错了",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_server_says_so_in_chinese(name: str, host: Host, secretary: Person) -> None:
    """No traceback reaches the person; nothing lands; maintainers find the details."""
    harm, message = BROKEN[name]
    harm(host)
    before = resolve(host.repository, MAIN)
    secretary.commit(activity("huai"))
    answer = secretary.push()
    assert message in answer.said, answer.said
    assert "Traceback" not in answer.said
    if not answer.accepted:
        assert resolve(host.repository, MAIN) == before
    assert name == "no settings" or host.failures.read_text("utf-8")


def test_a_link_to_nowhere_is_mended(host: Host, secretary: Person) -> None:
    """Where somebody harmed the link by hand, the next push puts it right."""
    host.current.unlink()
    host.current.symlink_to("releases/none")
    secretary.commit(activity("xiufu"))
    assert secretary.push().accepted
    assert shown(host, "news/2024/2024-04-15-xiufu")


def test_locked_the_site_stays(host: Host, secretary: Person) -> None:
    """A push is taken and kept ready; what is shown is what was locked."""
    from branchsite.host.release.freeze import freeze

    freeze(host, "weihu", "检查")
    before = tree(host.current / "site")
    secretary.commit(activity("suoding"))
    answer = secretary.push()
    assert answer.accepted
    assert "已收下并生成第 2 版，但网站锁定在第 1 版，解锁后才显示" in said(answer)
    assert tree(host.current / "site") == before and len(releases(host)) == 2
