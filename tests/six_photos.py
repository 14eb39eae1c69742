"""What the two stories in a browser type into a record with six photos."""

from playwright.sync_api import Page

TYPED = {
    "标题": "示例：读一章书",
    "地点": "图书室，电话 13812345678",
    "时间": "下午 3:40—4:40",
    "参加": "全体党员",
}
"""By the names of the fields; the place has a number that nobody may publish."""


def type_record(page: Page, summary: str, text: str) -> None:
    """Say what each photo shows, and fill in the fields."""
    for number in range(6):
        page.locator(f"[id='f/照片/{number}/替代文字']").fill(f"第 {number + 1} 张，一片绿色")
    for name, typed in {**TYPED, "摘要": summary, "正文": text}.items():
        page.locator(f"[id='f/{name}']").fill(typed)
