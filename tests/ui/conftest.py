"""Shared by the interface's tests: invented services, the routes without Streamlit."""

import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))

import fakes

from reader.ui import desk
from reader.ui.api.routes import routes


@pytest.fixture
def services():
    return fakes.FakeServices(size=400)


@pytest.fixture
def office(services, tmp_path, monkeypatch):
    """A desk with one invented case open, installed for pages and routes."""
    from contextlib import contextmanager

    @contextmanager
    def opener(folder, actor_name):
        yield services

    here = desk.Desk(opener)
    here.open(tmp_path / "invented")
    monkeypatch.setattr(desk, "_installed", here)
    return here


@pytest.fixture
def client(office):
    return TestClient(Starlette(routes=routes()))
