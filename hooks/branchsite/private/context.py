"""Tell from the words around a number what kind of number it is."""

import re
from enum import StrEnum
from functools import cache, lru_cache

_REACH = 16
"""Characters before a number that can name it."""

_ADDRESS_REACH = 300


class Label(StrEnum):
    """The kind of a number by the nearest word before it."""

    TELEPHONE = "手机号"
    CARD = "银行卡号"
    IDENTITY = "身份证号"
    OTHER = "别的号码"
    SUM = "数目"


_WORDS = (
    (
        Label.TELEPHONE,
        r"电话|手机|联系|联络|致电|拨打|来电|短信|(?:微信|wechat|vx|wx)(?: ?(?:id|号))?|薇信|加微|威信|v信|tel|phone"
        r"|mobile|cell|call|contact|whatsapp|sms|号码|咨询|热线|支付宝|钉钉|☎|☏|📞|📱|📲|✆|🤙",
    ),
    (
        Label.CARD,
        r"银行|卡号|账号|帐号|账户|帐户|户名|开户|[工农建中交招]行|邮储|农商|银联|[储信借工社][蓄用记资保]卡|汇款|转账|打款|bank|card",
    ),
    (Label.IDENTITY, r"身份证?(?:件?号码?)?|证件(?:号码?)?|公民(?:身份)?|户口|学籍号?"),
    (
        Label.OTHER,
        r"(?:编号|编码|单号|订单|流水|收据|发票|票号|凭证|序列号?|序号|条码|条形码|备案|许可证?|证书|资格证|准考证|(?<!份)(?<!件)证号|档案号?|文号"
        r"|批号|资产|登记号|案号|快递|运单|物流|货号|型号|版本|信用代码|机构代码|代码|税号|纳税人|识别号|时间戳|哈希|校验|条目|书号|刊号|馆藏"
        r"|设备号|批次|项目号|合同号?|协议号?|学号|工号|考号|座位号|车牌|设备"
        r"|会议|房间|直播间|档号|立项|(?:(?![手电微联账帐卡身证户小短薇威热加的个人我他她本此这])[\u4e00-\u9fff]){2,4}号)"
        r"(?:号码?|代码|id)?|isbn|issn|imei|imsi|iccid|meid|mac|s/?n|build|no\.?|id|[a-z]{0,12}_?id(?=[=:_])|uid|uuid|sha\d*|md5"
        r"|commit|version|order|invoice|doi|ean|upc|№",
    ),
    (
        Label.SUM,
        r"[¥￥$€£]|rmb|cny|人民币|金额|合计|总计|共计|累计|总额|预算|决算|经费|造价|价格?|工资|收入|支出|捐款|总数|数量|人口|面积|里程"
        r"|人次|[人次册页]数|(?:粉丝|点击|浏览|播放|阅读|访问|关注)[量数]?|[\u4e00-\u9fff][量数额费价值]",
    ),
)
_ANY_WORD = re.compile(r"[^\x00-@\[-`{-~\u3000-\u303f\uff00-\uffef]|[$]")
_ENDS = re.compile(r"[。；;！!？?]")
_CLOSE = re.compile(r"(?:[:：] ?[\u4e00-\u9fff]{1,4})?(?:[^\u4e00-\u9fff\n|，,、]|[为是即第号码数达约共有])*")
"""The text that may be between a number and the word that makes it no person's."""

_UNIT = re.compile(
    r"\.[0-9]{1,3}(?![0-9])|(?:\.[0-9]{1,2})?(?:\*{1,3}|</?[a-z]{1,8}>|`)?[ \u3000]?[多余]?[ \u3000]?"
    r"(?:[元块](?![宝旦老师同某先女])"
    r"|[万亿兆]+(?=[元块美人户亩吨件册株棵斤公千平立多余\s，。；、）)]|$)"
    r"|美元|美金|欧元|日元|人民币|圆整|人次|公里|千米|厘米|毫米|平方|立方|公斤|千克|吨|千瓦|度电|亩|公顷|字节|周年|[株棵册期票粒斤米步倍度页件]"
    r"|个(?![人月])|人(?![事员力民])|次(?!日)|名(?!字)|本(?!人)|家(?!长)"
    r"|[mk]?b\b|kwh|[%％‰°℃])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:(?:https?:|ftp:|www\.|//)[^\s，。；）”》]*|(?:\]\(|(?:href|src)=[\"'])[^\s()\"'<>]*/[^\s()\"'<>]*)$",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[?&#;](?:amp;)?([\w.\[\]-]*)=[^&=]*$")
_NO_TELEPHONE = re.compile(
    r"[\w.\[\]-]*(?:id|no|code|sn|time(?:stamp)?|date|key|token|sign|size|idx|index|page|ver|md5)|v|t|ts|r|rand(?:om)?|_",
    re.IGNORECASE,
)
_TELEPHONE_SCHEME = re.compile(r"(?:tel|sms|smsto|callto|whatsapp|mailto|wa\.me|weixin)[:/][^\s]*$", re.IGNORECASE)
_PAGE = re.compile(r"[\w-]*(?:\.[a-z]{3,4})?\.(?:[sx]?html?|php|aspx?|jsp|do|shtm|action|pdf)(?![a-z])", re.IGNORECASE)
_PICTURE = re.compile(r"[\w-]{0,80}\.(?:jpe?g|png|gif|webp|heic|bmp|mp4|mov)(?![a-z])", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[\w-]{0,80}$")
_GIVEN_BY_A_PROGRAM = re.compile(
    r"(?:v[0-9]{1,2}|[0-9]{2,4}(?:x[0-9]{2,4}|[wp])?|[a-z]|mmexport|camera|export|share|thumb|cache|inbound|received"
    r"|wx|fb|tb|mtxx|hdimg)",
    re.IGNORECASE,
)
"""A part of a picture's name that a telephone or a messenger has put there: a version, a size, what it did."""
_TOKEN_BEFORE = re.compile(r"[A-Za-z0-9]*$")
_TOKEN_AFTER = re.compile(r"[A-Za-z0-9]*")


@cache
def _word() -> re.Pattern[str]:
    # Not at the top: it takes long to compile, and few texts have a number that would ask for it.
    return re.compile("|".join(f"(?P<{label.name}>{words})" for label, words in _WORDS), re.IGNORECASE)


@lru_cache(maxsize=16)
def label(text: str, start: int) -> Label | None:
    """The label of a number: the nearest word before it that names its kind; None where there is none."""
    before = text[max(0, start - _REACH) : start]
    last = None
    if not _ANY_WORD.search(before):
        return None
    for match in _word().finditer(before):
        last = match
    if last is None or _ENDS.search(before, last.end()):
        return None
    if last[0].isascii() and last[0].isalpha() and _is_inside_a_word(before, last):
        return None
    named = Label[str(last.lastgroup)]
    return None if named in (Label.OTHER, Label.SUM) and not _CLOSE.fullmatch(before, last.end()) else named


def _is_inside_a_word(text: str, match: re.Match[str]) -> bool:
    """Whether Latin letters go on before or behind: the id of “said” is none."""
    before, behind = text[: match.start()][-1:], text[match.end() :][:1]
    return any(one.isascii() and one.isalpha() for one in (before, behind))


def is_amount(text: str, end: int) -> bool:
    """Whether a unit follows a number."""
    return _UNIT.match(text, end) is not None


def is_of_an_address(text: str, start: int, end: int) -> bool:
    """Whether a number is part of a web address and names no person there: a page's own number, a time."""
    if text[end : end + 1] == "@":
        return False
    before = text[max(0, start - _ADDRESS_REACH) : start]
    if _TELEPHONE_SCHEME.search(before):
        return False
    if _PAGE.match(text, end):
        return True
    address = _ADDRESS.search(before)
    if not address:
        return False
    field = _FIELD.search(address[0])
    if field:
        return _NO_TELEPHONE.fullmatch(field[1]) is not None
    beginning, _, path = address[0].partition("//")
    return "/" in (path or beginning)


def is_of_a_picture(text: str, start: int, end: int) -> bool:
    """Whether a number is one part of a picture's name that a program gave: img_v2_138….webp, but not IMG_138….jpg."""
    behind = _PICTURE.match(text, end)
    before = _NAME_BEFORE.search(text, max(0, start - 80), start)
    if not behind or not before or before[0][-1:] not in ("", "_") or behind[0][0] not in "._":
        return False
    others = f"{before[0]}{behind[0].partition('.')[0]}".split("_")
    return any(_GIVEN_BY_A_PROGRAM.fullmatch(one) for one in others)


def is_of_a_code(text: str, start: int, end: int) -> bool:
    """Whether letters and digits go on around a number as they do in a checksum: not tel138…, but 3f138…."""
    before = _TOKEN_BEFORE.search(text[max(0, start - 64) : start])
    behind = _TOKEN_AFTER.match(text, end, end + 64)
    letters = before[0] if before else ""
    return bool(behind and behind[0]) or (any(one.isdigit() for one in letters) and not letters.isdigit())
