"""What a build needs besides the data: said by check, build and preview alike, with a line and a cure."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.__main__ import main
from branchsite.build import build_pages
from branchsite.load.settings import FILE, TEMPLATES, page_problems, settings_problems
from sites import ROOT, TINY, TODAY, copy_site, replace, run

Change = Callable[[Path], None]


def change(old: str, new: str) -> Change:
    """A text in mkdocs.yml, changed where it stands first."""

    def do(root: Path) -> None:
        text = (root / FILE).read_text("utf-8")
        assert old in text, old
        (root / FILE).write_text(text.replace(old, new, 1), "utf-8")

    return do


def whole(text: str) -> Change:
    """Another mkdocs.yml."""
    return lambda root: (root / FILE).write_text(text, "utf-8") and None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A whole site of tiny's data, the program's files its own copies."""
    return copy_site(tmp_path / "site", TINY)


def own_overrides(root: Path) -> None:
    """Files of the theme that a test may take away."""
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")


def without(*names: str) -> Change:
    """Files of the theme taken away."""

    def do(root: Path) -> None:
        own_overrides(root)
        for name in names:
            (root / "overrides" / name).unlink()

    return do


# What was done to the site; the message, and the line as it should be or what else to do.
SPOILT: dict[str, tuple[Change, str, str]] = {
    "no mkdocs.yml": (
        lambda root: (root / FILE).unlink(),
        "缺少这个文件，没有它不能生成网站",
        "从上一次的版本里恢复它",
    ),
    "an empty one": (whole(""), "文件是空的", "从上一次的版本里恢复它"),
    "a list": (whole("- a\n"), "不是“名称: 内容”的写法", "从上一次的版本里恢复它"),
    "a wide colon": (change("site_name: ", "site_name："), "全角冒号", "site_name: 党支部网站"),
    "a wide colon below": (change("\nnav:\n", "\nnav：\n"), "全角冒号", "nav:"),
    "a tab": (change("  - 首页: index.md", "\t- 首页: index.md"), "制表符", "  - 首页: index.md"),
    "a quote that never closes": (
        change("language: zh", 'language: "zh'),
        "从这一行起读不懂",
        "从上一次的版本里恢复它",
    ),
    "a setting misspelt": (change("extra_css:", "extra_cs:"), "不认识“extra_cs”", "extra_css:"),
    "a setting that there is not": (change("\nnav:", "\ncolour: red\nnav:"), "不认识“colour”", "# colour: red"),
    "a setting of validation that there is not": (change("  nav:\n", "  navi:\n"), "不认识“navi”", "validation"),
    "no theme": (
        change("theme:\n  name: material\n  custom_dir: overrides\n", "theme:\n"),
        "里缺少“name”",
        "theme:\n  name: material",
    ),
    "another theme": (change("name: material", "name: materiel"), "“name”只能写 material", "  name: material"),
    "another folder of templates": (
        change("custom_dir: overrides", "custom_dir: override"),
        "“custom_dir”只能写 overrides",
        "  custom_dir: overrides",
    ),
    "another folder of articles": (change("docs_dir: docs", "docs_dir: doc"), "只能写 docs", "docs_dir: docs"),
    "other addresses": (change("urls: true", "urls: false"), "只能写 true", "use_directory_urls: true"),
    "no hooks": (change("hooks:\n  - hooks/events.py\n", ""), "缺少“hooks”", "照上一次的版本加上“hooks”"),
    "other hooks": (
        change("  - hooks/events.py", "  - hooks/event.py"),
        "里缺少 hooks/events.py",
        "  - hooks/events.py",
    ),
    "a style that there is not": (
        change("assets/css/page.css", "assets/css/pages.css"),
        "找不到样式表 overrides/assets/css/pages.css",
        "  - assets/css/page.css",
    ),
    "without the brand's style": (
        change("  - assets/brand.css\n", ""),
        "里缺少 assets/brand.css",
        "  - assets/brand.css",
    ),
    "styles in a line": (
        change("extra_css:\n", "extra_css: assets/brand.css\nx_css:\n"),
        "“extra_css”要写成列表",
        "恢复",
    ),
    "nav as a text": (change("\nnav:\n", "\nnav: 首页\nx:\n"), "“nav”要写成列表", "恢复"),
    "no nav": (change("\nnav:\n", "\nnaw:\n"), "不认识“naw”", "nav:"),
    "a plugin that is not installed": (change("plugins: []", "plugins:\n  - blog"), "没有装插件“blog”", "删掉这一行"),
    "an address without https": (
        change('!ENV [SITE_URL, "https://example.com/"]', "school.example"),
        "网址要写完整",
        "https://",
    ),
    "a folder to watch that is not there": (change("watch: [data,", "watch: [date,"), "找不到 date", "恢复"),
    "a template is gone": (without("pages/news.html"), "它是程序的一部分", "从上一次的版本里恢复它"),
    "a drawing is gone": (without("drawings/lost.html"), "它是程序的一部分", "从上一次的版本里恢复它"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_spoilt(case: str, root: Path) -> None:
    """Each is told in Chinese where it stands; what is a line of mkdocs.yml is mended by the line that is shown."""
    spoil, message, cure = SPOILT[case]
    spoil(root)
    found = settings_problems(root)
    told = [one for one in found if message in one.message]
    assert told and cure in told[0].fix, [str(one) for one in found]
    for one in found:
        assert not re.search("Traceback|rror|xpected|scanning", str(one))
    if told[0].line and told[0].fix.lstrip().startswith(
        ("-", "#", *(f"{name}:" for name in ("site_name", "nav", "theme")))
    ):
        lines = (root / FILE).read_text("utf-8").split("\n")
        assert lines[told[0].line - 1] == told[0].text
        lines[told[0].line - 1] = told[0].fix
        (root / FILE).write_text("\n".join(lines), "utf-8")
        assert not [one for one in settings_problems(root) if one.message == told[0].message]


def test_nothing_is_said_of_ours(root: Path) -> None:
    """Nor of a folder that has data alone, which other programs read."""
    assert settings_problems(ROOT) == settings_problems(root) == []
    assert main(["--root", str(TINY), "check"]) == 0


def test_every_template_is_named() -> None:
    """A new one is added to the list; drawings only where they are asked for by name."""
    there = {path.relative_to(ROOT / "overrides").as_posix() for path in (ROOT / "overrides").rglob("*.html")}
    assert {name for name in there if not name.startswith("drawings/")} <= set(TEMPLATES) <= there


NAVIGATION = [
    ("  - 支部概况: about/index.md", "  - 支部概况: abuot/index.md", "  - 支部概况: about/index.md"),
    ("  - 活动动态: news/index.md", "  - 活动动态: new/index.md", "  - 活动动态: news/index.md"),
    (
        "  - 学习资料: study/index.md",
        "  - 荣誉: rongyu/index.md",
        "删掉这一行；要留着这一栏，就放回 docs/rongyu.md，新的栏目就写一篇",
    ),
    (
        "  - 首页: index.md",
        "  - 更多:\n      - 荣誉: rongyu/index.md",
        "删掉这一行；要留着这一栏，就放回 docs/rongyu.md，新的栏目就写一篇",
    ),
]


@pytest.mark.parametrize(("old", "new", "fix"), NAVIGATION)
def test_an_entry_of_the_navigation_without_a_page(old: str, new: str, fix: str, root: Path) -> None:
    """With the page that was meant, or with what else to do."""
    replace(root / FILE, old, new)
    [problem] = page_problems(root, [page.url for page in build_pages(root, TODAY)], [])
    assert (problem.file, problem.fix) == (FILE, fix)
    assert problem.text == new.split("\n")[-1]


def test_a_page_that_others_hang_under(root: Path) -> None:
    """The handbook's first page, without which MkDocs stopped at an assertion."""
    pages = build_pages(root, TODAY)
    urls = [page.url for page in pages if page.url != "handbook/"]
    found = page_problems(root, urls, [page.hub for page in pages])
    assert ("docs/handbook/index.md", 0) in [(one.file, one.line) for one in found]


@pytest.mark.slow
@pytest.mark.parametrize("case", ["a style that there is not", "a drawing is gone", "no about page"])
def test_build_says_what_check_says(case: str, root: Path) -> None:
    """The same problems in the same words, and nothing in English but MkDocs' own last line."""
    if case in SPOILT:
        SPOILT[case][0](root)
    else:
        (root / "docs/about.md").unlink()
    checked, built = run("branchsite", "check", root=root), run("mkdocs", "build", "--strict", root=root)
    assert (checked.returncode, built.returncode) == (1, 1)
    said = re.findall("错误：.*", checked.stdout)
    assert said and re.findall("错误：.*", built.stdout) == said
    assert "Traceback" not in checked.stdout + built.stdout
    assert not (root / "site").exists()


@pytest.mark.slow
def test_make_build_says_it_where_mkdocs_cannot(root: Path) -> None:
    """What `make build` and `make serve` run first: of a file that is no YAML MkDocs would speak in English."""
    SPOILT["a wide colon"][0](root)
    for words in (["branchsite.load.settings"], ["branchsite", "build"]):
        ran = run(*words, root=root)
        assert ran.returncode == 1 and "mkdocs.yml · 第 2 行" in ran.stdout and "改法：site_name: " in ran.stdout
    for target, first in (("build", "$(branchsite) build"), ("serve", "branchsite.load.settings")):
        recipe = re.search(rf"^{target}: .*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert recipe and first in recipe[1].partition("$(mkdocs)")[0]


@pytest.mark.slow
def test_the_program_at_fault(root: Path) -> None:
    """A template that is no template: no traceback, but where the details are and who needs them."""
    own_overrides(root)
    (root / "overrides/main.html").write_text("{% block %}", "utf-8")
    ran = run("mkdocs", "build", "--strict", root=root, BRANCHSITE_CACHE=str(root / "kept"))
    assert ran.returncode == 1
    assert "程序出了错，不是资料的问题（TemplateSyntaxError" in ran.stdout
    assert "Traceback" not in ran.stdout
    assert "Traceback" in (root / "kept/fault.txt").read_text("utf-8")
