"""The engine takes any string, loses nothing, and says what it did."""

import itertools
from dataclasses import replace

import pytest
from tiny_package import PREFIX, SENTENCES, write_archive

from reader.errors import PackageCorrupt, TranslationError
from reader.translate.engine import Engine
from reader.translate.packages import PackageStore
from reader.translate.parameters import Parameters
from reader.translate.pictures import between, pictures
from reader.translate.pieces import SPLIT

STRANGE = [
    "", " ", "\n\t", "。", "……", "a\ud800b", "\udfff", "\x00", "\x00\x01\x02", "\u200b", "\ufeff",
    "🙂🙂", "e\u0301" * 5, "ABC-123", "2021", "https://example.org/a?b=c", "▁▁", "<unk>", "</s>", "<0xE5>",
    "𠮷" * 3, "\U0010ffff",
    "公" * 400, "1" * 300, "\u0301" * 50,
]  # fmt: skip


def translate(engine, *inputs):
    found = list(engine.translate(inputs))
    assert sorted(index for index, _ in found) == list(range(len(inputs))), "each input exactly once"
    return [output for _, output in sorted(found, key=lambda pair: pair[0])]


def test_any_string_is_answered(engine):
    for source, output in zip(STRANGE, translate(engine, *STRANGE), strict=True):
        words = "".join(source[start:end] for start, end in between(source, pictures(source))).strip()
        assert (output.score is None) == (len(engine._tokenizer.encode(words)) == 0)
        for pair in output.alignment:
            assert 0 <= pair.s0 < pair.s1 <= len(source)
            assert 0 <= pair.t0 < pair.t1 <= len(output.text)
            assert 0 < pair.weight <= 1


def test_white_space_is_an_empty_answer_without_flags(engine):
    for output in translate(engine, "", "  \n"):
        assert (output.text, output.score, output.alignment, output.flags) == ("", None, (), ())


def test_the_bundled_package_translates(starter):
    with Engine(starter) as engine:
        (output,) = translate(engine, "申请人应当向主管机关提出申请。")
    assert "appl" in output.text.lower()
    assert -3 < output.score < 0
    assert output.flags == ()
    assert output.parameters["beam_size"] == 4
    words = {output.text[p.t0 : p.t1].lower() for p in output.alignment if p.s0 < 3}
    assert any(word.startswith("appl") for word in words)


def test_over_long_input_is_split_and_nothing_is_lost(starter):
    source = "".join(f"第{n}条，申请人应当提出书面申请；逾期不予受理。" for n in range(1, 13))
    with Engine(starter, parameters=Parameters(max_input_tokens=60)) as engine:
        (output,) = translate(engine, source)
    assert output.flags[0] == SPLIT
    spans = [tuple(piece["span"]) for piece in output.parameters["pieces"]]
    assert "".join(source[a:b] for a, b in spans) == source
    assert all(source[b - 1] in "。；，" for _, b in spans)
    for start, end in spans:
        assert any(start <= pair.s0 < end for pair in output.alignment), "every part keeps its links"


def test_the_parts_of_split_input_are_translated_as_if_alone(package):
    parameters = Parameters(max_input_tokens=24)
    parts = ["县公安局在火车站抓获嫌疑人。", "会议将于星期五举行。"]
    with Engine(package, parameters=parameters) as engine:
        whole, *alone = translate(engine, "".join(parts), *parts)
    spans = [tuple(piece["span"]) for piece in whole.parameters["pieces"]]
    assert spans == [(0, len(parts[0])), (len(parts[0]), len("".join(parts)))]
    assert whole.text == " ".join(output.text for output in alone)
    shift_s, shift_t = len(parts[0]), len(alone[0].text) + 1
    moved = [
        replace(p, s0=p.s0 + shift_s, s1=p.s1 + shift_s, t0=p.t0 + shift_t, t1=p.t1 + shift_t)
        for p in alone[1].alignment
    ]
    assert list(whole.alignment) == [*alone[0].alignment, *moved]
    assert min(o.score for o in alone) <= whole.score <= max(o.score for o in alone)


def test_a_hundred_thousand_characters(package):
    source = ("申请人应当在三十日内向主管机关提出书面申请，逾期不予受理。" * 4000)[:100_000]
    with Engine(package, parameters=Parameters(retries=(), output_ratio=0, output_slack=4)) as engine:
        (output,) = translate(engine, source)
    assert SPLIT in output.flags
    spans = [piece["span"] for piece in output.parameters["pieces"]]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(source)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(spans))


def test_input_is_read_as_needed_not_as_a_whole(package):
    taken = itertools.count()

    def endless():
        for sentence in itertools.cycle(SENTENCES):
            next(taken)
            yield sentence

    with Engine(package, batch=4, pool=16) as engine:
        first = list(itertools.islice(engine.translate(endless()), 20))
    assert len({index for index, _ in first}) == 20
    assert next(taken) < 200


def test_cancelling_delivers_what_is_under_way_and_stops(package):
    done = []
    with Engine(package, batch=2, pool=4) as engine:
        for index, _ in engine.translate(itertools.cycle(SENTENCES), cancelled=lambda: len(done) >= 5):
            done.append(index)
    assert 5 <= len(done) < 40


def test_cancelled_before_the_start_does_nothing(engine):
    assert list(engine.translate(SENTENCES, cancelled=lambda: True)) == []


def test_a_closed_engine_opens_again(package):
    engine = Engine(package)
    before = translate(engine, SENTENCES[0])
    engine.close()
    engine.close()
    assert translate(engine, SENTENCES[0]) == before
    engine.close()


def test_the_key_changes_with_everything_that_changes_the_result(package, monkeypatch):
    engine = Engine(package)
    keys = {
        engine.key("会议"),
        engine.key("会议 "),
        engine.key("\ud800"),
        engine.key("\ufffd"),
        Engine(replace(package, sha256="0" * 64)).key("会议"),
        Engine(package, parameters=Parameters(max_input_tokens=99)).key("会议"),
        Engine(package, parameters=Parameters(retries=())).key("会议"),
    }
    monkeypatch.setattr("reader.translate.engine.instruction_set", lambda: "another cpu")
    keys.add(Engine(package).key("会议"))
    other = Engine(package)
    other.versions = {**other.versions, "ctranslate2": "0"}
    keys.add(other.key("会议"))
    assert len(keys) == 9
    assert all(len(key) == 64 for key in keys)


def test_the_key_does_not_change_with_speed_or_place(package, tmp_path):
    moved = replace(package, path=tmp_path)
    assert Engine(package, workers=1, batch=1).key("会议") == Engine(moved, workers=8, batch=32, pool=9).key("会议")


def test_a_package_that_is_not_unpacked_or_not_loadable_is_an_error_with_advice(package, archive, files, tmp_path):
    with pytest.raises(PackageCorrupt, match="not unpacked"):
        list(Engine(replace(package, path=archive, ready=False)).translate(["会议"]))
    for name in ("model/model.bin", "model/shared_vocabulary.json", "sentencepiece.model"):
        broken = write_archive(tmp_path / "broken.argosmodel", {**files, f"{PREFIX}/{name}": b"\x06\x00\x00\x00broken"})
        bad = PackageStore(tmp_path / name.replace("/", "-"), tmp_path).import_file(broken)
        with pytest.raises(PackageCorrupt) as caught:
            list(Engine(bad).translate(["会议"]))
        assert "reader models verify" in caught.value.hint


def test_errors_of_the_library_carry_no_text(package, monkeypatch):
    class Broken:
        def translate_batch(self, batch, **options):
            raise RuntimeError(f"cannot translate {batch}")

    monkeypatch.setattr("reader.translate.loaded.load", lambda *arguments: Broken())
    with pytest.raises(TranslationError) as caught:
        list(Engine(package).translate(["秘密证人"]))
    assert "秘" not in f"{caught.value.message}{caught.value.hint}"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
