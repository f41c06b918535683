"""The closed word lists records draw on (re-exported by :mod:`reader.model`)."""

from __future__ import annotations

from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    IMAGE_TEXT = "image-text"
    QUOTE = "quote"
    MESSAGE = "message"
    HEADER = "header"
    LINK = "link"
    OTHER = "other"


class Severity(StrEnum):
    """MQM severities, least first."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def gravity(self) -> int:
        """Place in the order of severities, 0 for the least: the key to sort and compare by."""
        return list(Severity).index(self)

    @property
    def is_serious(self) -> bool:
        """Whether one open finding of this severity makes a sentence doubtful; a minor one alone does not."""
        return self is not Severity.MINOR


class RevisionStatus(StrEnum):
    """How far a human correction has been confirmed."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    CERTIFIED = "certified"


class SourceRevisionKind(StrEnum):
    """What a person did to the text that was recognised in a picture."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


class Side(StrEnum):
    """Which column a note speaks of."""

    SOURCE = "source"
    TRANSLATION = "translation"


class JobState(StrEnum):
    """Life of a piece of long work."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


class SegmentState(StrEnum):
    """What a reader may rely on, shown with icon and word."""

    UNTRANSLATED = "untranslated"
    MACHINE = "machine"
    CHECKED = "checked"
    DOUBTFUL = "doubtful"
    CORRECTED = "corrected"
    CERTIFIED = "certified"
    NOT_CHINESE = "not-chinese"
