"""All recognisers, and the one function that runs them.

Order is precedence: where two recognisers claim the same characters, the one
listed first wins (the digits of a document number are no telephone number).
Other packages add recognisers through the entry point group ``reader.entities``.
"""

from __future__ import annotations

from reader.entities.contract import Recogniser, fold
from reader.model import Mention
from reader.registry import Registry

RECOGNISERS: Registry[Recogniser] = Registry(
    "reader.entities",
    {
        "email": "reader.entities.emails:Emails",
        "url": "reader.entities.urls:Urls",
        "document-number": "reader.entities.document_numbers:DocumentNumbers",
        "citizen-id": "reader.entities.citizen_ids:CitizenIds",
        "credit-code": "reader.entities.credit_codes:CreditCodes",
        "bank-card": "reader.entities.bank_cards:BankCards",
        "account": "reader.entities.accounts:Accounts",
        "phone": "reader.entities.phones:Phones",
        "law": "reader.entities.laws:Laws",
        "organisation": "reader.entities.organisations:Organisations",
        "person": "reader.entities.people:People",
        "place": "reader.entities.places:Places",
        "region": "reader.entities.places:Regions",
    },
)


def recognise(text: str) -> list[Mention]:
    """Entities and identifiers in *text*, in order, none overlapping another.

    Offsets are code points in *text*; ``canonical`` is equal for the same
    identifier however it is written. Never raises; a text without any is ``[]``.
    """
    if not text or text.isspace():
        return []
    folded = fold(text)
    taken = bytearray(len(text))
    found: list[Mention] = []
    for recogniser in RECOGNISERS.all().values():
        for mention in recogniser(text, folded):
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)
