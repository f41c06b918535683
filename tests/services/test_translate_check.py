from types import SimpleNamespace

from reader.services import check
from reader.services.check import judge


def current(services):
    with services.store.read() as session:
        segments = [s for d in session.documents.all() for s in session.documents.segments(d.id)]
        return segments, session.translations.current([s.id for s in segments])


def test_every_chinese_segment_is_translated_and_checked(translated):
    segments, translations = current(translated)
    assert {s.id for s in segments} == set(translations)
    with translated.store.read() as session:
        assert set(session.findings.for_segments([s.id for s in segments])) == set(translations)


def test_a_second_run_has_nothing_to_do(translated):
    assert translated.translate.run().translated == 0
    assert translated.check.run().checked == 0


def test_translation_is_the_same_for_any_number_of_workers(ingested, files, tmp_path, settings):
    from reader.services.wiring import create_case, open_services

    ingested.translate.run(workers=2)
    one = {s.text: t.text for s, t in pairs(ingested)}
    create_case(tmp_path / "other", title="o", actor_name="t")
    with open_services(tmp_path / "other", settings) as other:
        other.ingest.run([files])
        other.translate.run(workers=1)
        assert {s.text: t.text for s, t in pairs(other)} == one


def pairs(services):
    segments, translations = current(services)
    return [(s, translations[s.id]) for s in segments]


def test_one_document_only(ingested):
    ingested.translate.run(["D2"])
    segments, translations = current(ingested)
    assert {s.document_id for s in segments if s.id in translations} == {"D2"}


def test_a_wrong_figure_is_found_and_explained(translated):
    segments, translations = current(translated)
    segment = next(s for s in segments if "1.63亿" in s.text)
    findings = judge(segment, translations[segment.id], text="Expenditure is 16.3 million yuan, up 8.5 %; 12 persons.")
    wrong = [f for f in findings if f.check == "numbers" and "163,000,000" in f.explanation]
    assert wrong
    assert all(f.segment_id == segment.id for f in findings)


def test_a_package_for_both_scripts_is_named_once(services, tmp_path):
    (tmp_path / "two.txt").write_text("海外警务服务站揭牌。\n\n內政部移民署發布新聞稿。\n", "utf-8")
    services.ingest.run([tmp_path / "two.txt"])
    report = services.translate.run()
    assert report.translated == 2
    assert len(report.packages) == 1


def test_most_documents_say_how_a_name_is_spelled_in_the_case(monkeypatch):
    pairs = {
        "D1": [("澳门的船。", "Ships of Macau.")] * 9,
        "D2": [("澳门的海关。", "The customs of Macao.")],
        "D3": [("澳门的天气。", "The weather in Macao.")],
    }
    monkeypatch.setattr(check, "_pairs", lambda session, document_id: iter(pairs[document_id]))
    documents = [SimpleNamespace(id=document_id) for document_id in pairs]
    session = SimpleNamespace(documents=SimpleNamespace(all=lambda: documents))
    assert check._case_names(session) == {"澳门": "Macao"}
    monkeypatch.setattr(check, "_CASE_SENTENCES", 9)
    assert check._case_names(session) == {}
    del documents[1:]
    assert check._case_names(session) == {}
