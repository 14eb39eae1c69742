"""Photos that are listed are there; all that are there open, and tell nothing."""

from pathlib import Path

import pytest

from branchsite.cache import memo
from branchsite.checks import photos as module
from branchsite.checks.photos import check
from branchsite.errors import Problem, Severity, errors, report
from branchsite.load.data import Data, load
from branchsite.models.activity import MOST_PHOTOS
from branchsite.photos import pixels
from branchsite.photos.image import LARGEST
from edits import A, Change, changed, record
from edits import found as all_found
from pictures import chunk, described, huge_jpeg, image, located, png
from sites import tree

FOLDER = A + "2024-04-15-a/"


def found(data: Data) -> list[Problem]:
    """What the check objects to, without the notice that tiny's own photo was taken somewhere."""
    return [one for one in all_found(check, data) if "yuanwen" not in one.file]


def listing(*names: str) -> str:
    """A record that lists photos."""
    return record(照片="".join(f"\n  - 文件: {name}\n    替代文字: 树" for name in names))


CASES: dict[str, tuple[dict[str, Change], list[str]]] = {
    "all there": ({A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image()}, []),
    "PNG and WebP": (
        {
            A + "2024-04-15-a.yml": listing("1.png", "2.webp"),
            FOLDER + "1.png": image("PNG"),
            FOLDER + "2.webp": image("WEBP"),
        },
        [],
    ),
    "a JPEG called PNG": ({A + "2024-04-15-a.yml": listing("1.png"), FOLDER + "1.png": image()}, []),
    "no folder": ({A + "2024-04-15-a.yml": listing("1.jpg")}, ["找不到照片 1.jpg"]),
    "another case": ({A + "2024-04-15-a.yml": listing("IMG_1.jpg"), FOLDER + "IMG_1.JPG": image()}, []),
    "full-width digits": ({A + "2024-04-15-a.yml": listing("０１.jpg"), FOLDER + "01.jpg": image()}, []),
    "another name": (
        {A + "2024-04-15-a.yml": listing("IMG_1.jpg"), FOLDER + "IMG_12.jpg": image()},
        ["找不到照片 IMG_1.jpg"],
    ),
    "not listed": ({A + "2024-04-15-a.yml": record(), FOLDER + "微信图片_2024 (1).jpg": image()}, []),
    "one name, two endings": (
        {A + "2024-04-15-a.yml": listing("a.jpg", "A.png"), FOLDER + "a.jpg": image(), FOLDER + "A.png": image("PNG")},
        [],
    ),
    "one photo, listed twice": (
        {A + "2024-04-15-a.yml": listing("1.jpg", "1.JPG"), FOLDER + "1.jpg": image()},
        ["照片 1.JPG 前面已经写过"],
    ),
    "one photo, two names": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image(), FOLDER + "1 (2).jpg": image()},
        ["照片 1 (2).jpg 和 1.jpg 一模一样，只发布前一张"],
    ),
    "not listed, and none": (
        {
            A + "2024-04-15-a.yml": record(),
            FOLDER + "春天.jpg": b"GIF",
            FOLDER + "半张.JPG": image(size=(800, 800))[:2000],
        },
        [
            "照片 半张.JPG 打不开，可能没有传完，或者已经损坏",
            "照片 春天.jpg 打不开，可能没有传完，或者不是 JPG、PNG、WebP、HEIC",
        ],
    ),
    "not listed, and too many pixels": (
        {A + "2024-04-15-a.yml": record(), FOLDER + "大.jpg": huge_jpeg(8000, 8000)},
        ["照片 大.jpg 像素太多，超过 6000 万"],
    ),
    "a document": (
        {A + "2024-04-15-a.yml": record(), FOLDER + "总结.docx": b"PK\x03\x04" + bytes(80)},
        ["照片文件夹里的这个文件是“压缩包或者 Word、Excel、WPS 文件”，不是照片"],
    ),
    "a telephone's moving photo": (
        {
            A + "2024-04-15-a.yml": record(),
            FOLDER + "IMG_1.HEIC": image("HEIF"),
            FOLDER + "IMG_1.MOV": b"\0\0\0\x14ftypqt  " + bytes(80),
        },
        ["照片文件夹里的这个文件是“视频（MP4、MOV）”，不是照片"],
    ),
    "something": (
        {A + "2024-04-15-a.yml": record(), FOLDER + "IMG_1.AAE": b"x", FOLDER + "空": b""},
        ["照片文件夹里的这个文件不是照片", "照片文件夹里的这个文件是“空文件”，不是照片"],
    ),
    "a photo without its ending": (
        {A + "2024-04-15-a.yml": record(), FOLDER + "微信图片": image()},
        ["看内容是照片，可是文件名不像照片的"],
    ),
    "a link": ({A + "2024-04-15-a.yml": record(), FOLDER + "a.jpg": lambda path: path.symlink_to("/etc/no-such")}, []),
    "a link that is no photo": (
        {A + "2024-04-15-a.yml": record(), FOLDER + "a": lambda path: path.symlink_to("/etc/no-such")},
        [],
    ),
    "not a picture": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": b"GIF"},
        ["照片 1.jpg 打不开，可能没有传完，或者不是 JPG、PNG、WebP、HEIC"],
    ),
    "a GIF": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image("GIF")},
        ["照片 1.jpg 是“GIF 动图”，网站用不了"],
    ),
    "a drawing with a script": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": b"<svg onload='alert(1)'/>"},
        ["照片 1.jpg 是“SVG 图”，网站用不了"],
    ),
    "HEIC": ({A + "2024-04-15-a.yml": listing("1.HEIC"), FOLDER + "1.HEIC": image("HEIF")}, []),
    "HEIC called JPEG": ({A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image("HEIF")}, []),
    "half a HEIC": (
        {A + "2024-04-15-a.yml": listing("1.heic"), FOLDER + "1.heic": image("HEIF", (64, 64))[:-200]},
        ["照片 1.heic 打不开，可能没有传完，或者已经损坏"],
    ),
    "half a picture": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image(size=(800, 800))[:2000]},
        ["照片 1.jpg 打不开，可能没有传完，或者已经损坏"],
    ),
    "an empty file": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": b""},
        ["照片 1.jpg 是“空文件”，网站用不了"],
    ),
    "too many pixels": (
        {A + "2024-04-15-a.yml": listing("1.png"), FOLDER + "1.png": huge_jpeg(8000, 8000)},
        ["照片 1.png 像素太多，超过 6000 万"],
    ),
    "what computers leave behind": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image(), FOLDER + "Thumbs.db": b"x"},
        [],
    ),
    "a picture beside the prose": ({"docs/a.png": image("PNG")}, []),
    "a picture with a camera's words": (
        {"docs/a.jpg": image(exif=described(Artist="x"))},
        ["图片带着拍摄信息，里面可能有位置"],
    ),
    "a picture that tells where": (
        {"docs/a.webp": image("WEBP", xmp=b'<a exif:GPSLatitude="1"/>')},
        ["图片带着拍摄信息，里面可能有位置"],
    ),
    "a picture that tells something": (
        {"docs/a.png": png(chunk(b"tEXt", b"Author\0x")), "docs/b.jpg": image() + b"and a video"},
        ["图片里除了画面还有别的东西：tEXt", "图片里除了画面还有别的东西：尾部"],
    ),
    "another picture than its name says": ({"docs/a.png": image()}, ["图片的内容是 JPEG，和名字的结尾不一样"]),
    "a HEIC beside the prose": ({"docs/a.jpg": image("HEIF")}, ["图片是 HEIC，浏览器看不了"]),
    "a script beside the prose": ({"docs/a.png": b"<svg><script>1</script></svg>"}, ["图片是“SVG 图”，网站用不了"]),
    "no picture beside the prose": (
        {"docs/a.jpg": b"x"},
        ["图片打不开，可能没有传完，或者不是 JPG、PNG、WebP、HEIC"],
    ),
    "a folder of everything": (
        {
            A + "2024-04-15-a.yml": listing("1.jpg"),
            **{f"{FOLDER}{number}.jpg": b"x" for number in range(MOST_PHOTOS + 1)},
        },
        [f"文件夹里有 {MOST_PHOTOS + 1} 个文件，最多 {MOST_PHOTOS} 张照片"],
    ),
}


CASES["as many as a record may have"] = (
    {
        A + "2024-04-15-a.yml": record(),
        **{f"{FOLDER}{number}.jpg": image(size=(8, 8 + number)) for number in range(MOST_PHOTOS)},
    },
    [],
)


@pytest.mark.parametrize("case", CASES)
def test_photos(case: str, tmp_path: Path) -> None:
    """Each way a photo can be wrong, and those in which it is right."""
    changes, messages = CASES[case]
    assert [one.message for one in found(changed(tmp_path, changes))] == messages


def test_a_photo_is_too_large(tmp_path: Path) -> None:
    """More than 20 MB is not opened at all."""

    def large(path: Path) -> None:
        path.touch()
        with path.open("r+b") as file:
            file.truncate(LARGEST + 1)

    data = changed(tmp_path, {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": large})
    assert [one.message for one in found(data)] == ["照片 1.jpg 太大，超过 20 MB"]


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    """A typing slip is mended, a missing photo asked for."""
    near = changed(tmp_path / "1", {A + "2024-04-15-a.yml": listing("img_1.jpg"), FOLDER + "img_01.jpg": image()})
    assert found(near)[0].fix == "- 文件: img_01.jpg"
    none = changed(tmp_path / "2", {A + "2024-04-15-a.yml": listing("1.jpg")})
    asked = "把照片放进 data/activities/2024/2024-04-15-a/；照片不要了，就删掉第 9 到 11 行"
    assert found(none)[0].fix == asked


def test_a_photo_taken_somewhere_is_a_notice(tmp_path: Path) -> None:
    """What is published has no position (tests/test_photo.py); the original in the repository has."""
    data = changed(tmp_path, {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image(exif=located())})
    [notice] = found(data)
    assert notice.severity is Severity.NOTICE
    assert notice.message == "照片 1.jpg 带着拍摄地点：发布的照片会去掉它，但原图会留在仓库里"
    assert "删除属性和个人信息" in notice.fix


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_with_a_number_in_its_words(kind: str, tmp_path: Path) -> None:
    """Phones and scanners write them; the number itself is not repeated."""
    picture = image(kind, exif=described(ImageDescription="某某 13800001234", Artist="110000 900101 001"))
    data = changed(tmp_path, {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": picture})
    problems = found(data)
    assert [one.message for one in problems] == [
        f"照片 1.jpg 附带的文字（作者、说明、备注）里有{kind}，不能放进仓库" for kind in ("手机号", "身份证号")
    ]
    assert errors(problems) == problems
    assert "1234" not in report(problems)


def test_a_photo_that_is_not_listed_is_looked_at_as_well(tmp_path: Path) -> None:
    """Its words and its place are found, and the problem stands at the photo itself."""
    picture = image(exif=described(ImageDescription="某某 13800001234"))
    data = changed(
        tmp_path,
        {
            A + "2024-04-15-a.yml": record(),
            FOLDER + "微信 1.jpg": picture,
            FOLDER + "微信 2.jpg": image(exif=located()),
        },
    )
    number, place = found(data)
    assert (number.file, number.severity) == (FOLDER + "微信 1.jpg", Severity.ERROR)
    assert "里有手机号" in number.message
    assert (place.file, place.severity) == (FOLDER + "微信 2.jpg", Severity.NOTICE)


def test_what_was_found_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time no photo is opened, and the same is said; a photo that changed is looked at again."""
    photos = {
        "ok.jpg": image(),
        "half.jpg": image(size=(800, 800))[:2000],
        "number.jpg": image(exif=described(Artist="13800001234")),
        "place.jpg": image(exif=located()),
    }
    monkeypatch.setenv("BRANCHSITE_CACHE", str(tmp_path / "cache"))
    changes = {A + "2024-04-15-a.yml": record(), **{FOLDER + name: content for name, content in photos.items()}}
    data = changed(tmp_path / "site", changes)
    monkeypatch.setattr(memo, "SETTLED", -1.0)
    before = found(data)
    data.memo.save()
    assert len(before) == 3
    again = load(data.root)
    with monkeypatch.context() as patch:
        patch.setattr(module, "opened", None)
        patch.setattr(pixels, "opened", None)
        assert found(again) == before
    (data.root / FOLDER / "ok.jpg").write_bytes(photos["half.jpg"])
    assert len(found(load(data.root))) == 4
    assert b"13800001234" not in b"".join(tree(tmp_path / "cache").values())


STRANGERS: dict[str, tuple[bytes, str]] = {
    "照片.zip": (b"PK\x03\x04" + bytes(80), "删掉这个文件；里面的照片先取出来放在这里"),
    "照片.rar": (b"Rar!" + bytes(80), "删掉这个文件；里面的照片先解压放在这里"),
    "总结.doc": (b"\xd0\xcf\x11\xe0" + bytes(80), "删掉这个文件；里面的照片先另存出来放在这里"),
    "通知.pdf": (b"%PDF-1.7", "删掉这个文件；里面的照片先截图放在这里"),
    "合唱.mp4": (b"\0\0\0\x14ftypisom" + bytes(80), "删掉这个文件；视频放不了，可以截几张图"),
    "说明.txt": ("文字".encode(), "删掉这个文件；要留着就存到别处"),
    "~$总结.docx": (b"x", "删掉这个文件"),
    ".~lock.总结.odt#": (b"x", "删掉这个文件"),
    "照片.jpg.crdownload": (b"x", "删掉这个文件"),
    "a.tmp": (b"x", "删掉这个文件"),
    "微信图片": (image(), "改成 微信图片.jpg"),
    "IMG_1.jpg.": (image(), "改成 IMG_1.jpg"),
    "IMG_1.jpg_large": (image(), "改成 IMG_1.jpg"),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_what_to_do_with_what_is_no_photo(name: str, tmp_path: Path) -> None:
    """By what it is: what people drop in with the photos, and what programs leave."""
    content, fix = STRANGERS[name]
    [problem] = found(changed(tmp_path, {A + "2024-04-15-a.yml": record(), FOLDER + name: content}))
    assert problem.file == FOLDER + name
    assert problem.fix.startswith(fix)


TWICE = {
    "the same, called a copy": ({"01.jpg": 8, "01 - 副本.jpg": 8}, "一模一样，只发布前一张"),
    "the same, downloaded twice": ({"01.jpg": 8, "01 (1).jpg": 8}, "一模一样，只发布前一张"),
    "another, called a copy": ({"01.jpg": 8, "01 - 副本.jpg": 9}, "像是 01.jpg 的副本，两张都会发布"),
    "another, called a copy in English": ({"01.jpg": 8, "01 copy 2.jpg": 9}, "像是 01.jpg 的副本，两张都会发布"),
    "another, with a number": ({"01.jpg": 8, "01 (1).jpg": 9}, ""),
    "called a copy of one that is not there": ({"02.jpg": 8, "01 - 副本.jpg": 9}, ""),
}


@pytest.mark.parametrize("case", TWICE)
def test_copies(case: str, tmp_path: Path) -> None:
    """The same photo is published once; one that its name calls a copy is a reminder, a number behind a name is not."""
    sizes, message = TWICE[case]
    files = {FOLDER + name: image(size=(8, size)) for name, size in sizes.items()}
    problems = found(changed(tmp_path, {A + "2024-04-15-a.yml": record(), **files}))
    assert [message in one.message and one.fix.startswith("删掉这个文件") for one in problems] == [True] * bool(message)
    assert all(one.severity is Severity.NOTICE for one in problems)
