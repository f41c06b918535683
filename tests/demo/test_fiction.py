"""Nothing in the demo case points at a real person, line or site."""

import re
import unicodedata

import pytest
from demo import archive, build_demo

RESERVED = {
    "United Kingdom, numbers for drama (mobile)": r"7700900\d{3}",
    "United Kingdom, numbers for drama (London)": r"2079460\d{3}",
    "North America, 555-01xx": r"\d{3}55501\d{2}",
    "area code 0600, which China has not assigned, and a local part beginning with 0, which no line has": r"6000\d{6}",
}
NOT_A_PHONE = (
    r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)(?: \d\d:\d\d(?::\d\d)?)?",  # dates and times
    r"HYZC-\d{4}-\d{4}",  # the invented tender number
    r"\b2\d{6}\b(?=\s+\D)",  # budget classification codes stand before their names
    r"[\w.+-]+@[\w.-]+|https?://\S+",
    r"(?<!\d)\d{1,3}(?:,\d{3})*\.\d+|(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)",  # amounts
)
NAMES = [page.path for page in archive.PAGES if page.source.endswith(".j2")] + [*build_demo.TEXTS, build_demo.BUDGET]


def phone_like(text: str) -> list[str]:
    """National digits of everything that could be dialled: seven digits or more."""
    folded = unicodedata.normalize("NFKC", text)
    for pattern in NOT_A_PHONE:
        folded = re.sub(pattern, " | ", folded)
    found = []
    for match in re.finditer(r"(?:\+|00)?\(?\d(?:[ ()\-]{0,2}\d){6,}", folded):
        digits = re.sub(r"\D", "", match.group().replace("(0)", ""))
        international = match.group().startswith(("+", "00"))
        found.append(re.sub(r"^(?:00)?(?:44|86)", "", digits) if international else digits.lstrip("0"))
    return found


def test_the_scan_sees_what_it_should():
    assert phone_like("电话 0991-1234567，13800138000") == ["9911234567", "13800138000"]
    assert phone_like("于2024-03-02 14:05:33付1,234,567.00元") == []


@pytest.mark.parametrize("name", NAMES)
def test_every_number_one_could_dial_is_from_a_reserved_range(texts, name):
    for number in phone_like(texts[name]):
        assert any(re.fullmatch(pattern, number) for pattern in RESERVED.values()), number


def test_the_scan_finds_the_lines_of_the_story(texts):
    assert {"7700900417", "2079460142", "6000771208", "2025550147"} <= {
        number for text in texts.values() for number in phone_like(text)
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_document_says_sample(texts, name):
    assert "样本 SAMPLE" in texts[name] or "樣本 SAMPLE" in texts[name]


def test_every_page_of_the_budget_says_sample(texts):
    assert texts[build_demo.BUDGET].count("样本 SAMPLE") == 6


@pytest.mark.parametrize("name", NAMES)
def test_hosts_are_of_reserved_domains(texts, name):
    for host in re.findall(r"(?:@|https?://)([\w.-]+\w)", texts[name]):
        assert host.endswith((".example", ".invalid")), host


def test_archived_pages_link_nowhere_else(responses):
    for _, _, _, content in responses.values():
        for host in re.findall(rb"//([\w.-]+\.\w+)", content):
            assert host == b"canary.invalid"


@pytest.mark.parametrize(
    ("identifier", "at_least"),
    [
        ("7700900417", 5),
        ("2079460142", 5),
        ("6000771208", 2),
        ("6000771236", 2),
    ],
)
def test_telephone_numbers_recur_across_documents(texts, identifier, at_least):
    assert sum(identifier in phone_like(text) for text in texts.values()) >= at_least


@pytest.mark.parametrize(
    ("name", "at_least"), [("陈海生|陳海生", 5), ("海公通字〔2023〕17[号號]", 4), ("云瀛信息技术|雲瀛資訊技術", 4)]
)
def test_names_recur_across_documents(texts, name, at_least):
    squeezed = (re.sub(r"\s", "", text) for text in texts.values())
    assert sum(bool(re.search(name, text)) for text in squeezed) >= at_least
