"""A page of each type there is, by its address: what every look at the whole site goes through."""

LOST = "study/no-such-material/"
"""An address that was copied wrongly."""

TYPES = {
    "home": "",
    "news": "news/",
    "news, an archive page": "news/page-1/",
    "news of a month": "news/2024/04/",
    "news of a kind": "news/kind/youth/",
    "news of a strand": "news/strand/green/",
    "record with photos": "news/2024/2024-03-12-zhishu/",
    "record with a drawing": "news/2024/2024-03-05-xue-leifeng/",
    "announcement": "news/2024/2024-05-22-shengwu/",
    "plan": "plan/",
    "plan of a term": "plan/2023-2024-2/",
    "plan text": "plan/2023-2024-2/text/",
    "section": "plan/2023-2024-2/2/",
    "item": "plan/2023-2024-2/1-1/",
    "study": "study/",
    "study shelf": "study/topic/organisation/",
    "material": "study/sanhui-yike/",
    "reading": "study/month/2024-03/read/",
    "notes": "notes/",
    "offline": "offline/",
    "search": "search/",
    "brand": "brand/",
    "about": "about/",
    "disclosure": "disclosure/",
    "interface": "api/",
    "screen": "screen/",
    "poster": "poster/",
    "handbook": "handbook/",
    "handbook chapter": "handbook/secretary/",
    "reference": "handbook/reference/",
    "lost": LOST,
}

ALONE = (TYPES["screen"], TYPES["poster"])
"""Those without the bar and the foot of the others."""
