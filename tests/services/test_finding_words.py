"""Search, and identifiers that recur."""

import pytest

from reader.errors import UsageError

NUMBER = "7700900118"


@pytest.mark.parametrize("typed", ["07700 900118", "7700900118", "+44 7700 900118", "0044 (0) 7700-900118", "900118"])
def test_a_number_is_found_however_it_is_written(ingested, typed):
    hits = ingested.search.search(typed)["hits"]
    assert {hit["document"] for hit in hits} == {"D1", "D2"}
    assert {hit["title"] for hit in hits} == {"海外警侨服务站揭牌", "通知"}


def test_a_hit_names_its_sentence_and_marks_the_words(ingested):
    (hit,) = ingested.search.search("劝返人员")["hits"]
    sentence = ingested.reading.segment(hit["segment"])
    assert (hit["field"], hit["n"]) == ("source", sentence["n"])
    assert [hit["snippet"][start:end] for start, end in hit["matches"]] == ["劝返人员"]


def test_both_modes_fold_traditional_but_only_exact_wants_one_phrase(ingested):
    assert ingested.search.search("勸返人員")["hits"] == ingested.search.search("勸返人員", mode="exact")["hits"] != []
    assert ingested.search.search("人员 劝返")["hits"]
    assert not ingested.search.search("人员 劝返", mode="exact")["hits"]


def test_nothing_to_look_for_finds_nothing(ingested):
    assert ingested.search.search(" 　")["hits"] == []


def test_an_unknown_mode_is_refused_by_name(ingested):
    with pytest.raises(UsageError, match="fuzzy") as caught:
        ingested.search.search("通知", mode="fuzzy")
    assert "smart" in caught.value.hint


def test_a_number_in_two_documents_recurs_with_its_spellings(ingested):
    found = {row["canonical"]: row for row in ingested.link.recurring()}
    row = found[NUMBER]
    assert row["type"] == "phone"
    assert [document["id"] for document in row["documents"]] == ["D1", "D2"]
    assert all(document["title"] for document in row["documents"])
    assert len(row["surfaces"]) == 2
    assert row["count"] == 2
    assert NUMBER not in {row["canonical"] for row in ingested.link.recurring(min_documents=3)}


def test_where_an_identifier_stands_shows_what_a_reader_sees(translated):
    rows = translated.link.where("phone", NUMBER)
    assert [row["document"] for row in rows] == ["D1", "D2"]
    for row in rows:
        assert row["surface"] in row["source"]
        assert row["translation"] == translated.reading.segment(row["segment"])["translation"]["text"]
    translated.annotate.correct(rows[0]["segment"], text="Telephone: as corrected")
    assert translated.link.where("phone", NUMBER)[0]["translation"] == "Telephone: as corrected"


def test_an_identifier_nobody_wrote_stands_nowhere(ingested):
    assert ingested.link.where("phone", "+440000") == []
