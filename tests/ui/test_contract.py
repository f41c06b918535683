"""The Protocols pages and routes rely on, held against the real services and the invented ones."""

import inspect

import fakes
import pytest

from reader.services.annotate import AnnotateService
from reader.services.corrections import CorrectionService
from reader.services.jobs import JobService
from reader.services.original import OriginalService
from reader.services.reading import FILTERS, ReadingService
from reader.services.translate import TranslateService
from reader.services.words import WordService
from reader.translate.packages import PackageStore
from reader.ui.api import contract

PAIRS = [
    (contract.Reading, ReadingService),
    (contract.Reading, fakes.FakeReading),
    (contract.Words, WordService),
    (contract.Words, fakes.FakeWords),
    (contract.Corrections, CorrectionService),
    (contract.Jobs, JobService),
    (contract.Packages, PackageStore),
    (contract.Translating, TranslateService),
    (contract.Annotating, AnnotateService),
    (contract.Annotating, fakes.FakeAnnotating),
]


def methods(protocol):
    return [name for name, value in vars(protocol).items() if inspect.isfunction(value) and not name.startswith("_")]


@pytest.mark.parametrize(("protocol", "service"), PAIRS, ids=lambda c: c.__name__)
def test_services_take_what_routes_send(protocol, service):
    for name in methods(protocol):
        wanted = inspect.signature(getattr(protocol, name)).parameters
        # ReadingService lends two methods of OriginalService to its instances
        owner = service if hasattr(service, name) else OriginalService
        offered = inspect.signature(getattr(owner, name)).parameters
        assert set(wanted) <= set(offered), f"{service.__name__}.{name}"
        for parameter in set(offered) - set(wanted):
            assert offered[parameter].default is not inspect.Parameter.empty, f"{service.__name__}.{name}"


def test_filters_are_the_same():
    assert contract.FILTERS == FILTERS
