"""Retries happen when they should, the best try wins, and both are recorded."""

from dataclasses import asdict

from tiny_package import SENTENCES

from reader.translate.engine import Engine
from reader.translate.judge import COPIED, EMPTY, LOOP
from reader.translate.parameters import RETRIES, Parameters
from reader.translate.retry import Attempt, best, final_flags


def attempt(number, *flags):
    return Attempt(number, f"text {number}", 2, -1.0, (), flags)


def test_a_clean_try_wins_and_only_retried_stays():
    tries = [attempt(0, LOOP), attempt(1)]
    assert best(tries).number == 1
    assert final_flags(tries) == ("retried",)


def test_of_bad_tries_the_least_bad_and_earliest_wins_and_its_flags_stay():
    tries = [attempt(0, EMPTY), attempt(1, LOOP), attempt(2, LOOP, COPIED), attempt(3, LOOP)]
    assert best(tries).number == 1
    assert final_flags(tries) == ("retried", LOOP)


def test_one_clean_try_has_no_flags():
    assert final_flags([attempt(0)]) == ()


def test_loops_of_a_real_engine_are_retried_flagged_and_bounded(looping_package):
    source = "警察要求他出示护照和签证。"
    with Engine(looping_package) as engine:
        ((_, output),) = engine.translate([source])
        pieces = len(engine._tokenizer.encode(source))
    assert output.flags[0] == "retried"
    assert LOOP in output.flags
    assert 0 < len(output.text) < 12 * engine.parameters.output_limit(pieces)


def test_a_retry_that_helps_is_the_one_recorded(package):
    with Engine(package) as engine, Engine(package, parameters=Parameters(retries=())) as strict:
        outputs = dict(engine.translate(SENTENCES))
        helped = [index for index, output in outputs.items() if output.flags == ("retried",)]
        assert helped
        for index in helped:
            ((_, first),) = strict.translate([SENTENCES[index]])
            assert first.flags, "the first try was no answer"
            assert outputs[index].text != first.text
            recorded = {name: value for name, value in outputs[index].parameters.items() if name != "procedure"}
            assert recorded in [asdict(retry) for retry in RETRIES]


def test_without_retries_the_first_try_stays_with_its_flags(looping_package):
    with Engine(looping_package, parameters=Parameters(retries=())) as engine:
        ((_, output),) = engine.translate(["警察要求他出示护照和签证。"])
    assert LOOP in output.flags
    assert "retried" not in output.flags
    assert output.parameters["repetition_penalty"] == 1.0
