"""Personal names: what can be one, and how likely (《百家姓》 and the given names of today's children)."""

import re
from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from pathlib import Path

DOUBLE = frozenset(
    re.findall(
        "..",
        "欧阳上官司徒司马诸葛皇甫尉迟公孙慕容令狐宇文长孙端木东方南宫夏侯轩辕钟离申屠呼延百里司空闻人独孤澹台公冶淳于单于"
        "太叔濮阳赫连仲孙鲜于闾丘拓跋西门东郭第五万俟",
    )
)
"""Surnames of two characters."""

_SAFE = (
    "王李张刘陈杨赵周吴徐孙朱胡郭何罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴钟汪姜范姚谭廖邹"
    "熊陆郝孔崔康邱秦侯邵孟钱尹黎乔贺赖龚殷倪柳鲍耿翁柯翟阮骆裴祁聂葛岳尤洪庞樊卞卓卜厉喻嵇屈岑廉戚晏栾梅欧浦滕濮牟狄"
    "瞿禹穆竺缪臧艾芮茅荀莫虞褚詹谌邬邸郁郦鄢钮闵阚隋霍鞠饶佟佘蔺仇冼匡冉冀凌丛娄宓寇巩庾忻昝晁暨栗桓沃湛甄綦羿胥荆蒲"
    "覃訾逄邢邰郗鄂闫阙靳顿亓仝俞姬蒙蓝谷迟郎巫肖邝郜麻逯苑程窦奚韦刁裘伍陶章"
)
"""Surnames that begin few other words, and none that are a word by themselves."""

_DOUBTFUL = (
    "黄高林马于夏田任方石金白毛江史顾龙万雷汤易常武文施向时平成包温花水华严安路和庄吉宁宫封应景曲朴束柏查桂桑楼沙涂游"
    "满焦祖祝符管米纪练舒计谈连都单卫师宗强巴关左冷明古尚利宣展简红党支全来项费解车闻齐麦鲁牛童楚苗段季颜毕盛荣云元席柴边付申昌杭诸富"
)
"""Surnames that are everyday words as well: 高兴, 于周五, 和谐."""

SURNAMES = frozenset(_SAFE + _DOUBTFUL)

_GIVEN = frozenset(
    "一丁七万三上中丹丽义之乐乔九书云五亚亦亮仁今仕仙代令仪伊伍伟传伦伯佩佳依俊俏保信俪倩健傲僖元兆先光克兰兴兵其典军冉冬冰冲净凌凝凡凤凯刚利力"
    "功加勇勋勤北千华卉卓南博卫卿双友发叶可史叶司吉向君听启吟含和咏品哲唯唱善喆喜嘉四国圆圣坚坤城培堂士壮夏夕多大天夫奇奕奥好如妍妙妤妮姗姝姿娅娇娜娟"
    "娥娴婉婕婧婵婷媛媚嫣子孜孝孟季学宁宇守安宏宗宜宝实宣宸家容宽宾寒富寅寒小少尚尧山屿岚岩峰峻崇川州巧希帅平年广庆康庭延建弘强彤彦彩彬彭影彰征徐得德心"
    "志忆忠念怀怡思恒恩悠悦惟惠慈慕慧慷懿成戈扬承抒拓振捷搏敏敬文斌斐斯新方施旋旭时昀昂昆昊昌明易昕星春昭是晋晏晓晔晗晟晨景晴晶智暄暖曙曜曦月有朋朗望朝木未本杉"
    "李杏杨杭杰松林果枝枫柏柔柯栋桂桃桐桑梁梅梓梦梨森楚楠榆榕樱橙欢欣歆正武殊毅民水永汉汐江沁沅沐沛沫河治泉泓法泽洁洋洪洲浅浩海涛润涵淇淑淘清渊温湘源溪滢漫潇潮澄"
    "澜瀚灵灿炎炜炫烁烨焕煊煜照熙燃燕爱爽牧特献玄玉王玟玥玲珂珊珍珞珠珺球理琛琦琪琬琰琳琴琼瑄瑗瑛瑜瑞瑶瑾璇璐璟璨瓒甜生田甲男略益盈盛真睿知石砚硕礼祎祖祥祺禄福禹"
    "秀秋科程穆立童端竹笑筠筱策箫米素紫红纯纹绍经绘维绮绿缘美羽翊翌翎翔翰耀耕聪育胜腾自至航舒良艳艺艾芃芊芙芝芬花芮芯芳芷芸芹苏苒苗若英苹茂茗茜茵茹荃荣莉莎莲莹菁菡菲萌萍"
    "萱葵董蓉蓓蓝蔓蔚蕊蕙蕴薇虎虹衡衣裕西言詹语诗诚诺谦谨谷豪贝贞贤赫超越路跃轩辉辰达过迅运进远迪逸遥道邦郁郎鄢采里重金钊钧钰钱铁铎铠铭锋锐锦镇长门闻阳际陶隽雄雅集雨雪"
    "雯雷霄霏霖霞露青靖静鞠韬韵音颂颖颜风飒飞馨香馥驰骁骏骞高鸣鸿鹃鹏鹤鹭麒麟黎默鼎齐龄龙曼乙丙桔橘妞娃爷琥朵兮卡壹叁楷霜玺雁泳钦"
    "予伶佑垚墨妘姣嬅嵘帆廷弈彧微忻恬恺惜意愿憬旎旸昱晖晞晰曈朔末柚柠栩桓棠槿樾檬池沂沄波津洛浚涓淳添渝湉漪潼澈澍瀛灏然熠燊玮珈珩甄由皎皓眉睦瞳磊祐祯禾简糖纾缇羲翠耘舟苑茉荷菀菊葭蓁蕾衿谊途逢遇霁霓鑫鹿麦黛果"
)
"""What children's given names are made of."""


class Likely(IntEnum):
    """How likely letters are a pupil's name."""

    NO = 0
    PERHAPS = 1
    SURELY = 2


def likely(name: str, addressed: bool = False) -> Likely:
    """How likely Chinese characters of one to four are somebody's name.

    addressed: whether 同学 or 小朋友 follows. Names with 某 name nobody.
    """
    surname, given = _parts(name)
    if not given or len(given) > 3 or set(given) <= {"某"} or len(set(name)) == 1:
        return Likely.NO
    if name in famous() or name[:3] in famous():
        return Likely.NO
    if "某" in given:
        return Likely.SURELY if surname in SURNAMES else Likely.NO
    usual = sum(one in _GIVEN for one in given)
    if len(given) == 2 and given[0] == given[1] and surname in _SAFE:
        usual = 2
    if len(given) == 2 and given[0] in "小大" and given[1] not in "学组队家手班型会号声力量部多":
        usual = 2
    if surname in DOUBLE:
        return Likely.SURELY if usual else Likely.PERHAPS
    if surname not in SURNAMES:
        return Likely.PERHAPS if addressed and len(given) == 2 and usual == 2 else Likely.NO
    word = given[0] in words().get(surname, "")
    if len(given) == 3:
        two = surname in _SAFE and given[0] in _SAFE and usual >= 2 and given[1] in _GIVEN and given[2] in _GIVEN
        return Likely.SURELY if two and not word and given[1] not in words().get(given[0], "") else Likely.NO
    if word:
        named = (
            len(given) == 2 and given[1] in _GIVEN and (addressed or (surname not in _DOUBTFUL and given[0] in _FIRST))
        )
        return Likely.PERHAPS if named else Likely.NO
    if surname in _DOUBTFUL:
        if len(given) == 1 or usual < len(given):
            return Likely.PERHAPS if addressed and usual else Likely.NO
        return Likely.SURELY if addressed or surname in _HALF else Likely.PERHAPS
    if usual == len(given):
        return Likely.SURELY
    return Likely.PERHAPS if usual or addressed or len(given) == 1 else Likely.NO


_FIRST = "子小雨思文明一天云雪春玉金佳诗语梓诺"
"""What names of three characters have in the middle though a word begins with the first two: 王子涵."""

_HALF = "黄高林马夏田任方石金白毛江史顾龙雷汤易武施严段鲁齐童季颜毕盛荣"
"""Surnames of millions: what no word begins with is a name."""


def _parts(name: str) -> tuple[str, str]:
    return (name[:2], name[2:]) if name[:2] in DOUBLE and len(name) > 2 else (name[:1], name[1:])


@cache
def words() -> Mapping[str, str]:
    """By their first character, which is a surname, the second ones of everyday words: 高 → 兴, 度, 级.

    Counted in jieba's word list (0.42.1, MIT, Sun Junyi) without its names, and added to from school reports.
    """
    text = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")
    return {line[0]: line[2:] for line in text.splitlines()}


@cache
def famous() -> frozenset[str]:
    """People in lessons, and people that squads are named after."""
    return frozenset((Path(__file__).parent / "famous.txt").read_text(encoding="utf-8").split())
