"""What packages say: own and further ones, alignment, round trip, and silence where nothing can be measured."""

import json
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "translate"))

import tiny_package
from tiny_package import SENTENCES

from reader.checks.contrasts import variants
from reader.checks.signals import Change
from reader.errors import PackageMissing
from reader.model import AlignedPair, Segment, Translation
from reader.services.signals import Judged, SignalService, doubts_of, gaps_of, of_own
from reader.translate.forced import Forced, ForcedDecoder
from reader.translate.packages import PackageStore

ZH, EN = SENTENCES[0], SENTENCES[5]


def segment(text, lang="zh-Hans"):
    return Segment("S", "D", "B", 1, 0, len(text), text, lang)


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """Two packages from Chinese and one from English into Chinese, all in miniature."""
    folder = tmp_path_factory.mktemp("archives")
    store = PackageStore(tmp_path_factory.mktemp("installed"), Path("/nonexistent"))
    for seed in (1, 2):
        store.import_file(tiny_package.build(folder, seed=seed, version=f"0.{seed}"))
    store.import_file(_turned_round(tiny_package.build(folder, seed=3), folder / "translate-en_zh-0_1.argosmodel"))
    return store


def _turned_round(archive, target):
    with zipfile.ZipFile(archive) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    name = f"{tiny_package.PREFIX}/metadata.json"
    metadata = json.loads(files.pop(name)) | {"from_code": "en", "to_code": "zh"}
    renamed = {n.replace(tiny_package.PREFIX, "translate-en_zh-0_1"): data for n, data in files.items()}
    renamed["translate-en_zh-0_1/metadata.json"] = json.dumps(metadata).encode()
    return tiny_package.write_archive(target, renamed)


def test_the_usual_depth_scores_and_no_more(packages):
    with SignalService(packages) as service:
        (found,) = service.measure([Judged(segment(ZH), EN)])
    assert found.score < 0
    assert found.least <= found.score
    assert (found.agreement, found.round_trip, found.entropy, found.n_others) == (None, None, None, 0)
    assert found.package_sha256 == packages.choose("zh-Hans").package.sha256


def test_the_thorough_depth_asks_everyone(packages):
    with SignalService(packages, thorough=True) as service:
        assert len(service.asked) == 3
        (found,) = service.measure([Judged(segment(ZH), EN, ("The county police came.",))])
    assert 0 <= found.entropy <= 1
    assert 0 <= found.agreement <= 1
    assert 0 <= found.spread <= 1
    assert 0 <= found.round_trip <= 1
    assert found.n_others == 2  # the file's and the second package's
    assert all(0 <= a < b <= len(ZH) for a, b in found.gaps)


def test_signals_do_not_depend_on_company(packages):
    pairs = [Judged(segment(zh), en) for zh in SENTENCES[:5] for en in SENTENCES[5:]]
    with SignalService(packages) as service:
        together = service.measure(pairs)
        alone = [service.measure([pair])[0] for pair in pairs]
    assert together == alone


@pytest.mark.parametrize(("zh", "en"), [("", "Hello"), ("你好", ""), ("长" * 100_000, "long")])
def test_what_cannot_be_measured_is_not(packages, zh, en):
    with SignalService(packages, thorough=True) as service:
        (found,) = service.measure([Judged(segment(zh, "und"), en)])
    assert found.score is None
    assert found.doubts == ()


def test_traditional_text_is_measured_in_the_script_of_its_package(packages):
    with SignalService(packages, thorough=True) as service:
        (found,) = service.measure([Judged(segment("縣公安局在火車站抓獲三名嫌疑人。", "zh-Hant"), EN)])
    assert found.score is not None
    assert all(b <= 16 for _, b in found.gaps)


def test_without_a_package_it_is_refused(tmp_path):
    with pytest.raises(PackageMissing):
        SignalService(PackageStore(tmp_path, tmp_path))


def test_doubts_are_the_least_probable_words_and_do_not_overlap():
    text = "one two three four five six"
    spans = ((0, 3), (3, 7), (7, 13), (13, 18), (18, 23), (23, 27))
    forced = Forced(spans, (-0.1, -9.0, -9.5, -0.1, -8.0, -8.5), -0.1)
    first, second = doubts_of(text, forced)
    assert text[slice(*first.target)] == "two three"
    assert text[slice(*second.target)] == "five six"
    assert first.mean < second.mean


def test_gaps_are_han_that_nothing_looks_at():
    source = "公安局的会议，取消了"
    alignment = [AlignedPair(0, 3, 0, 6, 0.9), AlignedPair(4, 6, 7, 14, 0.8)]
    assert gaps_of(source, alignment) == ((7, 10),)
    assert gaps_of("会议", []) == ((0, 2),)


def test_a_stored_translation_brings_its_own_signals():
    made = Translation("T", ZH, EN, "e", "1", "p", "1", "ab", {}, "avx2", -1.5, (AlignedPair(0, 2, 0, 5, 0.9),))
    found = of_own(made, segment(ZH))
    assert (found.own, found.score, found.package_sha256) == (True, -1.5, "ab")
    assert found.gaps


def test_changes_are_measured_against_the_pair_itself(packages):
    zh, en = "他没有离开北京，也没有带手机。", "He has left Beijing."
    route = packages.choose("zh-Hans")
    with SignalService(packages) as service, ForcedDecoder(route.package) as decoder:
        (found,) = service.measure([Judged(segment(zh), en)])
        asked = variants(zh, en)
        totals = dict(decoder.score([(zh, en), *((v.source, v.target) for v in asked)]))
    assert {contrast.change for contrast in found.contrasts} >= {Change.NEGATED, Change.UNDENIED, Change.CLAUSE}
    assert found.tokens == len(totals[0].log_probs) + 1
    for n, (contrast, variant) in enumerate(zip(found.contrasts, asked, strict=True)):
        assert (contrast.change, contrast.span) == (variant.change, variant.span)
        assert contrast.gain == pytest.approx(totals[n + 1].total - totals[0].total)


def test_the_quick_depth_asks_about_no_change(packages):
    with SignalService(packages, contrasts=False) as service:
        (found,) = service.measure([Judged(segment("他没有离开北京。"), "He has left Beijing.")])
    assert found.contrasts == ()
    assert found.score is not None
