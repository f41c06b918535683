"""Identical bytes in any order, with any number of workers, in batches of any size."""

import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_package import SENTENCES

from reader.model import to_dict
from reader.translate.engine import Engine

WORDS = ["县公安局", "会议", "申请人", "预算", "警察", "护照", "12.5%", "2021年", "，", "。", "在", "𠮷", "arrested"]
_random = random.Random(7)
INPUTS = [
    *SENTENCES,
    *("".join(_random.choices(WORDS, k=_random.randint(1, 14))) for _ in range(60)),
    "",
    "申请人应当提出书面申请；" * 30,
]


def canonical(output) -> str:
    return json.dumps(to_dict(output), sort_keys=True)


@pytest.fixture(scope="module")
def one_by_one(package):
    with Engine(package, workers=1, batch=1) as engine:
        return {text: canonical(next(engine.translate([text]))[1]) for text in INPUTS}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(INPUTS), workers=st.integers(1, 4), batch=st.integers(1, 33), pool=st.integers(1, 200))
def test_a_result_depends_on_nothing_but_the_input(package, one_by_one, order, workers, batch, pool):
    with Engine(package, workers=workers, batch=batch, pool=pool) as engine:
        for index, output in engine.translate(order):
            assert canonical(output) == one_by_one[order[index]]


def test_the_same_holds_for_the_bundled_package(starter):
    texts = [s for s in SENTENCES if not s.isascii()] * 4 + ["会议", "警察", "预算"] * 3
    with Engine(starter, workers=1, batch=1) as engine:
        alone = {text: canonical(next(engine.translate([text]))[1]) for text in set(texts)}
    with Engine(starter, workers=2, batch=16) as engine:
        for index, output in engine.translate(texts):
            assert canonical(output) == alone[texts[index]]
