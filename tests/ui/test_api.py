"""The JSON routes over invented services."""

import pytest
from starlette.testclient import TestClient

from reader import errors

JSON = {"content-type": "application/json"}


def test_header(client):
    answer = client.get("/api/documents/D1").json()
    assert answer["filters"]["all"] == 400
    assert answer["provenance"]["sha256"].startswith("9f31")


def test_windows_of_segments(client):
    answer = client.get("/api/documents/D1/segments?start=101&count=3").json()
    assert (answer["total"], answer["start"]) == (400, 101)
    assert [row["n"] for row in answer["rows"]] == [101, 102, 103]


def test_windows_of_a_filter_count_within_the_filter(client):
    answer = client.get("/api/documents/D1/segments?start=2&count=2&filter=doubts").json()
    assert [row["state"] for row in answer["rows"]] == ["doubtful", "doubtful"]
    assert answer["total"] == client.get("/api/documents/D1").json()["filters"]["doubts"]


def test_one_kind_of_doubt(client):
    kinds = client.get("/api/documents/D1").json()["kinds"]
    label, count = next(iter(kinds.items()))
    answer = client.get("/api/documents/D1/segments", params={"label": label, "count": 400}).json()
    assert answer["total"] == count == len(answer["rows"])
    index = client.get("/api/documents/D1/index", params={"label": label}).json()
    assert index["n"] == [row["n"] for row in answer["rows"]]


def test_index_arrays_are_parallel(client):
    answer = client.get("/api/documents/D1/index").json()
    assert {len(answer[name]) for name in ("n", "state", "boilerplate", "severity", "length")} == {400}


def test_original_and_page_image(client):
    assert client.get("/api/documents/D1/original?segment=2").json()["kind"] == "page"
    image = client.get("/api/documents/D1/pages/1.png")
    assert image.headers["content-type"] == "image/png"
    assert image.content.startswith(b"\x89PNG")


def test_the_password_of_a_protected_original(client):
    def give(**body):
        return client.post("/api/documents/D1/password", json=body)

    assert give(password="open sesame").json() == {"unlocked": True}
    refused = give(password="wrong")
    assert (refused.status_code, refused.json()["code"]) == (422, "encrypted-input")
    assert "wrong" not in refused.text
    assert [give().status_code, give(password="").status_code, give(password=3).status_code] == [400, 400, 400]


def test_words(client):
    answer = client.get("/api/documents/D1/words?start=3&count=2").json()
    assert [row["n"] for row in answer["rows"]] == [3, 4]
    assert answer["attribution"]
    assert client.get("/api/documents/D1/words?count=61").status_code == 400


def test_history(client):
    answer = client.get("/api/segments/D1.s5/history").json()
    assert answer["revisions"][0]["status"] == "reviewed"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/documents/D99", 404),
        ("/api/segments/D1.s9999/history", 404),
        ("/api/documents/D1/segments?filter=all&start=0", 400),
        ("/api/documents/D1/segments?count=100000", 400),
        ("/api/documents/D1/segments?start=1e3", 400),
        ("/api/documents/D1/segments?start=٣", 400),
        ("/api/documents/D1/segments?start=" + "9" * 5000, 400),
        ("/api/documents/D1/pages/" + "9" * 5000 + ".png", 400),
        ("/api/documents/D1/pages/-1.png", 400),
        ("/api/documents/D1/segments?filter=everything", 400),
        ("/api/documents/D1?case=unknown", 400),
    ],
)
def test_refusals_say_why(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert answer.json()["code"]


def test_note_on_astral_characters_and_its_life(client):
    note = {"side": "source", "start": 0, "end": 2, "exact": "𠮷田", "note": "who?", "tags": ["person", "person", " "]}
    answer = client.post("/api/segments/D1.s3/annotations", json=note).json()
    stored = answer["row"]["annotations"][-1]
    assert (stored["exact"], stored["tags"]) == ("𠮷田", ["person"])
    assert answer["counts"]["notes"] == client.get("/api/documents/D1").json()["filters"]["notes"]
    address = f"/api/annotations/{stored['id']}"
    changed = client.post(address, json={"note": "Mr Yoshida", "tags": []}).json()
    assert changed["row"]["annotations"][-1]["note"] == "Mr Yoshida"
    gone = client.post(address, json={"delete": True}).json()
    assert all(a["id"] != stored["id"] for a in gone["row"]["annotations"])


def test_correction(client):
    answer = client.post("/api/segments/D1.s4/revisions", json={"text": "Better.", "reason": "clearer"}).json()
    assert answer["row"]["revision"]["text"] == "Better."
    assert answer["row"]["state"] == "corrected"


def test_text_that_is_no_unicode_is_shown_and_leaves_the_page_readable(client):
    """Damaged evidence and old file names hold lone surrogates; one of them must not take the whole window away."""
    broken = '{"text": "cut \\ud83d off", "reason": "\\udcb9"}'
    answer = client.post("/api/segments/D1.s4/revisions", content=broken, headers={"content-type": "application/json"})
    assert answer.json()["row"]["revision"]["text"] == "cut \ud83d off"
    rows = client.get("/api/documents/D1/segments?start=4&count=1").json()["rows"]
    assert rows[0]["revision"]["text"] == "cut \ud83d off"


def test_dismissal_needs_a_reason(client):
    assert client.post("/api/findings/f2/dismissal", json={"reason": "  "}).status_code == 400
    answer = client.post("/api/findings/f2/dismissal", json={"reason": "same value"}).json()
    assert answer["row"]["findings"][0]["dismissal"]["reason"] == "same value"


@pytest.mark.parametrize(
    "wanted",
    [
        {"side": "margin", "start": 0, "end": 1, "exact": "第", "note": "x"},
        {"side": "source", "start": -1, "end": 1, "exact": "第", "note": "x"},
        {"side": "source", "start": True, "end": 1, "exact": "第", "note": "x"},
        {"side": "source", "start": 0, "end": 1, "exact": "他", "note": "x"},
        {"side": "source", "start": 0, "end": 1, "exact": "第", "note": 7},
        {"side": "source", "start": 0, "end": 1, "exact": "第", "note": "", "tags": []},
        {"side": "source", "start": 0, "end": 1, "exact": "第", "note": "x", "tags": "one"},
    ],
)
def test_bad_notes_are_refused_and_nothing_is_stored(client, wanted):
    answer = client.post("/api/segments/D1.s4/annotations", json=wanted)
    assert answer.status_code == 400
    assert client.get("/api/documents/D1/segments?start=4&count=1").json()["rows"][0]["annotations"] == []


@pytest.mark.parametrize("content", [b"{", b"[]", b"[" * 200_000, b"\xff", b'"x"', b"x" * (1024 * 1024 + 1)])
def test_bodies_that_are_not_our_json(client, content):
    assert client.post("/api/segments/D1.s4/revisions", content=content, headers=JSON).status_code == 400


def test_forms_of_other_pages_are_not_json(client):
    answer = client.post("/api/segments/D1.s4/revisions", content=b"{}", headers={"content-type": "text/plain"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.CaseBusy("Busy.", hint="Wait."), 503),
        (errors.StorageFull("Full."), 507),
        (errors.CaseDamaged("Damaged."), 500),
        (errors.UnreadableInput("Cannot be drawn."), 422),
    ],
)
def test_errors_keep_their_words(client, services, monkeypatch, error, status):
    def fail(document_id):
        raise error

    monkeypatch.setattr(services.reading, "header", fail)
    answer = client.get("/api/documents/D1")
    assert answer.status_code == status
    assert answer.json() == {"error": error.message, "hint": error.hint, "code": error.code}


def test_a_defect_is_logged_without_its_message(client, services, monkeypatch, caplog):
    def fail(document_id):
        raise ValueError("机密 secret words of a document")

    monkeypatch.setattr(services.reading, "header", fail)
    answer = client.get("/api/documents/D1")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
    assert "机密" not in caplog.text


def test_only_get_and_post_where_meant(client: TestClient):
    assert client.post("/api/documents/D1").status_code == 405
    assert client.get("/api/findings/f2/dismissal").status_code == 405
