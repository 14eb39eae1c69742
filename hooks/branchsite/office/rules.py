"""What a sentence of a plan usually promises: the words that show it, and the commitment that they become.

Everything here is a guess for a person to confirm. Cadences and visibility follow docs/dev/domain.md.
"""

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .cadence import BY_RULE, ONGOING, Measure, TermDays, by_date, count, coverage

_compiled = functools.cache(re.compile)
_ARTICLE = "《中国共产党支部工作条例（试行）》"
OWN = ("本学期计划", "自定")
_THEME_EDUCATION = (
    "(?:^|(?<=[展进行入化续好贯抓在”将把、，。；“])|(?<=学习))主题教育(?!月|周|日|班|课|馆|基地|片|活动月|实践)"
)
"""What the whole Party does under that name, not what is about a theme: 师德主题教育月."""


@dataclass(frozen=True)
class Rule:
    """One row: the words, and the commitment that they propose.

    id, short, title: as the plan's file writes them; the title is followed by how often.
    words: a pattern of the sentence. measure: of the term, or fixed.
    visibility: 公, 计 or 内. audience, evidence: names of data/vocabulary.yml and data/kinds.yml.
    basis: where the cadence comes from, and how firm it is.
    keep: what the sentence says of how often is not taken over. unless: the id of a row that, found, says the same.
    bare: only where nothing is said of how often. hours: the sentence's own hours count.
    """

    id: str
    short: str
    title: str
    words: str
    measure: Measure | Callable[[TermDays], Measure]
    visibility: str
    audience: Sequence[str]
    evidence: Sequence[str] = ()
    basis: tuple[str, str] = OWN
    keep: bool = False
    unless: str = ""
    bare: bool = False
    hours: bool = False

    def measure_in(self, term: TermDays) -> Measure:
        """考核 for a term."""
        return self.measure(term) if callable(self.measure) else dict(self.measure)

    def matches(self, sentence: str) -> bool:
        """Whether a sentence has the words."""
        return _compiled(self.words).search(sentence) is not None

    def find(self, sentence: str) -> list[re.Match[str]]:
        """Where a sentence has the words."""
        return list(_compiled(self.words).finditer(sentence))


def _steps(*names: str) -> Callable[[TermDays], Measure]:
    """分节点: as many steps, spread evenly over the term."""

    def measure(term: TermDays) -> Measure:
        days = (term.end - term.start) / len(names)
        steps = [{"名称": name, "截止": term.start + days * (index + 1)} for index, name in enumerate(names)]
        return {"方式": "分节点", "节点": steps}

    return measure


def _by(month: int) -> Callable[[TermDays], Measure]:
    """限期: the end of a month, or of the term where it has no such month."""
    return lambda term: by_date(term.month_end(month) or term.end)


def _at_end(term: TermDays) -> Measure:
    return by_date(term.end)


def _hours(term: TermDays) -> Measure:
    """按学时: 32 a year, half of it in a term."""
    return {"方式": "按学时", "目标": 32 if (term.end - term.start).days > 240 else 16}


MEMBERS, STAFF, PUPILS, PUBLIC = "党员", "教职工", "学生", "公众"

RULES: tuple[Rule, ...] = (
    # 组织生活
    Rule(
        "general-meeting", "支部党员大会", "支部党员大会",
        "三会一课|支部(?:党员)?大会|党员大会",
        coverage("季度"), "计", [MEMBERS], ["支部党员大会"],
        (f"{_ARTICLE}第十一条", "法规"),
    ),
    Rule(
        "committee", "支委会", "支部委员会会议",
        "三会一课|支委会|支部委员会会?议?(?![的部])",
        coverage("月"), "计", [MEMBERS], ["支委会"],
        (f"{_ARTICLE}第十二条", "法规"),
    ),
    Rule(
        "group-meeting", "党小组会", "党小组会",
        "三会一课|党小组会",
        coverage("月"), "计", [MEMBERS], ["党小组会"],
        (f"{_ARTICLE}第十三条", "法规"),
    ),
    Rule(
        "lecture", "党课", "党课",
        "三会一课|党课",
        count(2), "公", [MEMBERS], ["党课"],
        ("支部工作条例没有规定次数；按每季度一次的通行做法", "惯例"),
    ),
    Rule(
        "party-day", "主题党日", "主题党日",
        "主题党日|党员活动日|固定党日|统一活动日",
        coverage("月"), "公", [MEMBERS], ["主题党日"],
        (f"{_ARTICLE}第十六条", "法规"),
    ),
    Rule(
        "life-meeting", "组织生活会", "组织生活会",
        "组织生活会|民主生活会",
        _by(3), "计", [MEMBERS], ["组织生活会"],
        (f"{_ARTICLE}第十七条：每年至少召开一次", "法规"),
    ),
    Rule(
        "appraisal", "民主评议", "民主评议党员",
        "民主评议",
        _by(4), "计", [MEMBERS], ["民主评议"],
        (f"{_ARTICLE}第十八条：每年一次", "法规"),
    ),
    Rule(
        "heart-talk", "谈心谈话", "谈心谈话",
        "谈心谈话|谈话谈心|谈心交心|谈心活动",
        _at_end, "内", [MEMBERS], (),
        (f"{_ARTICLE}第十九条：每年至少一次", "法规"),
    ),
    Rule(
        "dues", "党费收缴", "党费收缴",
        "党费",
        coverage("月"), "计", [MEMBERS], ["党费收缴"],
        ("《关于中国共产党党费收缴、使用和管理的规定》", "法规"),
    ),
    Rule(
        "probation", "预备党员考察", "预备党员的教育、考察和转正",
        "预备党员|转正",
        BY_RULE, "内", [MEMBERS], (),
        ("《中国共产党章程》第七条：预备期为一年", "法规"),
        keep=True,
    ),
    Rule(
        "activists", "积极分子培养", "入党积极分子的教育、培养和考察",
        "积极分子|发展党员|发展对象|党员发展|双培养",
        coverage("半年"), "内", [MEMBERS], (),
        ("《中国共产党发展党员工作细则》：每半年考察一次", "法规"),
        keep=True,
    ),
    Rule(
        "election", "支部换届", "支部委员会换届选举",
        "换届",
        _at_end, "计", [MEMBERS], ["支部党员大会"],
        (f"{_ARTICLE}第二十条", "法规"),
    ),
    # 学习
    Rule(
        "congress-spirit", "二十大精神学习", "学习宣传贯彻党的二十大精神",
        "(?:学习|宣传|贯彻)[^，。]{0,12}二十大|二十大精神为主线",
        coverage("月"), "公", [MEMBERS], ["集中学习"],
        ("本学期计划；“每月一次”为暂定，支部可改", "自定"),
    ),
    Rule(
        "study-hours", "集中学习学时", "党员集中学习",
        "学时|学习时[间长][^，。；]{0,8}小时|集中学习培训|全体党员[^，。；]{0,4}(?:政治|理论)+学习",
        _hours, "计", [MEMBERS], (),
        ("《中国共产党党员教育管理工作条例》：党员每年集中学习培训一般不少于32学时", "法规"),
        hours=True,
    ),
    Rule(
        "theory", "理论学习", "理论学习",
        "第一议题|中心组|理论学习|政治学习|集体学习|习近平新时代|集中学习(?!时间|时长|培训)|党员[^，。；]{0,4}学习(?!强国|笔记|随身|时间|时长|教育|培训)|学习制度|党章|党史",
        coverage("月"), "公", [MEMBERS], ["集中学习"],
        ("本学期计划；“每月一次”为暂定，支部可改", "自定"),
        unless="congress-spirit",
    ),
    Rule(
        "discipline-study", "党纪学习", "党纪学习教育",
        "党纪学习|纪律处分条例",
        ONGOING, "公", [MEMBERS], ["集中学习"],
    ),
    Rule(
        "platform", "平台学习与主题教育", "平台学习和主题教育",
        rf"学习强国|{_THEME_EDUCATION}|学习平台|先锋在线|远程教育",
        ONGOING, "公", [MEMBERS], ["集中学习"],
    ),
    Rule(
        "notebook", "学习交流", "学习笔记、心得的交流",
        "随身记|学习笔记|读书笔记|心得体会|读书(?:会|交流|分享|活动)|交流研讨|专题研讨",
        count(2), "公", [MEMBERS], ["交流分享"],
        ("本学期计划；次数为暂定，支部可改", "自定"),
    ),
    # 教师
    Rule(
        "four-haves", "四有好老师", "争做“四有”好老师",
        "四有",
        ONGOING, "公", [STAFF], ["师德学习"],
    ),
    Rule(
        "ethics-education", "师德教育", "师德师风教育",
        "师德(?:师风)?(?:教育|主题|规范|学习|修养|建设|专题|活动|培训|承诺)|教师思想政治|教育家精神",
        coverage("月"), "公", [STAFF], ["师德学习"],
        ("本学期计划；“每月一次”为暂定，支部可改", "自定"),
    ),
    Rule(
        "no-tutoring", "抵制有偿补课", "抵制有偿补课",
        "有偿(?:补课|家教)",
        _steps("公开承诺", "自查自纠", "公布监督渠道"), "公", [PUBLIC], ["专项治理"],
        ("《新时代中小学教师职业行为十项准则》；步骤和日期为暂定", "惯例"),
    ),
    Rule(
        "double-reduction", "双减与五项管理", "“双减”和“五项管理”",
        "双减|五项管理|课后服务",
        _steps("学期安排", "期中自查", "期末小结"), "公", [PUBLIC], ["育人工作"],
        ("本学期计划；步骤和日期为暂定，支部可改", "自定"),
    ),
    Rule(
        "teachers", "教师发展", "教师培养和示范",
        "师徒|青蓝|骨干教师|青年教师|示范课|公开课|名师|先锋岗|示范岗|责任区|教学能手|教研",
        count(1), "公", [STAFF], ["教师发展"],
        ("本学期计划；次数为暂定，支部可改", "自定"),
    ),
    Rule(
        "vanguard", "先锋模范作用", "党员发挥先锋模范作用",
        "先锋模范|模范作用|带头作用|亮身份|亮承诺",
        ONGOING, "公", [MEMBERS], ["主题党日", "教师发展"],
    ),
    Rule(
        "mental-health", "心理健康", "学生心理健康教育和关爱",
        "心理(?:健康)?(?:教育|关爱|辅导|服务|咨询|疏导)",
        ONGOING, "公", [PUPILS], ["育人工作"],
    ),
    # 班子
    Rule(
        "collective", "集体决策", "班子分工协作、集体决策",
        "集体决策|分工协作|集体领导|民主集中制|议事规则|班子建设|决策(?:程序|机制)",
        BY_RULE, "内", [MEMBERS], (),
        ("《中国共产党章程》：集体领导和个人分工负责相结合", "法规"),
        keep=True,
    ),
    Rule(
        "supervision", "过程监督与实绩考核", "干部过程监督与实绩考核",
        "实绩考核|过程监督|干部考核|述职",
        _steps("过程监督", "实绩考核"), "内", [MEMBERS], (),
        ("本学期计划；节点日期为暂定", "惯例"),
        keep=True,
    ),
    Rule(
        "reserve", "后备干部培养", "后备干部培养",
        "后备干部|中层干部|干部培训|年轻干部|干部队伍培养",
        count(1), "计", [STAFF], ["培训"],
        ("本学期计划；次数为暂定，支部可改", "自定"),
    ),
    # 作风
    Rule(
        "eight-rules", "八项规定与廉洁从教", "中央八项规定精神和廉洁从教教育",
        "八项规定|廉洁从教|四风",
        count(2), "公", [STAFF], ["廉政教育"],
        ("本学期计划；次数为暂定，支部可改", "惯例"),
    ),
    Rule(
        "integrity-study", "廉政专项学习", "廉政教育专项学习",
        "廉政(?:教育|专题|文化|学习)|廉洁(?!从教|谈话|自律)|警示教育|清廉",
        count(1), "公", [MEMBERS, STAFF], ["廉政教育"],
        ("本学期计划；次数为暂定，支部可改", "自定"),
    ),
    Rule(
        "risk-control", "廉政风险防控", "落实主体责任和“一岗双责”，防控廉政风险",
        "主体责任|一岗双责|风险防控|廉政风险|党风廉政建设责任",
        _steps("风险排查", "落实措施", "检查回看"), "计", [MEMBERS, STAFF], ["廉政风险防控"],
        ("本学期计划；步骤和日期为暂定，支部可改", "自定"),
    ),
    Rule(
        "reports", "个人事项与三重一大", "个人事项报告、“三重一大”等制度",
        "个人(?:有关)?事项|三重一大|诫勉|责任追究|廉[政洁]谈话",
        BY_RULE, "内", [MEMBERS], (),
        ("本学期计划；适用范围和程序按上级规定", "自定"),
        keep=True,
    ),
    Rule(
        "ideology", "意识形态", "意识形态工作责任制",
        "意识形态",
        BY_RULE, "内", [MEMBERS], (),
        ("本学期计划；程序按上级规定", "自定"),
        ),
    Rule(
        "disclosure", "党务公开与党员权利", "党务公开，保障党员权利",
        "党务公开|校务公开|政务公开|知情权|公开栏",
        ONGOING, "公", [MEMBERS, PUBLIC], ["党务公开"],
        ("《中国共产党党员权利保障条例》《中国共产党党内监督条例》", "法规"),
    ),
    Rule(
        "oversight", "监督程序", "履行监督职责，健全监督程序",
        "监督职责|监督程序|党内监督(?!条例)",
        BY_RULE, "内", [MEMBERS], (),
        ("《中国共产党章程》《中国共产党党内监督条例》", "法规"),
        keep=True,
    ),
    # 群众
    Rule(
        "listening", "联系群众", "联系群众、听取意见",
        "联系群众|深入群众|听取意见|征求意见|家访|家长会|家长学校|座谈",
        count(2), "公", [PUBLIC], ["走访座谈"],
        ("本学期计划；次数为暂定，支部可改", "自定"),
    ),
    Rule(
        "care", "关爱帮扶", "关爱有困难的党员、教职工和学生",
        "困难(?:的)?(?:党员|教职工|教师|学生|群众|家庭)|有困难|慰问|帮扶|帮困|结对(?:助学|帮)|关爱(?!.{0,3}心理)",
        count(2), "计", [MEMBERS, STAFF, PUPILS], ["走访慰问"],
        ("本学期计划；次数为暂定，支部可改", "自定"),
    ),
    Rule(
        "volunteer", "志愿服务", "志愿服务",
        "志愿(?:服务|者|活动)|进社区|双报到|共建",
        count(1), "公", [PUBLIC], ["志愿服务", "品牌活动", "主题党日"],
        ("本学期计划；次数为暂定，支部可改", "自定"),
    ),
    Rule(
        "news", "活动报道", "活动报道",
        "宣传(?:学校|工作|报道|学教育)|舆情|信息(?:报送|工作|宣传)|公众号|报道|新闻|(?:上报|报送|发布|撰写)[^，。；]{0,4}信息|投稿|稿件",
        coverage("月"), "公", [PUBLIC], ["任何公开活动"],
        ("本学期计划；按月考核为暂定，支部可改", "惯例"),
    ),
    Rule(
        "brand-work", "特色创建", "党建特色、品牌活动",
        "党建(?:工作)?特色|党建(?:文化)?品牌(?!项目|”?为)|特色品牌|品牌(?:创建|建设|活动)|一支部一",
        count(2), "公", [PUBLIC], ["品牌活动"],
        ("本学期计划；次数为暂定，支部可改", "自定"),
    ),
    # 工会、团队
    Rule(
        "staff-congress", "教代会", "教职工代表大会",
        "教职工代表大会|教职工大会|教代会|职代会",
        _at_end, "公", [STAFF], ["教代会"],
        ("《学校教职工代表大会规定》（教育部令第32号）：每学年至少一次", "法规"),
    ),
    Rule(
        "recreation", "文体活动", "教职工文体活动",
        "文体活动|文娱活动|工会活动|运动会|趣味运动|健身活动|业余文化|文体",
        count(2), "公", [STAFF], ["工会活动"],
        ("本学期计划；次数为暂定，支部可改", "自定"),
    ),
    Rule(
        "league-building", "团队建设", "共青团、少先队的思想、组织、队伍建设",
        "(?:共青团|少先队|团队)[^，。]{0,14}(?:组织|队伍)建设|党建带[团队]",
        _steps("思想建设", "组织建设", "队伍建设"), "公", [PUPILS], ["团队活动"],
        ("本学期计划；步骤和日期为暂定，支部可改", "自定"),
    ),
    Rule(
        "pioneers", "团队活动", "共青团、少先队活动",
        "少先队|共青团|队员|团员|入队|队日|队会|[庆迎]“?六一|六一[”节]?[^，。；]{0,6}(?:活动|庆祝|联欢|文艺|表彰)|学生[^，。；]{0,8}(?:祭扫|研学)|劳动教育|童心",
        ONGOING, "公", [PUPILS], ["团队活动"],
    ),
)  # fmt: skip
"""The rows, the first that a sentence meets of each id; a plan has each once."""


def rule_for(words: str) -> Rule | None:
    """The first row whose words stand there; None where no row knows them."""
    return next((one for one in RULES if one.matches(words)), None)
