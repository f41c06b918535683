"""Jobs: queue, cancel, a killed runner, two runners."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.errors import UnknownObject
from reader.model import JobState
from reader.services.heartbeat import Heartbeat
from reader.services.jobs import JobRunner
from reader.services.wiring import open_services

MANY = "".join(f"第{n}号通知：请于{n % 28 + 1}日前登记，共计{n * 37}人。\n" for n in range(1, 420))


def run_all(services):
    runner = services.runner()
    assert runner.take_lease()
    runner.run_queued()
    runner.release_lease()


def test_jobs_run_in_order_and_say_how_they_ended(services, files):
    services.jobs.enqueue("ingest", {"paths": [str(files)]})
    services.jobs.enqueue("translate")
    services.jobs.enqueue("check")
    run_all(services)
    jobs = services.jobs.all()
    assert [job.state for job in jobs] == [JobState.DONE] * 3
    assert "2 documents" in jobs[0].message
    assert services.status.status()["segments"]["translated"] > 0


def test_a_file_that_cannot_be_read_makes_the_job_partial(services, files):
    (files / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(2000))
    services.jobs.enqueue("ingest", {"paths": [str(files)]})
    run_all(services)
    (job,) = services.jobs.all()
    assert job.state == JobState.PARTIAL
    assert "; 1 problem." in job.message
    assert job.problems == 1


def test_an_unknown_kind_or_a_missing_path_fails_without_stopping_the_queue(services, files):
    services.jobs.enqueue("dance")
    services.jobs.enqueue("ingest", {"paths": [str(files / "gone")]})
    services.jobs.enqueue("ingest", {"paths": [str(files)]})
    run_all(services)
    assert [j.state for j in services.jobs.all()] == [JobState.FAILED, JobState.FAILED, JobState.DONE]


def test_a_queued_job_can_be_cancelled(services, files):
    job = services.jobs.enqueue("ingest", {"paths": [str(files)]})
    services.jobs.cancel(job.id)
    run_all(services)
    assert services.jobs.get(job.id).state == JobState.CANCELLED
    assert services.status.status()["documents"] == 0


def test_two_runners_never_run_at_once(services, case_folder, settings):
    with open_services(case_folder, settings) as second:
        first, other = services.runner(), second.runner()
        assert first.take_lease()
        assert not other.take_lease()
        first.release_lease()
        assert other.take_lease()


def test_a_defect_in_a_job_is_stored_without_its_message(services):
    class Broken:
        def mapping(self):
            return {"boom": self.boom}

        def boom(self, job, monitor):
            raise ZeroDivisionError("secret 文本")

    services.jobs.enqueue("boom")
    runner = JobRunner(services.store, services.actor, lambda actor: Broken())
    runner.take_lease()
    runner.run_queued()
    (job,) = services.jobs.all()
    assert job.state == JobState.FAILED
    assert "ZeroDivisionError" in job.message
    assert "secret" not in job.message


def test_the_heartbeat_renews_the_lease(services):
    runner = services.runner()
    runner.take_lease()
    with services.store.read() as session:
        before = session.jobs.lease().renewed_at
    with Heartbeat(services.store, services.actor, runner.worker, every=0.05):
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with services.store.read() as session:
                if session.jobs.lease().renewed_at > before:
                    return
            time.sleep(0.05)
    pytest.fail("the lease was not renewed")


def test_a_worker_process_runs_the_queue_and_a_second_one_steps_back(services, case_folder, files):
    services.jobs.enqueue("ingest", {"paths": [str(files)]})
    worker = subprocess.run(
        [sys.executable, "-m", "reader.services.worker", str(case_folder)], timeout=120, check=False
    )
    assert worker.returncode == 0
    assert services.jobs.all()[0].state == JobState.DONE
    runner = services.runner()
    assert runner.take_lease()
    second = subprocess.run(
        [sys.executable, "-m", "reader.services.worker", str(case_folder)], timeout=120, check=False
    )
    assert second.returncode == 3


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_translation_survives_kill_9_and_goes_on_where_it_stopped(services, case_folder, tmp_path: Path):
    (tmp_path / "many.txt").write_text(MANY, "utf-8")
    services.ingest.run([tmp_path / "many.txt"])
    services.jobs.enqueue("translate")
    worker = subprocess.Popen([sys.executable, "-m", "reader.services.worker", str(case_folder)])
    deadline = time.monotonic() + 120
    while services.status.status()["segments"]["translated"] < 50:
        assert time.monotonic() < deadline, "the worker translates nothing"
        assert worker.poll() is None, "the worker ended before it could be killed"
        time.sleep(0.1)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    before = services.status.status()["segments"]
    assert before["translated"] < before["chinese"], "the worker was killed too late for this test to mean anything"
    assert services.verify.verify().ok

    services.jobs.ensure_worker()
    with services.store.read() as session:
        (job,) = session.jobs.all()
    finished = services.jobs.wait(job.id, lambda job: None)
    after = services.status.status()["segments"]
    assert finished.state == JobState.DONE
    assert after["translated"] == after["chinese"]
    assert f"{after['translated']} sentences" not in finished.message, "finished sentences were translated again"
    assert services.verify.verify().ok


def test_the_default_package_must_exist(services):
    with pytest.raises(UnknownObject):
        services.translate.set_default_package("no_such-9")
    services.translate.set_default_package("zh_en-starter-0.5")
    assert services.translate.default_package() == "zh_en-starter-0.5"
    services.translate.set_default_package(None)
    assert services.translate.default_package() is None
