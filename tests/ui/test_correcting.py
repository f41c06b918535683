"""Routes for correcting recognised text, over invented services."""

import dataclasses
from types import SimpleNamespace

import pytest

from reader.errors import ChangedMeanwhile, PackageMissing
from reader.model import Job, JobState, Segment, SourceRevision, SourceRevisionKind
from reader.services.corrections import Corrected


class Corrections:
    """Remembers what it was asked; every correction brings in sentence 4 and leaves 3 alone."""

    def __init__(self, actor):
        self.calls = []
        self.actor = actor

    def view(self, segment_id):
        return {"block": "D1.b2", "version": 1, "correctable": True}

    def block_holding(self, segment_id):
        return SimpleNamespace(id="D1.b2", document_id="D1")

    def correct(self, block_id, **more):
        self.calls.append(("correct", block_id, more))
        if more["version"] != 1:
            raise ChangedMeanwhile("Somebody else corrected this.", hint="Reload it.")
        act = SourceRevision(
            "S1", "D1", block_id, 2, SourceRevisionKind.CORRECTION, "", more["text"], (), "", self.actor, "", None, "S1"
        )
        kept = Segment("D1.s3", "D1", block_id, 3, 0, 1, "一", "zh")
        return Corrected(
            act, (kept, dataclasses.replace(kept, id="D1.s4v2", n=4, source_revision_id="S1")), ("D1.s4v2",)
        )

    def withdraw(self, block_id, **more):
        self.calls.append(("withdraw", block_id, more))
        done = self.correct(block_id, text="", version=1)
        return Corrected(dataclasses.replace(done.act, id="S2"), done.sentences, ())


class Jobs:
    def __init__(self):
        self.queued, self.woken = [], 0

    def enqueue(self, kind, params):
        self.queued.append(Job(f"J{len(self.queued)}", kind, params, JobState.QUEUED, "A1", ""))

    def ensure_worker(self):
        self.woken += 1

    def all(self):
        return self.queued


@pytest.fixture
def case(services):
    services.corrections, services.jobs = Corrections(services.actor), Jobs()
    services.translate = SimpleNamespace(default_package=lambda: None)
    services.packages = SimpleNamespace(choose=lambda lang, name: lang)
    return services


def test_what_the_drawer_shows(client, case):
    assert client.get("/api/segments/D1.s4/chinese").json()["block"] == "D1.b2"


def test_a_correction_is_stored_and_its_sentences_are_put_in_line(client, case):
    wanted = {"text": "二", "reason": "clear", "version": 1}
    assert client.post("/api/segments/D1.s4/chinese", json=wanted).json() == {"n": 4, "translating": True}
    assert case.corrections.calls == [("correct", "D1.b2", wanted)]
    assert [(job.kind, job.params) for job in case.jobs.queued] == [
        ("translate", {"documents": ["D1"]}),
        ("check", {"documents": ["D1"]}),
    ]
    assert case.jobs.woken == 1
    assert client.get("/api/documents/D1/work").json() == {"active": True, "trouble": ""}
    assert case.jobs.woken == 2
    assert client.get("/api/documents/D2/work").json() == {"active": False, "trouble": ""}
    failed = [dataclasses.replace(job, state=JobState.FAILED, message="No room.") for job in case.jobs.queued]
    case.jobs.queued = failed
    assert client.get("/api/documents/D1/work").json() == {"active": False, "trouble": "No room."}


def test_without_a_package_it_is_stored_all_the_same(client, case):
    def choose(lang, name):
        raise PackageMissing("No package.")

    case.packages.choose = choose
    answer = client.post("/api/segments/D1.s4/chinese", json={"text": "二", "version": 1}).json()
    assert answer == {"n": 4, "translating": False}
    assert case.jobs.queued == []


def test_withdrawing(client, case):
    answer = client.post("/api/segments/D1.s4/chinese", json={"withdraw": True, "reason": "no", "version": 2}).json()
    assert answer == {"n": 3, "translating": False}
    assert case.corrections.calls[0] == ("withdraw", "D1.b2", {"reason": "no", "version": 2})


@pytest.mark.parametrize(
    "wanted",
    [
        {"text": "二"},
        {"text": "二", "version": True},
        {"text": "二", "version": 0},
        {"text": "二", "version": "1"},
        {"text": " ", "version": 1},
        {"version": 1},
        {"text": "二", "version": 2},
    ],
)
def test_refusals(client, case, wanted):
    answer = client.post("/api/segments/D1.s4/chinese", json=wanted)
    assert answer.status_code in (400, 409)
    assert answer.json()["error"]
