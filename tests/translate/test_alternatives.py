"""A package's own translations: ranked, repeatable, none where the engine would have to split."""

from tiny_package import SENTENCES

from reader.translate.alternatives import COUNT, Alternatives

CHINESE = SENTENCES[:5]


def test_several_translations_the_same_in_any_company(package):
    with Alternatives(package) as alternatives:
        alone = [dict(alternatives.of([text]))[0] for text in CHINESE]
        together = dict(alternatives.of([*CHINESE, *CHINESE]))
    assert all(len(texts) == COUNT for texts in alone)
    assert [together[n] for n in range(10)] == alone + alone


def test_empty_and_long_inputs_have_none(package):
    with Alternatives(package) as alternatives:
        found = dict(alternatives.of(["", CHINESE[0], "长" * 100_000]))
    assert (found[0], found[2]) == ((), ())
    assert found[1]
