"""The queue and the lease."""

import os
import socket
import subprocess
import sys

import pytest

from reader.errors import UnknownObject, UsageError
from reader.model import JobState
from reader.store import audit, lease


@pytest.fixture
def write(store, ada):
    """One call on ``session.jobs`` in a transaction of its own."""

    def call(method, *arguments, **fields):
        with store.write(ada) as session:
            return getattr(session.jobs, method)(*arguments, **fields)

    return call


def actions(store):
    with store.read() as session:
        return [entry.action for entry in session.log.entries() if entry.action.startswith("job.")]


def test_the_life_of_a_job(store, ada, write):
    job = write("enqueue", "translate", {"documents": ["D1"], "workers": 2})
    assert (job.id, job.state, job.actor_id, job.params) == (
        "J1", JobState.QUEUED, ada.id, {"documents": ["D1"], "workers": 2},
    )  # fmt: skip
    assert write("next_queued") == job == write("get", "J1")
    started = write("start", "J1", "w")
    assert (started.state, started.worker) == (JobState.RUNNING, "w")
    write("progress", "J1", done=5, total=10, unit="sentences", rate=2.5, message="half")
    running = write("get", "J1")
    assert (running.done, running.total, running.unit, running.rate, running.message) == (
        5,
        10,
        "sentences",
        2.5,
        "half",
    )
    assert running.heartbeat_at >= started.heartbeat_at
    done = write("finish", "J1", JobState.DONE, "10 sentences.")
    assert (done.state, done.message) == (JobState.DONE, "10 sentences.")
    assert done.finished_at.endswith("Z")
    assert write("next_queued") is None
    assert write("all") == [done]
    assert actions(store) == ["job.queued", "job.started", "job.finished"]
    assert audit.verify(store).ok


def test_progress_is_not_in_the_log(store, write):
    write("enqueue", "check", {})
    write("start", "J1", "w")
    before = actions(store)
    for done in range(5):
        write("progress", "J1", done=done)
    assert actions(store) == before
    with pytest.raises(TypeError):
        write("progress", "J1", state="done")
    with pytest.raises(UnknownObject):
        write("progress", "J9", done=1)


def test_jobs_run_in_the_order_they_were_queued(write):
    for kind in ("ingest", "translate"):
        write("enqueue", kind, {})
    assert write("next_queued").id == "J1"
    write("take_lease", "w")
    write("start", "J1", "w")
    assert write("next_queued").id == "J2"


def test_a_job_of_a_vanished_worker_is_next(write):
    write("enqueue", "ingest", {})
    write("enqueue", "translate", {})
    write("take_lease", "first")
    write("start", "J1", "first")
    write("release_lease", "first")
    write("take_lease", "second")
    left = write("next_queued")
    assert left.id == "J1"
    resumed = write("start", "J1", "second")
    assert (resumed.worker, resumed.started_at) == ("second", left.started_at)
    assert write("next_queued").id == "J2"
    with pytest.raises(UsageError):
        write("start", "J1", "second")


def test_a_finished_job_stays_finished(store, write):
    write("enqueue", "check", {})
    write("start", "J1", "w")
    with pytest.raises(UsageError):
        write("finish", "J1", JobState.RUNNING, "")
    write("finish", "J1", JobState.FAILED, "no package")
    assert write("finish", "J1", JobState.DONE, "done").message == "no package"
    assert write("request_cancel", "J1").state is JobState.FAILED
    with pytest.raises(UsageError):
        write("start", "J1", "w")
    assert actions(store) == ["job.queued", "job.started", "job.finished"]


def test_cancelling(store, write):
    write("enqueue", "ingest", {})
    write("enqueue", "check", {})
    write("start", "J1", "w")
    assert write("request_cancel", "J1").cancel_requested
    assert write("get", "J1").state is JobState.RUNNING
    write("request_cancel", "J1")
    waiting = write("request_cancel", "J2")
    assert (waiting.state, waiting.cancel_requested) == (JobState.CANCELLED, True)
    assert write("next_queued").id == "J1"
    assert actions(store).count("job.cancel-requested") == 2


def test_one_worker_at_a_time(write):
    assert write("take_lease", "first")
    assert write("take_lease", "first")
    assert not write("take_lease", "second")
    assert write("renew_lease", "first")
    assert not write("renew_lease", "second")
    write("release_lease", "second")
    assert write("lease").worker == "first"
    write("release_lease", "first")
    assert write("lease") is None
    assert write("take_lease", "second")


def test_a_lease_that_nobody_renews_is_taken_over(write, tamper, store):
    write("take_lease", "elsewhere:1:x")
    store.close()
    tamper("UPDATE lease SET renewed_at = '2020-01-01T00:00:00.000Z'")
    assert write("lease").stale
    assert write("take_lease", "second")
    assert not write("renew_lease", "elsewhere:1:x")


def test_a_lease_of_a_dead_process_is_taken_over_at_once(write):
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    write("take_lease", f"{socket.gethostname()}:{child.pid}:x")
    assert write("lease").stale
    mine = f"{socket.gethostname()}:{os.getpid()}:x"
    assert write("take_lease", mine)
    assert not write("lease").stale


def test_a_silent_worker_elsewhere_is_given_time(write):
    write("take_lease", "elsewhere:1:x")
    assert not write("lease").stale
    assert lease.STALE_SECONDS > 60
