"""Names of people in Chinese text: surname and given name where the words around them say that a person is meant.

A name is taken only with a witness: a title or role beside it, a verb of saying after it, a label before it, or
another name in the same list. Without one, characters that could be a name are left alone: a name that is no name
(a false alarm) costs a reader more than a name not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reader.text.gazetteer_data import rows
from reader.text.headwords import is_common, is_word
from reader.text.romanise import spelling, written
from reader.text.scripts import HAN_CLASS


@dataclass(frozen=True, slots=True)
class Person:
    """A name at ``[start, end)``: ``surname`` (empty for foreign names) and ``given`` (empty where a title stands for
    it: 王局长); ``parts`` of a name written with dots (约翰·史密斯). ``sure``: a witness stands right beside it."""

    start: int
    end: int
    surname: str
    given: str
    parts: tuple[str, ...] = ()
    sure: bool = True

    @property
    def characters(self) -> str:
        """The name without dots."""
        return "".join(self.parts) or self.surname + self.given


_ROLES = (
    "局长|所长|主任|会长|书记|律师|教授|医生|医师|博士|院士|经理|董事长|处长|科长|队长|厅长|部长|省长|市长|县长|区长|镇长|乡长|村长|州长"
    "|总统|主席|总理|首相|大使|领事|检察官|法官|警官|秘书长|校长|院长|行长|司长|司令|将军|上校|中校|少校|上将|中将|少将|大校|教练|议员|总裁"
    "|主编|馆长|站长|团长|营长|连长|政委|参谋长|政治委员|法医|研究员|干事|专员|理事长|社长|台长|组长|组员"
)
_FORMS_OF_ADDRESS = "先生|女士|小姐|太太|夫人|同志|老师|师傅|阿姨|大爷|大妈|爷爷|奶奶|夫妇|同学|爵士"
_BEFORE = (
    rf"{_ROLES}|记者|通讯员|作者|编辑|演员|导演|歌手|作家|选手|球员|队员|运动员|嫌疑人|嫌犯|被告人|被告|原告|被害人|受害人|证人|申请人|上诉人"
    "|被申请人|罪犯|死者|儿子|女儿|妻子|丈夫|父亲|母亲|村民|居民|市民|学生|民警|辅警|干警|战士|负责人|发言人|法定代表人|联系人|姓名|名叫"
    "|当事人|申报人|经办人|承办人|审核人|签发人|签字人|代理人|委托人|辩护人|审判员|审判长|书记员|人民陪审员|学者|专家|创始人|艺术家|画家|诗人|科学家"
    "|企业家|店主|司机|职工|员工|候选人|小将|老将|名将|名宿|影星|明星|主播|主持人|同学|老师|老人|男子|女子|青年|少年|院士|侨领|翻译|秘书|助理"
)
_SAYS = (
    "表示|说|指出|认为|介绍|强调|透露|告诉|坦言|回忆|解释|补充|写道|宣布|呼吁|回应|承认|直言|感慨|建议|提到|谈到|出席|会见|主持|致辞|发言"
    "|坚称|声称|称|告知|答|问|供述|交代|辩称|陈述|签名|签字|担任|当选|获得|因涉嫌|涉嫌|被判|到案|毕业|出生|去世|逝世|率|带领|陪同|看来|认罪|笑称|笑着|讲述|依据|根据|依法|报道|摄影"
)
_CLOSING = (
    rf"(?:[^{HAN_CLASS}]|$|{_SAYS}|{_ROLES}|{_FORMS_OF_ADDRESS}"
    "|[和与及的是在于将已从对向也就都为等并被把则还又曾仍正却以由给让跟同到摄])"
)
_STOP = (
    "的了是在和与及或等不也就都而被把将向对从到为以其之个们这那有无没说称表示年月日号时分点元万亿一二三四五六七八九十某您你我"
    "他她它吗呢吧啊很最更但并已则还又仍却由给让于者上下中内外前后局厅院部委办厂店校处科队室站馆社所署司摄"
)
_HAN = rf"[{HAN_CLASS}]"
_GIVEN = rf"(?![{_STOP}]){_HAN}"

_DOT = "·•・‧∙⋅･"
_DOTTED = re.compile(rf"(?<![{_DOT}])({_HAN}{{1,7}}(?:[{_DOT}]{_HAN}{{1,8}}){{1,4}})")


@cache
def surnames() -> dict[str, tuple[str, ...]]:
    """Surnames (Simplified) with every accepted spelling, pinyin first."""
    return {zh: tuple(en.split("|")) for zh, en in rows("surnames")}


def printed(person: Person) -> str:
    """The name as English prints it, Li Jianguo; empty for foreign names, whose spelling Chinese does not tell."""
    if person.parts:
        return ""
    family = surnames().get(person.surname, (spelling(person.surname).capitalize(),))[0]
    return f"{family} {written(person.given)}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    double = "|".join(name for name in surnames() if len(name) == 2)
    single = "".join(name for name in surnames() if len(name) == 1)
    surname = rf"(?P<surname>{double}|[{single}])"
    before = re.compile(rf"(?:{_BEFORE})(?:[：:]\s?|\s)?{surname}(?={_GIVEN})")
    after = re.compile(
        rf"{surname}(?P<given>{_GIVEN}(?:{_GIVEN})??)(?:(?={_SAYS})|(?=(?:{_ROLES}|{_FORMS_OF_ADDRESS})))"
    )
    listed = re.compile(rf"[、，和与及\s]{{1,2}}{surname}(?={_GIVEN})")
    return before, after, listed


_CLOSED = re.compile(_CLOSING)
_FUNCTION = re.compile(rf"[{_STOP}]")


def find(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Person]:
    """People named in *text* (Simplified characters), in order, none overlapping another or a span of *taken*."""
    found: dict[int, Person] = {}
    for person in dotted(text):
        found[person.start] = person
    before, after, listed = _patterns()
    for m in before.finditer(text):
        behind = _extend(text, m.start("surname"), m["surname"])
        if behind and _plausible(behind, near=True) and not is_word(text[behind.start : behind.start + 4]):
            found.setdefault(behind.start, behind)
    for m in after.finditer(text):
        person = Person(m.start(), m.end(), m["surname"], m["given"])
        if person.start not in found and _plausible(person, near=False) and _fits(text, person):
            found[person.start] = person
    for person in _plain_lists(text):
        found.setdefault(person.start, person)
    if found:
        _add_listed(text, found, listed)
    claimed = bytearray(len(text))
    for start, end in taken:
        claimed[start:end] = b"\1" * (end - start)
    return [person for person in _disjoint(found) if not any(claimed[person.start : person.end])]


# Surnames that are everyday words: they need a role right before them and a usual given name of two characters.
_WEAK = frozenset("和向高应时农党强任计原全明国保步班母方于常万安单解查关车项简代付尚管路经通连占包席边房库同多来满")


def _plausible(person: Person, *, near: bool) -> bool:
    """Whether surname and given name look like a Chinese name; *near*: a role stands right before it."""
    given, names = person.given, given_characters()
    usual = all(c in names for c in given)
    if not usual and all(c in _FOREIGN for c in given):
        return False  # a foreign name written with sounds: 莫兰, 鲁尼
    if is_common(person.characters):
        return False
    if len(given) == 2 and not usual and is_word(given):
        return False
    if person.surname in _WEAK:
        return near and usual and len(given) == 2 and not is_word(person.characters[:2])
    return usual or near or len(given) == 2


@cache
def given_characters() -> frozenset[str]:
    """Characters usual in given names."""
    return frozenset(row[0] for row in rows("given"))


def _extend(text: str, start: int, surname: str) -> Person | None:
    """The name that begins with *surname*, as long as what follows it says; ``None`` when nothing ends it."""
    at = start + len(surname)
    for length in (1, 2):
        end = at + length
        if end > len(text) or not re.fullmatch(rf"{_HAN}{{{length}}}", text[at:end]) or _FUNCTION.search(text[at:end]):
            break
        if _CLOSED.match(text, end) and not is_common(text[end - 1 : end + 1]):  # 李明|报道, though 明报 is a name
            return Person(start, end, surname, text[at:end])
    return None


def _fits(text: str, person: Person) -> bool:
    """Whether a name with a witness only after it may begin here: not inside a word, not a word itself."""
    start, end = person.start, person.end
    name = text[start:end]
    if len(name) == 3 and is_word(name[:2]) and (len(person.surname) == 1 or is_word(name[1:])):
        return False
    if start and re.match(_HAN, text[start - 1]) and (len(name) == 2 or is_word(text[start - 1 : start + 1])):
        return False  # two characters in the middle of a run are too little
    return not is_common(text[end - 1 : end + 1])


_LIST = re.compile(rf"(?<![{HAN_CLASS}、])(?:{_HAN}{{2,4}}、){{2,}}{_HAN}{{2,3}}(?![{HAN_CLASS}])")


def _plain_lists(text: str) -> Iterator[Person]:
    """Lists of three names or more with nothing else in them: （詹纯新、梁稳根、何清华、刘飞香）."""
    if "、" not in text:
        return
    for m in _LIST.finditer(text):
        people, at = [], m.start()
        for item in m.group().split("、"):
            length = 2 if item[:2] in surnames() and len(item) > 2 else 1
            person = Person(at, at + len(item), item[:length], item[length:])
            at += len(item) + 1
            if item[:length] in surnames() and 1 <= len(person.given) <= 2 and _plausible(person, near=True):
                people.append(person)
        if len(people) == m.group().count("、") + 1:
            yield from people


def _add_listed(text: str, found: dict[int, Person], listed: re.Pattern[str]) -> None:
    """Names in a list with a name already found: 王伟、李建国和张敏."""
    waiting = list(found.values())
    while waiting:
        person = waiting.pop()
        m = listed.match(text, person.end)
        if m is None or m.start("surname") in found or person.parts or text[person.end] not in "、和与及":
            continue
        other = _extend(text, m.start("surname"), m["surname"])
        if other and _plausible(other, near=False):
            found[other.start] = other
            waiting.append(other)


def dotted(text: str) -> Iterator[Person]:
    """Names with dots between their parts; the outer parts go as far as characters that write sounds go."""
    if not any(dot in text for dot in _DOT):
        return
    for m in _DOTTED.finditer(text):
        parts = re.split(rf"[{_DOT}]", m.group())
        head = _TAIL_OF_SOUNDS.search(parts[0])
        tail = _HEAD_OF_SOUNDS.match(parts[-1])
        if head is None or tail is None or len(head.group()) + len(tail.group()) < 3:
            continue
        start, end = m.start() + head.start(), m.end() - len(parts[-1]) + tail.end()
        yield Person(start, end, "", "", (head.group(), *parts[1:-1], tail.group()))


# Characters that write the sounds of foreign names.
FOREIGN_SOUNDS = (
    "阿埃艾爱安昂奥澳巴白拜班邦包保堡贝本比彼毕宾波玻勃伯博卜布采策查察茨慈楚达大戴丹当道德邓登狄迪底蒂第丁东都杜顿多厄俄恩尔耳法凡范方菲费"
    "芬丰佛夫弗福富盖甘冈高哥戈格葛根贡古瓜圭果哈海汉翰豪赫黑亨洪侯胡华怀惠霍基吉及加佳迦贾江杰捷金津京居卡喀凯坎康考柯科可克肯孔库夸奎昆阔拉"
    "莱赖兰郎朗劳勒乐雷蕾里理利莉丽立连琳林伦龙隆卢鲁露路吕罗萝洛马玛迈麦曼芒毛茅梅门蒙孟米密敏明缪摩莫墨默姆木穆拿内那纳娜乃奈南尼涅宁牛"
    "纽努女诺欧帕派潘庞培佩彭蓬皮匹平泼珀破普奇齐契恰千钱强乔切钦琴青丘邱屈让热仁荣茹瑞若撒萨塞赛三桑瑟森沙莎山尚绍舍申生圣盛施石什史士"
    "寿舒朔廉斯司丝思松宋苏素孙所索塔台泰坦汤唐特滕腾提惕田铁廷亭通统图土托脱瓦娃万旺威韦为维伟卫魏温文翁沃乌吾武西希锡席喜夏显香向肖谢辛"
    "欣兴雄休修许旭雪逊雅亚延扬杨姚耶叶业伊依易意因英永尤约越云宰赞早泽扎詹章张珍芝治朱兹孜宗祖佐荷妮娅莲薇卓瑙荻汀霞玫瑰甸仑撤叙坡吞"
)
_TAIL_OF_SOUNDS = re.compile(rf"[{FOREIGN_SOUNDS}]{{1,7}}$")
_HEAD_OF_SOUNDS = re.compile(rf"[{FOREIGN_SOUNDS}]{{1,8}}")
# Those that Chinese given names do without.
_FOREIGN = frozenset(
    "阿埃艾奥巴贝比彼波布茨达德登迪蒂顿厄恩尔法菲费芬佛夫弗盖戈格哈赫霍基吉加卡凯坎考柯科克肯库拉莱兰劳勒雷里利列卢鲁伦罗洛马玛迈麦曼莫姆"
    "穆内纳尼涅诺帕佩皮普奇齐契恰乔切萨塞瑟沙舍史斯司丝索塔泰坦特腾提廷图托瓦韦维沃乌西希锡逊亚耶伊因约泽扎兹佐井本藤崎彦郎岛"
)


def _disjoint(found: dict[int, Person]) -> list[Person]:
    kept: list[Person] = []
    for person in sorted(found.values(), key=lambda p: (p.start, -p.end)):
        if not kept or person.start >= kept[-1].end:
            kept.append(person)
    return kept
