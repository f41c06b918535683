"""Five thousand strings of at most twelve characters in five languages: is each routed rightly, by itself?

    python -m benchmarks.ingest.languages [--show]

Chinese and English pieces are cut from the sentences written for the training of the starter package, Traditional
ones converted by OpenCC; Japanese and Korean are put together from the word lists below. A gold label is a set where a
string is truly both: Chinese that both scripts write alike, Japanese without kana. No context is given, which is the
hardest case; in a document its neighbours decide what is open.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator

from benchmarks.figures import Figure, hand_over
from benchmarks.ingest.charsets import WRITTEN
from reader.text.hanzi import converter
from reader.text.language import identify

EACH = 1000
LONGEST = 12
SEED = 11
_STOPS = re.compile(r"[，。；：？！、（）《》“”\s…—]+")
_HAN = re.compile("[\u3400-\u9fff]")
ANY_CHINESE = frozenset({"zh", "zh-Hans", "zh-Hant"})

JA_NOUNS = """
警察 予算 会議 電話 住所 外務省 入管 国境 旅券 学校 新聞 記事 発表 調査 報告書 契約 入札 会社 銀行 駅 空港
病院 役所 市長 議員 法律 事件 容疑者 逮捕 捜査 裁判 証拠 写真 映像 資料 統計 人口 経済 貿易 漁業 農業 気象 地震 台風
道路 橋 港 工場 倉庫 荷物
"""
JA_KATAKANA = """
ニュース サイト データ ページ メール アドレス パスポート ビザ センター グループ メディア インタビュー
"""
JA_VERBS = "読む 書いた 行きます 見られる 始まった 調べる 話した 送ってください 変わりました 求めている"
KO_NOUNS = """
경찰 예산 회의 전화 주소 외교부 출입국 국경 여권 학교 신문 기사 발표 조사 보고서 계약 입찰 회사 은행 공항 병원 시장
의원 법률 사건 용의자 체포 수사 재판 증거 사진 영상 자료 통계 인구 경제 무역 어업 농업 기상 지진 태풍
도로 항구 공장 창고 화물 송환 난민
"""
KO_ENDINGS = "을 를 의 에서 입니다 했다 안내 현황 목록 관련"


def main() -> None:
    """Print the figures; exit 1 below 99.5 %."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print every string that is routed wrongly")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    skipped = 0
    for kind, text, gold in strings():
        found = identify(text).lang
        total[kind] += 1
        right[kind] += found in gold
        skipped += kind in {"Hans", "Hant"} and found not in ANY_CHINESE
        if options.show and found not in gold:
            print(f"{kind}\t{text}\t{found}\twanted {' or '.join(sorted(gold))}")
    for kind, count in total.items():
        print(f"{kind}: {right[kind]} of {count} ({right[kind] / count:.2%})")
    share = right.total() / total.total()
    hand_over(
        Figure(f"languages of {total.total():,} short strings", f"{share:.2%} right", ">= 99.5 %", share >= 0.995),
        Figure("Chinese strings taken for another language", f"{skipped}", "0", skipped == 0),
    )
    sys.exit(0 if share >= 0.995 and not skipped else 1)


def strings() -> Iterator[tuple[str, str, frozenset[str]]]:
    """``(kind, string, accepted labels)``, a thousand of each kind."""
    chance = random.Random(SEED)
    pieces = _some(_chinese(), chance)
    to_traditional = converter("s2t").convert
    for text in pieces:
        alike = to_traditional(text) == text
        yield "Hans", text, ANY_CHINESE if alike else frozenset({"zh-Hans", "zh"})
    for text in pieces:
        written = to_traditional(text)
        yield "Hant", written, ANY_CHINESE if written == text else frozenset({"zh-Hant", "zh"})
    for text in _some(_japanese(), chance):
        yield "ja", text, frozenset({"ja"})
    for text in _some(_korean(), chance):
        yield "ko", text, frozenset({"ko"})
    for text in _some(_english(), chance):
        yield "en", text, frozenset({"en"})


def _some(texts: set[str], chance: random.Random) -> list[str]:
    return chance.sample(sorted(texts), EACH)


def _chinese() -> set[str]:
    pieces = (piece for line in _column(0) for piece in _STOPS.split(line))
    return {piece for piece in pieces if 2 <= len(piece) <= LONGEST and _HAN.search(piece)}


def _english() -> set[str]:
    words = (re.findall(r"[A-Za-z][a-z']+", line) for line in _column(1))
    runs = (" ".join(found[i : i + n]) for found in words for n in (1, 2, 3) for i in range(len(found) - n + 1))
    return {text for text in runs if 2 <= len(text) <= LONGEST}


def _japanese() -> set[str]:
    found = {f"{a}の{b}" for a, b in itertools.permutations(JA_NOUNS.split(), 2)}
    found |= {f"{a}を{verb}" for a in JA_NOUNS.split() for verb in JA_VERBS.split()}
    found |= {f"{a}{b}" for a in JA_NOUNS.split() for b in JA_KATAKANA.split()}
    return {text for text in found if len(text) <= LONGEST}


def _korean() -> set[str]:
    found = {f"{a} {b}" for a, b in itertools.permutations(KO_NOUNS.split(), 2)}
    found |= {f"{a}{end}" for a in KO_NOUNS.split() for end in KO_ENDINGS.split()}
    return {text for text in found if len(text) <= LONGEST}


def _column(number: int) -> Iterator[str]:
    for path in sorted(WRITTEN.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > number and not line.startswith("#"):
                yield cells[number]


if __name__ == "__main__":
    main()
