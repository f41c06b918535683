"""Places of office documents, messages and recordings in words."""

import pytest

from reader.model import Place
from reader.services.locators import label


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("paragraph", path="body/p[12]"), "paragraph 12"),
        (Place("paragraph", path="body/tbl[2]/tr[3]/tc[1]/p[1]"), "table 2, row 3, cell 1"),
        (Place("paragraph", path="body/tbl[2]/tr[3]/tc[1]/p[2]"), "table 2, row 3, cell 1, paragraph 2"),
        (Place("paragraph", path="header1/p[1]"), "page header 1"),
        (Place("paragraph", path="footnotes/footnote[2]/p[1]"), "footnote 2"),
        (Place("paragraph", path="comments/comment[3]/p[1]"), "comment 3"),
        (Place("paragraph", path="body/p[4]/box[1]/p[1]"), "paragraph 4, text box 1"),
        (Place("paragraph", path="body/list[1]/item[2]/p[1]"), "list item 2"),
        (Place("paragraph", path=""), "passage"),
        (Place("cell", path="支出!B4"), "cell 支出!B4"),
        (Place("cell", path="支出"), "sheet 支出"),
        (Place("slide", page=3, path="shape[1]/p[1]"), "slide 3"),
        (Place("slide", page=3, path="shape[1]/tr[2]/tc[4]"), "slide 3, table row 2, cell 4"),
        (Place("slide", page=3, path="notes/shape[1]/p[1]"), "notes of slide 3"),
        (Place("slide", page=3, path="comment[1]"), "comment on slide 3"),
        (Place("mail", path="header/Subject"), "message header Subject"),
        (Place("mail", path="part/1", line=4), "message text, line 4"),
        (Place("mail", path="part/1.2", line=4), "message part 1.2, line 4"),
        (Place("mail", path="part/2/html > body > table:nth-of-type(1) > tr > td"), "message part 2, table cell"),
        (Place("mail", path="part/2/html > body > p:nth-of-type(3)"), "message part 2, paragraph"),
        (Place("time", path="00:01:02.000–00:01:05.500"), "time 00:01:02.000–00:01:05.500"),
        (Place("part", path="word/media/image1.png"), "part word/media/image1.png"),
    ],
)
def test_places_in_words(place, words):
    assert label(place) == words
