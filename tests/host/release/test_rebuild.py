"""Building what has landed once more."""

import subprocess

import pytest

from branchsite.host.release.freeze import freeze, thaw
from branchsite.host.release.rebuild import rebuild
from branchsite.host.release.release import before, live, releases, switch
from branchsite.host.server.folder import Host, HostError
from branchsite.host.server.git import MAIN
from pushes import Person, activity, settle, shown
from sites import TODAY


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day that the published site stands for; a test may move it."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())


def test_the_same_day_nothing_is_new(host: Host) -> None:
    """So it may run as often as one likes."""
    assert rebuild(host, "cron") is None
    assert len(releases(host)) == 1 and not host.staging.exists()


def test_another_day_is_another_site(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """States follow from the day: after the term the plan says so, without a push."""
    monkeypatch.setenv("SITE_TODAY", "2024-12-31")
    release = rebuild(host, "cron")
    assert release and live(host) == release and release.account == "cron"
    assert release.commit == releases(host)[0].commit


def test_a_chosen_release_stays(host: Host, secretary: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody went back to an older one, or locked it: no clock undoes that. A thaw lets it go on."""
    secretary.commit(activity("er"))
    assert secretary.push().accepted
    settle(host)
    older = before(host, live(host))
    switch(host, older)
    monkeypatch.setenv("SITE_TODAY", "2024-12-31")
    assert rebuild(host, "cron") is None and live(host) == older
    switch(host, releases(host)[-1])
    freeze(host, "weihu", "核对")
    assert rebuild(host, "cron") is None
    thaw(host)
    assert rebuild(host, "cron") == live(host)


def test_what_landed_but_was_never_shown_is_shown(host: Host, secretary: Person) -> None:
    """The power failed between the two hooks: the ref moved, the release did not come."""
    commit = secretary.commit(activity("tingdian"))
    hooks = host.repository / "hooks"
    (hooks / "pre-receive").rename(hooks / "off")
    (hooks / "post-receive").rename(hooks / "off2")
    assert secretary.push().accepted
    release = rebuild(host, "cron")
    assert release and release.commit == commit
    assert shown(host, "news/2024/2024-04-15-tingdian")


def test_where_nothing_has_landed(host: Host) -> None:
    """It says so."""
    subprocess.run(["git", f"--git-dir={host.repository}", "update-ref", "-d", MAIN], check=True)
    with pytest.raises(HostError, match="先推送一次"):
        rebuild(host, "cron")
