"""Tables loaded ahead of the first reader."""

from reader.services import warmup
from reader.text import dictionary
from reader.text.terms.bundled import bundled


def test_what_showing_a_sentence_needs_is_loaded():
    dictionary._loaded.clear()
    bundled.cache_clear()
    warmup.load()
    assert dictionary._loaded
    assert bundled.cache_info().currsize == 1
