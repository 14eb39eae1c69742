"""What sounds like a promise in a plan: the words by which the check and import-plan tell it from what only states.

It is judged with care: a promise that is passed over does less harm than a reminder of what promises nothing.
"""

import re


def _table(words: str) -> str:
    """Words, or patterns, as one pattern of any of them."""
    return "|".join(words.split())


SUBJECTS = _table("""
    支部 党总支 党委 党组织 党小组 支委会 委员会 党员 干部 书记 委员 班子 教师 教职工 教工 职工 老师 学校 我校 我们
    团队 工会 少先队 共青团 团支部 团员 队员 辅导员 学生 处室 部门 年级组 教研组 校长
""")
"""Who promises, at the beginning of a clause."""

MODALS = _table("""
    要(?![求点素闻是不么旨]) 须 必须 务必 应(?![对用届急聘邀试变付]) 应当 将(?![来近军士领]) 拟 计划(?![的书表])
""")
"""Words that make a promise of whatever comes behind them."""

ADVERBS = _table("""
    继续 进一步 切实 认真 积极 深入 扎实 充分 大力 不断 全面 全力 全方位 多层次 严格 严肃 自觉 坚决 坚定不移 牢固
    牢牢 着力 持续 及时 广泛 有序 稳步 努力 高度 主动 有效 有力 统筹 精心 逐步 加快 带头 依法 按时 按期 按月 定期
    共同 注重 重点 着重 同时 还 并 更加 更好 地 、 也 都 再 全员 率先 用心 真正
""")
"""Words that may stand before what is done."""

VERBS = _table("""
    坚持 开展(?!情况) 落实 加强 组织(?![生建委部体关系机架者程原性力保观领纪上内]) 做好 抓好 办好 抓实 抓牢 抓严
    推进 完善 健全 建立 建设(?!的) 召开 举办 举行 学习(?![强资内小笔时型是方中上会教成]) 贯彻 执行 履行 发挥 提高
    提升 强化 深化 细化 优化 规范(?!性) 用好 用足 采取 实行 实施(?!方案) 推行 引导 引领 鼓励 培养 培育 选拔
    发展(?![是中党的]) 保障(?!机制) 确保 接受 严守 遵守 抵制 构建 促进 创建 创新 探索 宣传(?![部委栏是工]) 塑造 关心
    关爱 关注 更新 帮助 帮扶 慰问 走访 听取 倾听 征求 公开(?![性程]) 公布 公示 签订 排查 整改 落细 考核 评选 表彰 设立
    成立 制定 修订 打造 营造 擦亮 丰富 树立 增强 增加 防控 防范 加大 弘扬 传承 维护 巩固 夯实 拓展 充实 搭建 配齐
    收缴 缴纳 把握 尊重 重视 利用 运用 借助 牢记 扩大 改进 改善 杜绝 严禁 禁止 压实 统一 督促 指导(?!思想) 参加 参与
    承担 形成(?!了) 实现 争做 争创 争当 力争 达到 做到 把(?!握住) 完成(?![情了]) 进行(?!了) 让 使 不得 撰写
    带头(?!人)
""")
"""What is done."""

TIMES = (
    r"每个?(?:月|周|星期|季度?|学期|学年|年度?|半年|半月|两周|两个月).{0,14}?"
    r"(?:[一二两三四五六七八九十\d]+(?:次|节|篇|场|期|堂|本|项|小时|学时)|召开|开展|组织|举行)"
)
"""A rhythm that is kept."""

WHEN = (
    r"(?:[\d一二三四五六七八九十]+月(?:[\d一二三]+[日号]|份|底|初|[上中下]旬)?|学期[初中末]|期[初中末]|学年末|年底"
    r"|(?:在|于)?.{0,8}?(?:前夕|前后|期间))(?:以前|之前|之内|前|内)?"
)
"""A day or a time of the term before what is done then."""

PAST = _table("""
    去年 上一?个?(?:学期|学年|年度|阶段) 过去 以往 近年来 近几年 以来 目前 现有 曾 已 一直 截至
    (?:取得|获得|荣获|完成|开展|召开|举办|举行|组织|进行|建立|形成|提高|提升|加强|落实|做好|推进|增强)[了过]
    回顾 存在(?:着|的)?(?:不足|问题|差距)
""")
"""Signs of a sentence that tells what has been."""

STATEMENTS = _table("""
    是.{0,30}(?:任务|要求|保障|基础|关键|保证|前提|根本|核心|重点|主题|原则|方针|目标|需要|责任|体现|途径|举措|课题|工程)
    指出 强调[，,：:] 意义重大 重要意义 至关重要 十分重要 势在必行 (?:计划|安排|要求|任务)如下 如下 特?制[定订]本
    本计划 本方案 解释权
""")
"""Signs of a sentence that states or introduces something."""

LEAD = _table(r"""
    [（(]?[一二三四五六七八九十\d]+[）)、.．] [①-⑳] [一二三四五六七八九十]是 其[一二三四] 第[一二三四五六]
    首先 其次 再次 此外 最后
""")
"""What numbers a clause."""

_CLAUSE = re.compile(r"[，,：:；;。！？!?]")
_WHO = rf"(?:[^是有]{{0,12}}?(?:{SUBJECTS})们?)?"
_PROMISE = rf"(?:{LEAD})?(?:{WHEN})?{_WHO}(?:{ADVERBS})*(?:(?:{MODALS})|(?:{VERBS})(?![的了过]))|.{{0,40}}?{TIMES}"
_OTHERWISE = f"{PAST}|{STATEMENTS}"


def promises(sentence: str) -> bool:
    """Whether a sentence of a plan promises something: one of its clauses begins as a promise does."""
    if re.search(_OTHERWISE, sentence):
        return False
    return any(re.match(_PROMISE, clause.strip()) for clause in _CLAUSE.split(sentence))
