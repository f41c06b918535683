"""Passwords of protected originals: used when files are read, kept only under a key that is not in the case.

A case folder is copied, handed over and archived; people use one password for many things. What is stored in the case
is therefore sealed (AES-256-GCM) with a key that lies in the data folder of whoever uses this computer and never
goes into a case. Here, jobs that go on after an interruption, ``verify --re-extract`` and page images work without
asking again; on another computer the passwords have to be given again, and nobody learns them from the case.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from reader.errors import StorageFull
from reader.model import Actor
from reader.store.case import CaseStore
from reader.store.meta import CASE_ID
from reader.store.session import Session

SEALED = "ingest.passwords.sealed"
"""Setting of a case: nonce and ciphertext of each password, in base 64."""

_KEY_BYTES, _NONCE_BYTES = 32, 12


class Passwords:
    """The passwords known for one case on this computer. ``key_file`` is made when the first one is stored."""

    def __init__(self, store: CaseStore, key_file: Path) -> None:
        self._store = store
        self._key_file = key_file
        self._for_now: list[str] = []

    def remember(self, actor: Actor, passwords: Sequence[str]) -> None:
        """Keep *passwords*, sealed, for this and later readings; they appear in no log, job or export.

        Raises StorageFull when their key cannot be stored.
        """
        with self._store.write(actor) as session:
            entries = session.meta.get(SEALED, [])
            known = self._opened(session, entries)
            new = [word for word in dict.fromkeys(passwords) if word not in known]
            if new:
                key = self._key() or _made(self._key_file)
                session.meta.set(SEALED, [*entries, *(_sealed(word, key, _case(session)) for word in new)])

    def keep_for_now(self, password: str) -> None:
        """Use *password* until this process ends; nothing is stored."""
        if password not in self._for_now:
            self._for_now.append(password)

    def known(self) -> list[str]:
        """Every password this computer can open, those of this session first."""
        with self._store.read() as session:
            stored = self._opened(session, session.meta.get(SEALED, []))
        return list(dict.fromkeys([*self._for_now, *stored]))

    def _opened(self, session: Session, entries: Sequence[str]) -> list[str]:
        """Those sealed on this computer; the others are left alone."""
        key = self._key() if entries else None
        if key is None:
            return []
        found = (_unsealed(entry, key, _case(session)) for entry in entries)
        return [word for word in found if word is not None]

    def _key(self) -> bytes | None:
        try:
            key = self._key_file.read_bytes()
        except OSError:
            return None
        return key if len(key) == _KEY_BYTES else None


def _made(path: Path) -> bytes:
    """A new key at *path*, readable by its owner only; the one another process made at the same moment, if so."""
    try:
        return _written(path)
    except OSError as error:
        raise StorageFull(
            f"The key that seals passwords cannot be stored ({error.strerror or 'unknown reason'}).",
            hint="Set READER_KEY_FILE to a file in a folder that you may write.",
        ) from None


def _written(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(secrets.token_bytes(_KEY_BYTES))
    try:
        if path.exists() and path.stat().st_size != _KEY_BYTES:  # cut off by a full disk: it opens nothing any more
            path.unlink()
        os.link(part, path)
    except FileExistsError:
        pass
    except OSError:  # a disk without hard links
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path.read_bytes()


def _case(session: Session) -> bytes:
    """Bound to the case, so that an entry copied into another one opens nothing."""
    return str(session.meta.get(CASE_ID, "")).encode()


def _sealed(word: str, key: bytes, case: bytes) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, word.encode("utf-8", "surrogatepass"), case)).decode()


def _unsealed(entry: str, key: bytes, case: bytes) -> str | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        data = base64.b64decode(entry, validate=True)
        plain = AESGCM(key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], case)
    except (InvalidTag, ValueError):
        return None
    return plain.decode("utf-8", "surrogatepass")
