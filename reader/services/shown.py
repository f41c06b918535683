"""What a reader sees as the English of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Revision, Translation
from reader.store.session import Session


def shown(session: Session, segment_ids: Sequence[str]) -> dict[str, Revision | Translation]:
    """Segment id → its newest correction, else the machine's translation; segments with neither are left out."""
    return {**session.translations.current(segment_ids), **session.revisions.current(segment_ids)}
