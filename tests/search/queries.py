"""What people type, what they mean by it, and the page they would be glad to see among the first three."""

from dataclasses import dataclass

NEWS = "news/2024/2024-"
ITEM = "plan/2023-2024-2/"


@dataclass(frozen=True)
class Query:
    """typed: as it stands in the field. means: the words that every right answer has, typed itself if empty.

    best: one of the first three must be this; nothing where several are equally good. initials: the answers
    are those whose title, kind or topic has what is meant. nothing: there is no answer.
    """

    typed: str
    best: str = ""
    means: str = ""
    initials: bool = False
    nothing: bool = False


WORDS = (
    Query("主题党日"),
    Query("三会一课", "study/sanhui-yike/"),
    Query("党课", f"{NEWS}03-13-dangke/"),
    Query("师德师风", "study/shide-shifeng/"),
    Query("师德学习"),
    Query("植树", f"{NEWS}03-12-zhishu/"),
    Query("植树节", f"{NEWS}03-12-zhishu/"),
    Query("清明", f"{NEWS}04-02-qingming/"),
    Query("祭英烈", f"{NEWS}04-02-qingming/"),
    Query("学雷锋", f"{NEWS}03-05-xue-leifeng/"),
    Query("诚信书架", f"{NEWS}03-05-xue-leifeng/"),
    Query("有偿补课", f"{NEWS}03-07-gongkai-chengnuo/"),
    Query("公开承诺", f"{NEWS}03-07-gongkai-chengnuo/"),
    Query("家长座谈", f"{NEWS}04-11-zuotan/"),
    Query("党务公开", f"{NEWS}04-18-dangwu-gongkai/"),
    Query("睡眠", f"{NEWS}04-19-shuimian/"),
    Query("火箭", f"{NEWS}04-22-hangtian/"),
    Query("航天日", f"{NEWS}04-22-hangtian/"),
    Query("随身记"),
    Query("图书角"),
    Query("劳动节", f"{NEWS}04-29-lianjie-wuyi/"),
    Query("廉政"),
    Query("廉洁从教", "study/lianjie-congjiao/"),
    Query("青年教师", f"{NEWS}04-30-qingnian/"),
    Query("心理健康", f"{NEWS}05-23-xinli/"),
    Query("风筝", f"{NEWS}05-23-xinli/"),
    Query("生物多样性", f"{NEWS}05-22-shengwu/"),
    Query("入党誓词", f"{NEWS}03-13-dangke/"),
    Query("双减", "study/shuangjian/"),
    Query("五项管理", "study/wuxiang-guanli/"),
    Query("学习强国", "study/xuexi-qiangguo/"),
    Query("民主评议", "study/minzhu-pingyi/"),
    Query("组织生活会", "study/zuzhi-shenghuo-hui/"),
    Query("教代会", "study/jiaodaihui/"),
    Query("党章", "study/dangzhang/"),
    Query("党员权利", "study/quanli-baozhang/"),
    Query("党内监督", "study/jiandu-tiaoli/"),
    Query("未成年人", "study/weichengnianren-baohu/"),
    Query("四有", "study/siyou-haolaoshi/"),
    Query("六类教育", "study/liulei-jiaoyu/"),
    Query("八项规定", "study/baxiang-guiding/"),
    Query("二十大"),
    Query("支部委员会", f"{ITEM}1-1/#committee"),
    Query("党小组会", f"{ITEM}1-1/#group-meeting"),
    Query("党费收缴", f"{ITEM}2-2/#dues"),
    Query("后备干部", f"{ITEM}2-1/#reserve"),
    Query("工会", f"{ITEM}4-1/"),
    Query("少先队"),
    Query("一岗双责", f"{ITEM}3-2/#risk-control"),
    Query("舆情", f"{ITEM}3-4/#opinion"),
    Query("立德树人", f"{ITEM}2-3/#moral-education"),
    Query("圩塘"),
    Query("长江"),
    Query("江边", f"{NEWS}03-27-jiangbian/"),
    Query("捡拾垃圾", f"{NEWS}03-27-jiangbian/"),
    Query("支部概况", "about/"),
    Query("填写参考", "handbook/reference/"),
    Query("监护人"),
    Query("备案"),
    Query("江岸小讲堂", f"{NEWS}04-16-jiangxin-xiaojiangtang/"),
    Query("中国共产党支部工作条例", "study/zhibu-gongzuo-tiaoli/"),
    Query("教职工代表大会", f"{ITEM}4-1/#staff-congress"),
)

CHARACTERS = (Query("党"), Query("江"), Query("树", f"{NEWS}03-12-zhishu/"), Query("水"), Query("绿"), Query("法"))

SEVERAL = (
    Query("师德 承诺"),
    Query("家长 座谈", f"{NEWS}04-11-zuotan/"),
    Query("党员 图书角", f"{NEWS}04-24-zhuti-dangri/"),
    Query("集中学习 长江", f"{NEWS}03-20-ershida/"),
    Query("读书日 随身记", f"{NEWS}04-23-suishenji/"),
    Query("青年节　分享会", f"{NEWS}04-30-qingnian/"),
    Query("江心红·生态绿"),
    Query("“双减”", "study/shuangjian/"),
    Query("《中国共产党章程》", "study/dangzhang/"),
    Query("开学，师德", f"{NEWS}02-23-shide/"),
)

LATIN = (
    Query("nginx", "handbook/server/"),
    Query("GIT"),
    Query("yaml"),
    Query("Markdown"),
    Query("github", "handbook/hosted/"),
    Query("wind", means="wind"),
)

NUMBERS = (
    Query("3月12日", f"{NEWS}03-12-zhishu/"),
    Query("2024年4月22日", f"{NEWS}04-22-hangtian/"),
    Query("2024-04-02", f"{NEWS}04-02-qingming/"),
    Query("16学时", f"{ITEM}1-1/#study-hours"),
    Query("32"),
    Query("5月"),
)

WIDE = (
    Query("３月１２日", f"{NEWS}03-12-zhishu/", "3月12日"),
    Query("ＮＧＩＮＸ", "handbook/server/", "nginx"),
    Query("　主题党日　", means="主题党日"),
)

TRADITIONAL = (
    Query("黨課", f"{NEWS}03-13-dangke/", "党课"),
    Query("植樹節", f"{NEWS}03-12-zhishu/", "植树节"),
    Query("師德師風", "study/shide-shifeng/", "师德师风"),
    Query("廉潔從教", "study/lianjie-congjiao/", "廉洁从教"),
    Query("雙減", "study/shuangjian/", "双减"),
    Query("學習強國", "study/xuexi-qiangguo/", "学习强国"),
    Query("組織生活會", "study/zuzhi-shenghuo-hui/", "组织生活会"),
    Query("家長座談", f"{NEWS}04-11-zuotan/", "家长座谈"),
)

INITIALS = (
    Query("ztdr", means="主题党日", initials=True),
    Query("SHYK", "study/sanhui-yike/", "三会一课", initials=True),
    Query("zsj", f"{NEWS}03-12-zhishu/", "植树节", initials=True),
    Query("xxqg", "study/xuexi-qiangguo/", "学习强国", initials=True),
    Query("zbgk", "about/", "支部概况", initials=True),
    Query("jxhstl", "brand/", "江心红·生态绿", initials=True),
)

NOTHING = tuple(
    Query(typed, nothing=True) for typed in ("量子力学", "火锅", "xyzzy", "股票基金", "狗", "主提党日", "９９９９")
)

QUERIES = (
    *WORDS,
    *CHARACTERS,
    *SEVERAL,
    *LATIN,
    *NUMBERS,
    *WIDE,
    *TRADITIONAL,
    *INITIALS,
    *NOTHING,
)
