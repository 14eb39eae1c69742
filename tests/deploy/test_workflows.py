"""The workflows are well formed and safe, and run nothing that no test runs."""

import base64
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from checkout import bare, git
from sites import ROOT, SHIPPED

GITHUB = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / ".github/workflows").iterdir())
GITEA = [".gitea/workflows/site.yml", ".forgejo/workflows/site.yml"]
GITLAB = ".gitlab-ci.yml"
ACTIONS = [*GITHUB, *GITEA]

TESTED = {
    "deploy/check": "test_check.py",
    "deploy/test-program": "test_test_program.py",
    "deploy/build-site": "test_build_site.py",
    "deploy/push-to-server": "test_push_to_server.py",
    "deploy/upload-to-s3": "test_upload_to_s3.py",
    "deploy/try-on-windows.py": "test_try_on_windows.py",
}
"""What the workflows may run, and which test runs it here. Arguments may follow."""

UNTESTED = {
    "sudo apt-get update && sudo apt-get install -y --no-install-recommends rclone",
    "apt-get update && apt-get install -y --no-install-recommends rclone",
}
"""It changes the machine that it runs on."""

GITHUB_CONTEXT = {"ref", "sha", "event_name", "run_id", "run_attempt", "server_url", "repository", "token"}
"""What is known of a run on every host."""

OUTPUTS = {"actions/configure-pages": {"base_url"}, "actions/deploy-pages": {"page_url"}}
"""What the steps of others give, as far as ours ask for it."""

CHECKOUT = """\
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.extraHeader
GIT_CONFIG_VALUE_0="Authorization: Basic $(printf 'token:%s' "$TOKEN" | base64 -w 0)"
export GIT_CONFIG_VALUE_0
git init --quiet .
git fetch --quiet "$ADDRESS" "$REF"
git checkout --quiet --detach "$COMMIT"
"""
"""How Gitea's runner gets the content, before there is a script of ours."""

HANDBOOK = (SHIPPED / "docs/handbook/hosted.md").read_text(encoding="utf-8")
SCRIPTS = sorted(
    path
    for folder in ("deploy", "tools", ".ci")
    for path in (ROOT / folder).rglob("*")
    if "node_modules" not in path.parts
    and path.is_file()
    and path.read_bytes().startswith((b"#!/usr/bin/env bash", b"#!/bin/bash", b"#!/bin/sh"))
)


def load(name: str) -> dict[Any, Any]:
    """A workflow, or GitLab's pipeline. YAML reads the key `on` as True."""
    found: dict[Any, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return found


def jobs(name: str) -> dict[str, dict[str, Any]]:
    """The jobs of a workflow, by their name."""
    found: dict[str, dict[str, Any]] = load(name)["jobs"]
    return found


def commands() -> Iterator[tuple[str, str]]:
    """Every command of every host: where it stands, and it."""
    for name in ACTIONS:
        for job in jobs(name).values():
            yield from ((name, step["run"]) for step in job.get("steps", []) if "run" in step)
    for key, job in load(GITLAB).items():
        if isinstance(job, dict) and "script" in job:
            for part in ("before_script", "script", "after_script"):
                yield from ((f"{GITLAB} {key}", line) for line in job.get(part, []))


def tool(*command: str | Path) -> None:
    """Run a linter of the environment; it must have nothing to say."""
    ran = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stdout


def schema(name: str, *arguments: str) -> None:
    """Hold files to a published schema, from the copies that come with the linter."""
    tool(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{name}", *arguments)


@pytest.mark.slow
def test_they_fit_the_published_schemas() -> None:
    """GitHub's, which Gitea and Forgejo follow, and GitLab's."""
    schema("github-workflows", *ACTIONS)
    schema("gitlab-ci", "--data-transform", "gitlab-ci", GITLAB)


def test_they_are_safe() -> None:
    """By zizmor: pinned by content, no more rights than needed, no text of others in a command, no key left behind."""
    zizmor = Path(sys.executable).with_name("zizmor")
    tool(zizmor, "--offline", "--no-progress", "--strict-collection", *ACTIONS)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_scripts_are_sound(path: Path) -> None:
    """By shellcheck."""
    tool("shellcheck", path)


@pytest.mark.parametrize(("where", "command"), list(commands()))
def test_every_command_is_tested(where: str, command: str) -> None:
    """A workflow runs a script of ours, once, and a test runs that script."""
    if command in UNTESTED or command == CHECKOUT:
        return
    # Windows goes by no first line: Python is named.
    name = command.removeprefix("python ").split()[0]
    assert name in TESTED, f"{where}: {command}"
    test = (ROOT / "tests/deploy" / TESTED[name]).read_text(encoding="utf-8")
    assert f'"{Path(name).name}"' in test or f"/{Path(name).name}" in test
    assert shutil.which(name, path=str(ROOT)) or (ROOT / name).stat().st_mode & 0o111


class Files(SimpleHTTPRequestHandler):
    """A repository over HTTP, to those with the token. asked: what they sent."""

    asked: ClassVar[set[str | None]] = set()

    def do_GET(self) -> None:
        self.asked.add(self.headers["Authorization"])
        if self.headers["Authorization"] == f"Basic {base64.b64encode(b'token:t0ken').decode()}":
            super().do_GET()
        else:
            self.send_error(401)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.mark.parametrize("ref", ["refs/heads/master", "refs/pull/7/head"])
def test_gitea_checks_out_without_another_host(tmp_path: Path, ref: str) -> None:
    """By its own words: the commit that the run is for, with its history, for the token alone, which no file keeps."""
    assert {step["run"] for name in GITEA for job in jobs(name).values() for step in job["steps"][:1]} == {CHECKOUT}
    assert "uses:" not in (ROOT / GITEA[0]).read_text(encoding="utf-8")
    source = tmp_path / "source"
    git(tmp_path, "init", "-q", source)
    git(source, "commit", "-q", "--allow-empty", "-m", "one")
    git(source, "commit", "-q", "--allow-empty", "-m", "two")
    commit = git(source, "rev-parse", "HEAD")
    git(source, "update-ref", ref, commit)
    git(source, "update-server-info")
    work = tmp_path / "work"
    work.mkdir()
    with HTTPServer(("127.0.0.1", 0), partial(Files, directory=source / ".git")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        known = {"ADDRESS": f"http://127.0.0.1:{server.server_port}", "REF": ref, "COMMIT": commit}
        for token, status in (("t0ken", 0), ("another", 128)):
            (work / token).mkdir()
            ran = subprocess.run(
                ["bash", "-e"], cwd=work / token, env=bare(work, **known, TOKEN=token), input=CHECKOUT, text=True
            )
            assert ran.returncode == status
        server.shutdown()
    assert git(work / "t0ken", "rev-list", "--count", "HEAD") == "2"
    assert not [path for path in (work / "t0ken").rglob("*") if path.is_file() and b"t0ken" in path.read_bytes()]


def test_gitea_and_forgejo_do_the_same() -> None:
    """Each reads a folder of its own name."""
    first, second = ((ROOT / name).read_bytes() for name in GITEA)
    assert first == second


@pytest.mark.parametrize("name", ACTIONS)
def test_names_lead_somewhere(name: str) -> None:
    """Jobs that are waited for, steps whose outputs are asked for, files that are called: all are there."""
    known = jobs(name)
    for job in known.values():
        needs = job.get("needs", [])
        assert set([needs] if isinstance(needs, str) else needs) <= set(known)
        if job.get("uses", "").startswith("./"):
            assert (ROOT / job["uses"]).exists()
        steps = {step["id"]: step["uses"].split("@")[0] for step in job.get("steps", []) if "id" in step}
        for step, output in re.findall(r"steps\.([\w-]+)\.outputs\.([\w-]+)", str(job)):
            assert output in OUTPUTS[steps[step]]


@pytest.mark.parametrize("name", ACTIONS)
def test_expressions_ask_for_what_there_is(name: str) -> None:
    """The event and the run, outputs of steps, and settings that the handbook explains."""
    text = (ROOT / name).read_text(encoding="utf-8")
    asked = [*re.findall(r"\$\{\{(.*?)\}\}", text), *(job.get("if", "") for job in jobs(name).values())]
    for expression in asked:
        for root, rest in re.findall(r"\b([a-z]+)\.([\w.]+)", re.sub(r"'[^']*'", "", expression)):
            assert root in {"github", "vars", "secrets", "steps", "matrix"}, expression
            if root == "github":
                assert rest in GITHUB_CONTEXT, expression
            if root in {"vars", "secrets"}:
                assert f"| {rest} |" in HANDBOOK, f"{rest} is not in the handbook"


@pytest.mark.parametrize("name", ACTIONS)
def test_a_strangers_change_meets_no_secret(name: str) -> None:
    """A job with a secret or with rights to publish runs for main alone, and never for a pull request."""
    known = jobs(name)
    for job in known.values():
        if "secrets." in str(job) or "write" in job.get("permissions", {}).values():
            condition = job.get("if") or known[job["needs"]]["if"]
            assert "github.ref == 'refs/heads/main'" in condition
            assert "github.event_name != 'pull_request'" in condition or "github.event_name == 'push'" in condition


EVENTS = {
    "push to main": ("push", "refs/heads/main", True),
    "push to master": ("push", "refs/heads/master", True),
    "push to another branch": ("push", "refs/heads/main-2", False),
    "a tag": ("push", "refs/tags/main", False),
    "a pull request": ("pull_request", "refs/pull/1/merge", False),
    "a pull request as Gitea calls it": ("pull_request", "refs/heads/main", False),
    "the clock": ("schedule", "refs/heads/master", True),
    "a button": ("workflow_dispatch", "refs/heads/main", True),
    "a button on another branch": ("workflow_dispatch", "refs/heads/x", False),
}


@pytest.mark.parametrize(("event", "ref", "published"), EVENTS.values(), ids=EVENTS)
def test_what_publishes(event: str, ref: str, published: bool) -> None:
    """Whatever the branch is called that a new repository begins with; on GitHub one of two ways, by the setting."""
    for bucket in ("", "school"):
        site = jobs(".github/workflows/site.yml")
        done = {name for name in ("build", "upload") if happens(site[name]["if"], event, ref, bucket)}
        assert done == ({"upload" if bucket else "build"} if published else set())
    if event in ("push", "pull_request"):
        assert happens(jobs(GITEA[0])["publish"]["if"], event, ref, "") == published


def happens(condition: str, event: str, ref: str, bucket: str) -> bool:
    """What a condition comes to."""
    for name, value in {"github.event_name": event, "github.ref": ref, "vars.S3_BUCKET": bucket}.items():
        condition = condition.replace(name, repr(value))
    return bool(eval(condition.replace("&&", " and ").replace("||", " or ")))


@pytest.mark.parametrize("name", [".github/workflows/site.yml", *GITEA])
def test_a_commit_is_checked_once(name: str) -> None:
    """A branch with a pull request belongs to that: only the two that publish are checked by themselves."""
    events = load(name)[True]
    assert events["push"] == {"branches": ["main", "master"]}
    assert "pull_request" in events and "pull_request_target" not in events


def test_libraries_are_kept_between_runs() -> None:
    """By what they are: another list is another cache."""
    steps = [step for name in GITHUB for job in jobs(name).values() for step in job.get("steps", [])]
    pythons = [step["with"] for step in steps if step.get("uses", "").startswith("actions/setup-python")]
    assert pythons and all(one["cache"] == "pip" for one in pythons)
    assert all(list(ROOT.glob(one["cache-dependency-path"])) for one in pythons)
    pipeline = load(GITLAB)
    caches = [pipeline["default"]["cache"], *(pipeline["test"]["cache"])]
    assert [one["paths"] for one in caches] == [[".cache/pip"], [".cache/pip"], [".cache/passed"]]
    assert pipeline["variables"]["PIP_CACHE_DIR"] == "$CI_PROJECT_DIR/.cache/pip"


@pytest.mark.parametrize("name", ACTIONS)
def test_nothing_runs_for_ever(name: str) -> None:
    """Every job of ours has a limit of time."""
    for job in jobs(name).values():
        assert "uses" in job or job["timeout-minutes"] <= 60


def test_the_parts_are_all_there_is() -> None:
    """GitHub and GitLab test the same parts side by side; every test is in one of those that the Makefile names."""
    parts = jobs(".github/workflows/test.yml")["test"]["strategy"]["matrix"]["part"]
    assert load(GITLAB)["test"]["parallel"]["matrix"] == [{"PART": parts}]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    conditions = [re.search(rf"^{part} := (.+)$", makefile, re.MULTILINE)[1] for part in parts]  # type: ignore[index]
    for browser, host in product((True, False), repeat=2):
        assert sum(eval(one, {"browser": browser, "host": host}) for one in conditions) == 1


def test_publishing_waits_for_check_and_tests() -> None:
    """On every host that publishes by itself: nothing goes live past a failure."""
    site = jobs(".github/workflows/site.yml")
    for name in ("build", "upload"):
        assert set(site[name]["needs"]) == {"check", "test"}
    assert site["pages"]["needs"] == "build"
    for name in GITEA:
        assert jobs(name)["publish"]["needs"] == "check"
    pipeline = load(GITLAB)
    assert pipeline["stages"] == ["check", "test", "publish"]
    assert {name: pipeline[name]["stage"] for name in ("check", "test", "pages", "upload")} == {
        "check": "check",
        "test": "test",
        "pages": "publish",
        "upload": "publish",
    }


def test_the_site_is_rebuilt_after_midnight() -> None:
    """States follow the day in Beijing; the hosts' clock is UTC."""
    [schedule] = load(".github/workflows/site.yml")[True]["schedule"]
    minute, hour, *days = schedule["cron"].split()
    assert (int(hour) + 8) % 24 == 0
    assert int(minute) > 0
    assert days == ["*", "*", "*"]


def test_the_handbook_names_what_to_set() -> None:
    """The settings of GitLab, and every script."""
    on_hosts = [name for name in TESTED if name != "deploy/try-on-windows.py"]
    for name in [*on_hosts, *re.findall(r"\$(S3_\w+|SITE_URL)", (ROOT / GITLAB).read_text(encoding="utf-8"))]:
        assert f"| {name} |" in HANDBOOK, name
