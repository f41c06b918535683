"""Numbers that identify: documents, cases, projects, telephones, cards. None is a real one: citizen numbers carry a
wrong check digit, telephones lie in made-up blocks."""

from __future__ import annotations

from functools import cache

from models.training.slots import agencies
from models.training.slots.chance import Chance, Filler

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@cache
def _abbreviations() -> tuple[tuple[str, str], ...]:
    return agencies.parts("abbreviations")


def document_number(chance: Chance) -> Filler:
    """闽公综〔2021〕88号 Min Gong Zong [2021] No. 88."""
    province = chance.choice(agencies.parts("province_abbreviations"))
    zh, en = chance.choice(_abbreviations())
    year, number = chance.randint(1998, 2026), chance.randint(1, 999)
    opening, closing = chance.choice([("〔", "〕"), ("[", "]"), ("(", ")")])
    lead = province if chance.random() < 0.8 else ("", "")
    return Filler(f"{lead[0]}{zh}{opening}{year}{closing}{number}号", f"{lead[1]} {en} [{year}] No. {number}".strip())


_COURTS = (
    ("刑初", "Xing Chu"), ("刑终", "Xing Zhong"), ("民初", "Min Chu"), ("民终", "Min Zhong"), ("行初", "Xing Chu"),
    ("执", "Zhi"), ("刑更", "Xing Geng"), ("民申", "Min Shen"), ("行终", "Xing Zhong"), ("刑申", "Xing Shen"),
)  # fmt: skip


def case_number(chance: Chance) -> Filler:
    """(2022)闽01刑初123号 (2022) Min 01 Xing Chu No. 123."""
    province, kind = chance.choice(agencies.parts("province_abbreviations")), chance.choice(_COURTS)
    year, court, number = chance.randint(2014, 2026), f"{chance.randint(1, 30):02}", chance.randint(1, 4999)
    court += f"{chance.randint(1, 40):02}" if chance.random() < 0.5 else ""
    return Filler(
        f"({year}){province[0]}{court}{kind[0]}{number}号", f"({year}) {province[1]} {court} {kind[1]} No. {number}"
    )


def project_number(chance: Chance) -> Filler:
    """BHZC-2024-0317, the same in both languages."""
    letters = "".join(chance.choices(_LETTERS, k=chance.randint(2, 5)))
    mark = chance.choice(["-", "-", "", "/"])
    text = f"{letters}{mark}{chance.randint(2018, 2026)}{mark or '-'}{chance.randint(1, 9999):0{chance.choice([3, 4])}}"
    return Filler(text, text)


def code(chance: Chance) -> Filler:
    """A document or serial number that is copied as it is: E55501234, 2024110357."""
    head = "".join(chance.choices(_LETTERS, k=chance.choice([0, 1, 1, 2])))
    text = head + "".join(str(chance.randrange(10)) for _ in range(chance.randint(5, 12)))
    return Filler(text, text)


def telephone(chance: Chance) -> Filler:
    """A telephone number: 0591-5550142, 1395550…"""
    style = chance.random()
    if style < 0.45:
        area = chance.choice(
            ["010", "021", "0591", "0433", "0578", "0991", "0891", "0471", "0755", "0871", "0898", "0415"]
        )
        text = f"{area}-555{chance.randint(0, 99999):05}"[: len(area) + 1 + chance.choice([7, 8])]
    elif style < 0.8:
        text = f"1{chance.choice('35789')}{chance.randrange(10)}5550{chance.randint(0, 9999):04}"
    else:
        abroad = chance.choice([34, 39, 33, 31, 44, 49, 1, 55, 27])
        text = f"+{abroad} 555 {chance.randint(100, 999)} {chance.randint(100, 999)}"
    return Filler(text, text)


def citizen_number(chance: Chance) -> Filler:
    """An 18-character citizen number with a wrong check digit."""
    born = f"{chance.randint(1950, 2008)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    body = f"{chance.randint(110101, 659001)}{born}{chance.randint(0, 999):03}"
    right = "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]
    wrong = chance.choice([c for c in "0123456789X" if c != right])
    return Filler(body + wrong, body + wrong)


def plate(chance: Chance) -> Filler:
    """A number plate: 闽A·55512 Min A·55512."""
    province = chance.choice(agencies.parts("province_abbreviations"))
    tail = f"{chance.choice('ABCDEFG')}{chance.choice(['·', ''])}555{chance.randint(10, 99)}"
    return Filler(province[0] + tail, f"{province[1]} {tail}")


def article(chance: Chance) -> Filler:
    """第十二条第三款第(二)项 Article 12, paragraph 3, item (2)."""
    from models.training.slots.numerals import chinese

    write = chinese if chance.random() < 0.75 else str
    number = chance.randint(1, 180)
    zh, en = f"第{write(number)}条", f"Article {number}"
    if chance.random() < 0.5:
        paragraph = chance.randint(1, 5)
        zh, en = f"{zh}第{write(paragraph)}款", f"{en}, paragraph {paragraph}"
        if chance.random() < 0.35:
            item = chance.randint(1, 9)
            zh, en = f"{zh}第({write(item)})项", f"{en}, item ({item})"
    return Filler(zh, en)


def law(chance: Chance) -> Filler:
    """A law's title with its marks: 《中华人民共和国刑法》 Criminal Law of the People's Republic of China."""
    zh, en = chance.choice(agencies.parts("laws"))
    if zh.startswith("中华人民共和国") and chance.random() < 0.3:
        return Filler(f"《{zh.removeprefix('中华人民共和国')}》", en.removesuffix(" of the People's Republic of China"))
    return Filler(f"《{zh}》", en)
