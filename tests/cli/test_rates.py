"""``reader rates CASE …``."""


def test_set_list_and_remove(reader, case):
    assert "No rate" in reader("rates", case, "list").out
    done = reader("rates", case, "set", "USD", "7.1", "--date", "2024-03-05", "--source", "Bank of X")
    assert (done.code, done.out.strip()) == (0, "1 USD = 7.1 CNY on 2024-03-05 (Bank of X).")
    rows = reader("rates", case, "list", "--json").json()["rates"]
    assert rows == [{"currency": "USD", "price": "7.1", "of": "CNY", "date": "2024-03-05", "source": "Bank of X"}]
    shown = (
        reader("show", case, "D1", "--json").json()["segments"]
        + reader("show", case, "D2", "--json").json()["segments"]
    )
    assert any("US dollars (1 USD = 7.1 CNY" in f["converted"] for row in shown for f in row["figures"])
    assert reader("rates", case, "remove", "USD").code == 0
    assert reader("rates", case, "list", "--json").json() == {"rates": []}


def test_usage_errors(reader, case):
    assert reader("rates", case, "set", "USD", "7.1").code == 1
    assert reader("rates", case, "set", "USD", "x", "--date", "2024-03-05", "--source", "B").code == 1
    assert reader("rates", case, "remove", "USD").code == 1
    assert reader("rates", case.parent / "none", "list").code == 1
