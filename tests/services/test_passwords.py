"""Passwords of protected originals: used, sealed outside of the case, asked for where they are not known."""

import io
import stat

import pytest
from pypdf import PdfReader, PdfWriter

from reader import config
from reader.demo import documents_dir
from reader.errors import EncryptedInput, StorageFull
from reader.services.passwords import SEALED, Passwords
from reader.services.wiring import open_services

WORD = "清江-pass-2031"


@pytest.fixture
def key_file(tmp_path, monkeypatch):
    path = tmp_path / "elsewhere" / "passwords.key"
    monkeypatch.setenv("READER_KEY_FILE", str(path))
    return path


@pytest.fixture
def locked(tmp_path):
    """The first page of the demo budget behind a password."""
    (budget,) = documents_dir().glob("*.pdf")
    writer = PdfWriter()
    writer.add_page(PdfReader(budget).pages[0])
    writer.encrypt(user_password=WORD, algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    path = tmp_path / "locked.pdf"
    path.write_bytes(data.getvalue())
    return path


def everything_in(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_case_does_not_give_a_password_away(case_folder, key_file, locked):
    with open_services(case_folder, config.load()) as services:
        services.ingest.remember_passwords([WORD, "wrong", WORD])
        report = services.ingest.run([locked])
        assert report.documents == 1
        assert services.original.page_image(report.document_ids[0], 1).read_bytes().startswith(b"\x89PNG")
        assert services.passwords.known() == [WORD, "wrong"]
        assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
        assert key_file.stat().st_size == 32
        stored = everything_in(case_folder)
    for form in (WORD.encode(), WORD.encode("utf-16-le"), b"pass-2031", key_file.read_bytes()):
        assert form not in stored


def test_a_case_on_another_computer_asks(case_folder, key_file, locked, monkeypatch, tmp_path):
    with open_services(case_folder, config.load()) as services:
        services.ingest.remember_passwords([WORD])
        (document,) = services.ingest.run([locked]).document_ids
    monkeypatch.setenv("READER_KEY_FILE", str(tmp_path / "other" / "passwords.key"))
    with open_services(case_folder, config.load()) as services:
        assert services.passwords.known() == []
        with pytest.raises(EncryptedInput, match="not known on this computer"):
            services.original.page_image(document, 1)
        with pytest.raises(EncryptedInput, match="does not open"):
            services.reading.unlock(document, "wrong")
        services.reading.unlock(document, WORD)
        assert services.reading.original(document, n=1)["kind"] == "page"
        assert services.reading.page_image(document, 1).is_file()
        with services.store.read() as session:
            assert len(session.meta.get(SEALED)) == 1
    with open_services(case_folder, config.load()) as services:
        assert services.passwords.known() == []  # for that session only
        services.ingest.remember_passwords([WORD])  # sealed here too, beside what the other computer can open
        assert services.passwords.known() == [WORD]
    monkeypatch.setenv("READER_KEY_FILE", str(key_file))
    with open_services(case_folder, config.load()) as services:
        assert services.passwords.known() == [WORD]


def test_what_is_sealed_for_one_case_opens_nothing_in_another(services, case_folder, tmp_path, key_file):
    from reader.store import case

    services.passwords.remember(services.actor, [WORD])
    with services.store.read() as session:
        entries = session.meta.get(SEALED)
    other = case.create(tmp_path / "other", title="Other", actor_name="Li")
    with other.write(services.actor) as session:
        session.meta.set(SEALED, [*entries, "no base 64", ""])
    assert Passwords(other, services.settings.key_file).known() == []
    other.close()


def test_a_damaged_key_is_replaced_and_a_missing_place_is_said(case_folder, key_file, tmp_path, monkeypatch):
    key_file.parent.mkdir()
    key_file.write_bytes(b"short")
    with open_services(case_folder, config.load()) as services:
        services.ingest.remember_passwords([WORD])
        assert services.passwords.known() == [WORD]
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("READER_KEY_FILE", str(tmp_path / "file" / "passwords.key"))
    with open_services(case_folder, config.load()) as services, pytest.raises(StorageFull, match="key"):
        services.ingest.remember_passwords(["another"])
