"""What the invented records say: word lists, made up for measuring and about nobody.

A sentence may hold slots in braces; `generate.py` fills each with a word of the
list of that name in SLOTS.
"""

from dataclasses import dataclass

MEMBERS, STAFF, PUPILS, PUBLIC = "党员", "教职工", "学生", "公众"


@dataclass(frozen=True)
class KindWords:
    """How records of a kind look.

    weight: how many of a hundred records are of it. titles: sentences with slots.
    audience: whose activity it is. organizer, places: who holds it, and where.
    hours: study hours that a record may state; () where it states none.
    """

    weight: int
    titles: tuple[str, ...]
    audience: tuple[str, ...] = (MEMBERS,)
    organizer: str = "党支部"
    places: tuple[str, ...] = ("党员活动室",)
    hours: tuple[str, ...] = ()


KINDS: dict[str, KindWords] = {
    "集中学习": KindWords(
        6,
        ("集中学习：{topic}和{thing}", "{month}月集中学习：从{topic}读起", "集中学习：带着{thing}读原文"),
        hours=("1", "1.5"),
    ),
    "党课": KindWords(
        2, ("党课：{topic}里的一个词", "党课：一件{thing}，一段初心"), places=("党员活动室", "多功能厅"), hours=("1.5",)
    ),
    "主题党日": KindWords(
        5,
        ("{month}月主题党日：到{place}去", "{month}月主题党日：把{thing}理一理", "{month}月主题党日：说说{topic}"),
        places=("长江江堤步道", "校园生态角", "各班教室"),
        hours=("1",),
    ),
    "交流分享": KindWords(
        3, ("随身记交流：关于{topic}的几行字", "翻开随身记：{thing}的故事"), places=("图书室",), hours=("1",)
    ),
    "师德学习": KindWords(
        7,
        ("师德学习：{topic}，从小处做起", "师德学习：说说{thing}", "{month}月师德学习：一句话怎么说"),
        (STAFF,),
        "党支部、教导处",
        ("多功能厅", "阶梯教室"),
    ),
    "专项治理": KindWords(
        3,
        ("抵制有偿补课：{month}月的一次核对", "拒绝有偿补课：请家长监督"),
        (STAFF, PUBLIC),
        "党支部、教导处",
        ("会议室",),
    ),
    "教师发展": KindWords(
        8,
        ("展示课：{thing}里的学问", "青年教师说课：{topic}", "教研活动：一节课磨三遍", "特长教师开讲：{thing}"),
        (STAFF, PUPILS),
        "教导处",
        ("科学教室", "美术教室", "阶梯教室"),
    ),
    "育人工作": KindWords(
        8,
        ("把时间还给孩子：{topic}", "{month}月作业公示：商量出来的分量", "课间十分钟：{place}见"),
        (STAFF, PUPILS, PUBLIC),
        "教导处、德育处",
        ("各班教室、操场", "校门口"),
    ),
    "廉政教育": KindWords(
        4,
        ("节前提醒：{thing}可以自己准备", "廉政学习：守住{topic}的分寸"),
        (MEMBERS, STAFF),
        places=("多功能厅",),
        hours=("1",),
    ),
    "走访座谈": KindWords(4, ("坐下来听：家长说{topic}", "走访：到{place}听一听"), (PUBLIC, STAFF), places=("会议室",)),
    "党务公开": KindWords(
        3, ("党务公开栏：{month}月更新", "公开栏换新：{topic}的进度"), (MEMBERS, PUBLIC), places=("校门口公示栏",)
    ),
    "品牌活动": KindWords(
        5,
        ("江心红·生态绿：{place}的一课", "江岸小讲堂：{thing}", "江心红·生态绿：{topic}"),
        (PUPILS, STAFF, PUBLIC),
        "党支部、德育处",
        ("校园生态角", "长江江堤步道"),
    ),
    "教代会": KindWords(1, ("教职工代表大会：本次议程", "教代会：{topic}提案的答复"), (STAFF,), "工会", ("多功能厅",)),
    "工会活动": KindWords(4, ("工会活动：{place}走一走", "趣味运动会：{thing}接力"), (STAFF,), "工会", ("操场",)),
    "团队活动": KindWords(
        16,
        ("中队活动：{thing}里的{topic}", "少先队：{month}月在{place}", "红领巾小课堂：{topic}", "科学午间：{thing}"),
        (PUPILS,),
        "少先队大队部",
        ("操场", "教学楼走廊", "校园生态角"),
    ),
    "支部党员大会": KindWords(2, ("{month}月支部党员大会",)),
    "支委会": KindWords(5, ("{month}月支委会",), places=("会议室",)),
    "组织生活会": KindWords(1, ("年度组织生活会",)),
    "民主评议": KindWords(1, ("年度民主评议党员",)),
    "培训": KindWords(2, ("{month}月干部培训", "后备干部培训"), (STAFF,), places=("阶梯教室",)),
    "党费收缴": KindWords(5, ("{month}月党费收缴",)),
    "廉政风险防控": KindWords(3, ("{month}月廉政风险防控",), (MEMBERS, STAFF), places=("会议室",)),
    "走访慰问": KindWords(2, ("{month}月走访慰问",), (MEMBERS, STAFF), places=("校内",)),
}

ATTENDANCE = {
    MEMBERS: "全体党员",
    STAFF: "全体教职工",
    PUPILS: "少先队员和中队辅导员",
    PUBLIC: "家长代表和志愿者",
}

TIMES = ("上午 8:10—8:50", "上午 9:20—11:00", "中午 12:20—13:00", "下午 2:30—4:00", "下午 3:40—4:40", "下午 3:40—5:10")

SLOTS: dict[str, tuple[str, ...]] = {
    "place": (
        "江堤",
        "生态角",
        "图书室",
        "操场",
        "走廊",
        "校门口",
        "种植园",
        "科学教室",
        "江边步道",
        "食堂",
        "门卫室",
        "社区活动室",
    ),
    "topic": (
        "作息",
        "阅读",
        "守信",
        "节约",
        "分寸",
        "耐心",
        "责任",
        "民主",
        "绿色发展",
        "文化自信",
        "科学精神",
        "心理健康",
        "文明上网",
        "劳动",
        "法治",
        "廉洁",
        "公开",
        "服务",
        "安全",
        "体质",
        "睡眠",
        "作业",
        "家校沟通",
        "课堂提问",
    ),
    "thing": (
        "一张课表",
        "一本旧书",
        "一支铅笔",
        "一棵小树",
        "一片叶子",
        "一只水火箭",
        "一把剪刀",
        "一张纸条",
        "一块黑板",
        "一盏灯",
        "一袋橘子",
        "一封信",
        "一面队旗",
        "一条红领巾",
        "一滴水",
        "一粒种子",
        "一副跳绳",
        "一块展板",
        "一把尺子",
        "一个意见箱",
    ),
    "group": (
        "高年级的队员",
        "青年教师",
        "骨干教师",
        "班主任",
        "党员教师",
        "家长志愿者",
        "备课组",
        "值日小队",
        "中队辅导员",
        "工会小组",
        "总务处的同志",
        "新来的老师",
    ),
    "season": (
        "江面上还有薄雾",
        "天气刚刚转暖",
        "雨下了一上午才停",
        "操场边的树落了一地叶子",
        "风从江上吹过来",
        "太阳难得这么好",
        "早晨的露水还没有干",
        "校门口的广播刚刚停",
        "上课铃响过不久",
        "放学以后的校园安静下来",
    ),
    "count": ("两", "三", "四", "五", "六"),
}

SUMMARIES = (
    "{group}从{thing}说起，围绕{topic}办了一件看得见的事，也约好了下一次。",
    "这次活动放在{place}，不念稿子，大家一起把{topic}落到{thing}上。",
    "围绕{topic}，{group}和大家用一个下午商量出{count}条做得到的办法。",
    "{season}，{group}在{place}做了一次关于{topic}的尝试。",
    "带着{thing}来，带着{count}个问题走，这次说的是{topic}。",
)

OPENINGS = (
    "{season}，大家已经到了{place}。这次活动不长，要说的事也只有一件：{topic}。",
    "{season}。{group}提前半小时到{place}，把{thing}摆好，等着大家来。",
    "说起{topic}，很多人先想到的是规定。这一次，{group}想换一个说法，从{thing}讲起。",
    "上个月答应过的事，这个月要有回音。{group}把{topic}写在第一行，请大家一条一条看。",
    "{place}不大，坐得满满的。主持的同志没有开场白，先请大家看{thing}。",
    "计划里写着{topic}，落到学校里就是一件件小事。这次从{place}开始。",
)

HEADINGS = (
    "从{thing}说起",
    "{topic}是什么样子",
    "先听，再说",
    "{count}件马上能做的事",
    "走到{place}去",
    "孩子怎么说",
    "留下来的话",
    "怎么做",
    "接下来",
    "没有想到的",
    "换一种说法",
    "回头看一眼",
    "先动手，再坐下来",
    "记在本子上",
)

NARRATIVE = (
    "{group}先说，话不多，却说到了点子上。",
    "有人提到{thing}，屋里一下子安静，又一下子热闹起来。",
    "讨论没有停在纸面上，大家说到自己班里的孩子，也说到自己。",
    "有同志说，{topic}不难懂，难的是每天都记得。",
    "{place}那边传来孩子的笑声，大家相视一笑，接着往下谈。",
    "意见并不完全一样，但有一点都同意：拿不准的时候，想一想孩子会不会自在。",
    "能马上改的，当场答应；要商量的，说定日子。",
    "{group}带来了自己的做法，也带来了没有做好的地方。",
    "做得慢的人不着急，做得快的人回过头来帮一把。",
    "一圈走下来，本子上记了{count}页，有字，也有画。",
    "规矩是先说一处可以改的，再说一处想学的。",
    "{thing}看上去不起眼，用久了才知道好处。",
    "大家约定不比数字，只看课堂上和待人上有没有一点不同。",
    "说到{topic}，最有发言权的其实是天天在{place}的人。",
    "没做成的不必检讨，想清楚为什么，再写到下一页。",
)

POINTS = (
    "每周看一次{thing}，记下变化",
    "先问别人方便不方便，再定时间",
    "关于{topic}的意见，当天登记，三天内答复",
    "{place}留一块空地，给孩子自己安排",
    "通知只发一次，说清时间和地点",
    "听完只谈一个问题，谈透",
    "借走的东西写下名称和日期，用完放回原处",
    "雨天改在室内，时间不变",
    "不评比，不排名，不打卡",
    "由{group}带头，做满一个月再看",
    "做到的打勾，没做到的写原因，不合适的改掉",
    "毕业的时候，把{thing}交给下一届",
    "发现问题当场提醒，限期改好",
    "每次{count}个人，轮流来",
)

QUOTES = (
    "没有人看见的时候，也一样。",
    "树长得慢，我们长得快。等我们毕业，它才刚刚会遮阴。",
    "别怕开口，大家其实都在等第一个人说话。",
    "能做到几分，就说几分。",
    "红是江心的红，绿是两岸的绿。",
)

CLOSINGS = (
    "下一次放在下个月，还在{place}，带着{thing}再来。",
    "散场的时候天还亮着，{group}留下来把{place}收拾干净。",
    "做没做到，期末再看这一页。",
    "有不同的看法，可以直接跟{group}说，也可以写下来投进意见箱。",
    "江还在那里流，树还在那里长，我们接着做。",
)

LINK_LEAD = ("想读原文的，可以看", "会前大家先读了", "有关的规定见")

CORRECTIONS = ("活动地点写错了，已改正。", "补写了参加人员。", "时间写早了半小时，已改正。")

PHOTO_ALT = ("抽象画：江水弯弯地流过，两岸是绿色的小山坡", "抽象画：淡黄的太阳照着江面", "抽象画：几层深浅不一的绿草坡")
