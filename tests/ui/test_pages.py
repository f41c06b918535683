"""Pages through Streamlit's own test runner. It cannot see components: tests/browser can."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from reader import errors
from reader.ui import desk, pages, state
from reader.ui.components import reading, sidebar

APP = Path(pages.__file__).parents[1] / "shell" / "app.py"


@pytest.fixture
def app(office):
    app = AppTest.from_file(str(APP), default_timeout=20)
    app.session_state["go_to"] = "read"
    return app


@pytest.fixture
def shown(monkeypatch):
    """What pages hand to the reading component."""
    calls = []
    monkeypatch.setattr(reading, "show", lambda **data: calls.append(data))
    return calls


def test_the_first_document_is_shown(app, shown, office):
    app.run()
    assert not app.exception
    assert not app.error
    assert shown == [{"case": office.cases()[0].key, "document": "D1", "sentence": None, "searchable": True}]


def test_the_address_names_document_and_sentence(app, shown):
    app.query_params["doc"] = "D2"
    app.query_params["s"] = "41"
    app.run()
    assert (shown[-1]["document"], shown[-1]["sentence"]) == ("D2", 41)


@pytest.mark.parametrize("nonsense", ["-1", "1e9", "٣", "<script>", ""])
def test_a_nonsense_sentence_is_ignored(app, shown, nonsense):
    app.query_params["s"] = nonsense
    app.run()
    assert not app.error
    assert shown[-1]["sentence"] is None


def test_an_unknown_document_is_said(app, shown):
    app.query_params["doc"] = "D77"
    app.run()
    assert "no document under that name" in app.warning[0].value
    assert shown[-1]["document"] == "D1"


def test_an_empty_case_says_what_to_do(app, shown, services, monkeypatch):
    monkeypatch.setattr(services.reading, "documents", list)
    app.run()
    assert "no readable documents" in app.info[0].value
    assert shown == []


def test_a_click_in_the_sidebar_opens_the_document(app, shown, monkeypatch):
    app.run()
    monkeypatch.setattr(state, "event", lambda component, name: {"page": "read", "document": "D4"})
    monkeypatch.setattr(sidebar, "show", lambda *pages, **where: sidebar.follow())
    app.run()  # the click
    app.run()
    assert shown[-1]["document"] == "D4"


def test_the_address_follows_the_choice(app, shown):
    app.session_state[state.DOCUMENT] = "D3"
    app.run()
    assert app.query_params["doc"] in ("D3", ["D3"])


def test_an_error_becomes_words_and_the_app_goes_on(app, services, monkeypatch):
    def fail():
        raise errors.CaseBusy("Another program is writing to the case.", hint="Wait a moment.")

    monkeypatch.setattr(services.reading, "documents", fail)
    app.run()
    assert not app.exception
    assert any("Another program" in box.value for box in app.error)


def test_a_defect_shows_no_details(app, services, monkeypatch):
    def fail():
        raise ValueError("secret words of a document")

    monkeypatch.setattr(services.reading, "documents", fail)
    app.run()
    assert not app.exception
    assert app.error
    assert not any("secret" in box.value for box in app.error)


def test_without_a_server_the_page_says_so(monkeypatch):
    monkeypatch.setattr(desk, "_installed", None)
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    assert any("without the server" in box.value for box in app.error)


def test_every_listed_page_can_be_imported():
    from importlib import import_module

    for page in pages.PAGES:
        assert callable(import_module(page.module).render)
    assert sum(page.default for page in pages.PAGES) == 1


def test_only_state_touches_the_session():
    room = Path(state.__file__).parent
    for path in room.rglob("*.py"):
        if path.name not in {"state.py", "__init__.py"}:
            text = path.read_text("utf-8")
            assert not any(word in text for word in ("session_state", "cache_resource", "query_params[")), path
