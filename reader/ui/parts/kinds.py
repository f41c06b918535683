"""What kinds of recurring things the page shows, and what they are called."""

from __future__ import annotations

KINDS = {
    "phone": "telephone",
    "email": "e-mail",
    "url": "web address",
    "document-number": "document number",
    "region": "country or province",
}
NAMES = {"People": "person", "Organisations": "organisation", "Places": "place", "Laws": "law", "Regions": "region"}
CHOICES = ("Everything but regions", "Numbers and addresses", *NAMES)


def wanted(type: str, choice: str) -> bool:
    """Whether a mention of this *type* belongs to the *choice* (one of :data:`CHOICES`)."""
    if choice in NAMES:
        return type == NAMES[choice]
    return type != "region" if choice == CHOICES[0] else type not in NAMES.values()
