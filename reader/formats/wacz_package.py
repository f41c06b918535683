"""The WACZ's own statements about itself: ``datapackage.json``, its digest, and the signature over it."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Protocol

from reader.formats import wacz_signature
from reader.formats.contract import Trouble

PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
_STATED = ("wacz_version", "title", "description", "created", "modified", "software", "mainPageURL", "mainPageDate")
_VALUE_CHARS = 500


class Contents(Protocol):
    """What is asked of the archive."""

    def names(self) -> list[str]: ...

    def sha256(self, name: str) -> str | None: ...

    def size(self, name: str) -> int: ...

    def text(self, name: str) -> bytes | None: ...


def examine(archive: Contents) -> tuple[dict[str, Any], dict[str, str], list[Trouble]]:
    """The package description, metadata that tells what it states and what the checks found, and the complaints."""
    package = _object(archive.text(PACKAGE))
    metadata = {
        f"wacz_{_snake(key)}": str(package[key])[:_VALUE_CHARS]
        for key in _STATED
        if isinstance(package.get(key), str | int | float)
    }
    troubles = [] if package else [_unreadable()]
    troubles += _resources(archive, package, metadata)
    troubles += _signature(archive, metadata)
    return package, metadata, troubles


def _resources(archive: Contents, package: dict[str, Any], metadata: dict[str, str]) -> list[Trouble]:
    listed = {str(r.get("path")): r for r in _list(package.get("resources")) if isinstance(r, dict) and r.get("path")}
    present = set(archive.names()) - {PACKAGE, DIGEST}
    wrong = [name for name in sorted(listed.keys() & present) if not _fits(archive, name, listed[name])]
    missing, unlisted = sorted(listed.keys() - present), sorted(present - listed.keys())
    metadata["wacz_hashes"] = f"{len(listed) - len(wrong) - len(missing)} of {len(listed)} listed files verified"
    troubles = []
    for names, code, what in (
        (wrong, "digest-mismatch", "differ from the hashes in its description"),
        (missing, "truncated-input", "are listed in its description but missing"),
        (unlisted, "digest-mismatch", "are not listed in its description, so that nothing vouches for them"),
    ):
        if names:
            text = f"Files of the archive {what}: {', '.join(names[:5])}{' …' if len(names) > 5 else ''}."
            troubles.append(Trouble(code, text, wacz_signature.HINT))
    return troubles


def _fits(archive: Contents, name: str, resource: dict[str, Any]) -> bool:
    algorithm, _, value = str(resource.get("hash", "")).partition(":")
    stated = resource.get("bytes")
    if isinstance(stated, int) and stated != archive.size(name):
        return False
    return not value or algorithm.lower() != "sha256" or archive.sha256(name) == value.lower()


def _signature(archive: Contents, metadata: dict[str, str]) -> list[Trouble]:
    data = archive.text(DIGEST)
    if data is None:
        metadata["wacz_signature"] = "none: the archive has no digest file"
        return []
    digest = _object(data)
    stated = str(digest.get("hash", ""))
    actual = "sha256:" + hashlib.sha256(archive.text(PACKAGE) or b"").hexdigest()
    if stated.lower() != actual:
        metadata["wacz_signature"] = "does not apply: the description is not the one that was digested"
        return [
            Trouble(
                "digest-mismatch", "The archive's description is not what its digest file says.", wacz_signature.HINT
            )
        ]
    signed = digest.get("signedData")
    if not isinstance(signed, dict):
        metadata["wacz_signature"] = "none: the description's hash is right, but nobody signed it"
        return []
    outcome = wacz_signature.check(signed, actual)
    metadata.update(outcome.metadata)
    return outcome.troubles()


def _object(data: bytes | None) -> dict[str, Any]:
    try:
        value = json.loads(data or b"")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _snake(name: str) -> str:
    return {"mainPageURL": "main_page_url", "mainPageDate": "main_page_date"}.get(name, name.removeprefix("wacz_"))


def _unreadable() -> Trouble:
    return Trouble(
        "unreadable-input",
        "The archive's description (datapackage.json) cannot be read, so nothing in it can be verified.",
        "The pages in it are read all the same.",
    )
