"""Names of what the log records.

Entries of a :data:`ROW_ACTIONS` name carry the digest of rows in the case; all
others (``export.written`` …) carry the digest of something outside it, as
given by the caller.
"""

from __future__ import annotations

CASE_CREATED = "case.created"
SETTING_CHANGED = "setting.changed"
ACTOR_ADDED = "actor.added"
SOURCE_ADDED = "source.added"
DOCUMENT_EXTRACTED = "document.extracted"
TRANSLATION_MEMORY = "translation.memory"
TRANSLATIONS_ASSIGNED = "translations.assigned"
FINDINGS_RECORDED = "findings.recorded"
FINDING_DISMISSED = "finding.dismissed"
REVISION_ADDED = "revision.added"
ANNOTATION_ADDED = "annotation.added"
ANNOTATION_CHANGED = "annotation.changed"
ANNOTATION_DELETED = "annotation.deleted"
ANNOTATION_ORPHANED = "annotation.orphaned"
SOURCE_CORRECTED = "source.corrected"
SOURCE_CORRECTION_WITHDRAWN = "source.correction-withdrawn"
MENTIONS_REPLACED = "mentions.replaced"
TERMS_ADDED = "terms.added"
TERM_REMOVED = "term.removed"
PROBLEM_ADDED = "problem.added"
JOB_QUEUED = "job.queued"
JOB_STARTED = "job.started"
JOB_CANCEL_REQUESTED = "job.cancel-requested"
JOB_FINISHED = "job.finished"

ROW_ACTIONS = frozenset(value for name, value in globals().copy().items() if name.isupper())

EXPORT_WRITTEN = "export.written"
