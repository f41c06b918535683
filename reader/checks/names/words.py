"""What a Finding about a name says, in plain words, with the form a reader may look for."""

from __future__ import annotations

from reader.checks.names.trouble import Lost, Trouble

_KIND = {
    "province": "place",
    "prefecture": "place",
    "county": "place",
    "country": "country",
    "city": "place",
    "region": "place",
    "body": "organisation",
    "product": "product",
    "organisation": "organisation",
    "person": "person",
    "title": "title",
}


def explanation(lost: Lost) -> str:
    """One or two sentences about *lost*."""
    if lost.kind == "name" and not lost.chinese:
        return f"“{lost.other}” looks like a misspelling of {lost.english}, which the Chinese says."
    if lost.kind == "name" and lost.trouble is Trouble.MISSPELT:
        return (
            f"“{lost.chinese}” is read {lost.english}; the English has “{lost.other}”, which looks like a misspelling."
        )
    known = f"“{lost.chinese}” is {lost.english}" if lost.english else f"“{lost.chinese}” is the name of a person"
    match lost.trouble:
        case Trouble.MISSPELT:
            return f"{known}; the English has “{lost.other}”, which looks like a misspelling of it."
        case Trouble.OTHER:
            return f"{known}; the English names “{lost.other}” instead, which the Chinese does not."
        case Trouble.ADDED:
            return f"The English names “{lost.other}”; nothing in the Chinese is called or read so."
        case Trouble.FUNCTION:
            return (
                f"“{lost.chinese}” names an organisation; the English lacks what kind it is "
                f"({lost.english} would be expected)."
            )
        case Trouble.TITLE:
            return f"The Chinese names a title, 《{lost.chinese}》; the English shows no title or name of a law for it."
        case Trouble.MISSING:
            fair = "" if lost.sure else " A pronoun or a short form may stand for it."
            return f"{known}; this {_KIND[lost.kind]} is not named in the English.{fair}"
