"""Where in tiny the edits are made: files, and the paths of parts of the plan."""

A = "data/activities/2024/"
READING = f"{A}2024-03-05-yuanwen.yml"
PHOTO = f"{A}2024-03-05-yuanwen/01.jpg"
RIVER = f"{A}2024-04-10-dangri.yml"
ROCKET = f"{A}2024-04-22-hangtian.yml"
CHAPTER = f"{A}2024-05-08-xuexi.yml"
ANNOUNCED = f"{A}2024-05-20-yugao.yml"
COUNTED = f"{A}2024-03-14-dahui.yml"
PLAN = "data/plans/2023-2024-2.yml"
SITE, BRAND, KINDS = "data/site.yml", "data/brand.yml", "data/kinds.yml"
VOCABULARY = "data/vocabulary.yml"
CALENDAR = "data/calendar.yml"
DISCLOSURE = "data/gongkai.yml"
NOTICE = f"{A}2024-05-06-gongshi.yml"
STUDY = "docs/study/sanhui-yike.md"
OTHER_STUDY = "docs/study/weichengnianren.md"
ABOUT = "docs/about.md"
HANDBOOK = "docs/handbook/index.md"

SECTION = ("部分", 0)
ITEM = (*SECTION, "条目", 0)
SPIRIT = (*SECTION, "承诺", 0)
MEETING, PARTY_DAY, HOURS, GROUPS = ((*ITEM, "承诺", number) for number in range(4))
USE = (*SECTION, "条目", 1, "承诺", 0)
STEPS, THEMES, CONGRESS = (("部分", 1, "条目", 0, "承诺", number) for number in range(3))
DUES = ("部分", 1, "条目", 1, "承诺", 0)
