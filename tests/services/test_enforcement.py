"""A case that enforces terms: what is translated again, what is recorded, what verification redoes."""

import pytest

from reader.services.terms import NewTerm
from reader.text.terms.renderings import English

TERM = NewTerm("揭牌", "opened its doors", source="unit decision", enforce=True)


@pytest.fixture
def notice(services, tmp_path):
    """D1: two short sentences, one with the term."""
    file = tmp_path / "notice.txt"
    file.write_text("服务站揭牌。\n他说你好。\n", "utf-8")
    services.ingest.run([file])
    services.translate.run()
    return services


def current(services):
    with services.store.read() as session:
        ids = [segment.id for segment in session.documents.segments("D1")]
        found = session.translations.current(ids)
    return [found[id] for id in ids]


def test_only_sentences_with_enforced_terms_are_translated_again_and_back(notice):
    before = current(notice)
    notice.terms.add(TERM)
    assert notice.translate.run().translated == 0
    notice.terms.set_enforcing(True)
    assert notice.translate.run().translated == 1
    bound, other = current(notice)
    assert other == before[1]
    assert bound.id != before[0].id
    record = bound.parameters["terms"]
    assert record["constraints"][0]["span"] == [3, 5]
    assert "terms-placed" in bound.flags
    assert English(bound.text).find("opened its doors")
    assert record["without"] == before[0].text
    assert notice.translate.run().translated == 0
    notice.terms.set_enforcing(False)
    assert notice.translate.run().translated == 1
    assert [t.id for t in current(notice)] == [t.id for t in before]


def test_a_changed_term_is_placed_anew(notice):
    notice.terms.add(TERM)
    notice.terms.set_enforcing(True)
    notice.translate.run()
    first = current(notice)[0]
    notice.terms.add(NewTerm("揭牌", "was opened", enforce=True))
    assert notice.translate.run().translated == 1
    assert current(notice)[0].id != first.id


def test_verification_redoes_a_translation_under_its_constraints(notice):
    notice.terms.add(TERM)
    notice.terms.set_enforcing(True)
    notice.translate.run()
    notice.terms.set_enforcing(False)  # what holds now does not matter: the record says what held then
    report = notice.verify.verify(retranslate=10)
    assert report.checked["retranslated"] == 2
    assert report.failures == []
    assert report.differences == []
