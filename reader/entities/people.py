"""People named in Chinese text, where the words around a name say that a person is meant."""

from __future__ import annotations

from collections.abc import Iterator

from reader.model import Mention
from reader.text.named import names
from reader.text.person_names import Person, printed


class People:
    """Canonical: the name in Simplified characters, with its pinyin where the name is Chinese (李建国 Li Jianguo)."""

    type = "person"

    def __call__(self, text: str, folded: str) -> Iterator[Mention]:
        """Mentions of people and of public figures the gazetteer knows."""
        found = names(text)
        for person in found.people:
            yield Mention(self.type, _canonical(person), text[person.start : person.end], person.start, person.end)
        for hit in found.hits:
            if hit.kind == "person":
                canonical = f"{hit.named[0].stem} {hit.english[0]}"
                yield Mention(self.type, canonical, text[hit.start : hit.end], hit.start, hit.end)


def _canonical(person: Person) -> str:
    return "·".join(person.parts) if person.parts else f"{person.characters} {printed(person)}"
