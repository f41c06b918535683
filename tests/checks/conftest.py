"""Runs one check, or all of them, on a source and a translation."""

import dataclasses

import pytest

from reader.checks import registry
from reader.checks.contract import Context
from reader.model import Segment, Translation


def _records(source, target, flags=(), judged=None):
    segment = Segment("D1.s1", "D1", "D1.b1", 1, 0, len(source), source, "zh-Hans")
    translation = Translation("T", source, target, "engine", "1", "package", "1", "0" * 64, {}, "avx2", flags=flags)
    return segment, translation, Context(target if judged is None else judged)


@pytest.fixture
def apply():
    """``apply(check, source, target, flags=(), judged=None)``: the check's findings."""
    return lambda check, *args, **named: check(*_records(*args, **named))


@pytest.fixture
def one(apply, request):
    """``one(source, target)``: the only finding of the ``CHECK`` of the test's module."""

    def only(source, target):
        found = apply(request.module.CHECK, source, target)
        assert len(found) == 1, found
        return found[0]

    return only


@pytest.fixture
def run_all():
    """``run_all(source, target, …)``: the findings of every registered check."""
    return lambda *args, **named: registry.run(*_records(*args, **named))


@pytest.fixture
def context_of():
    """``context_of(source, target, **fields)``: the records a check is called with, the context with these fields."""

    def build(source, target, **fields):
        segment, translation, context = _records(source, target)
        return segment, translation, dataclasses.replace(context, **fields)

    return build
