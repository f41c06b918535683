"""The tables of a case, in SQLAlchemy Core terms that any SQL database has.

*Logged* tables are append-only evidence. Each of their rows carries ``pk``
(1, 2, 3 … without gaps), ``entry`` (the log entry that covers it) and
``row_sha`` (SHA-256 of its canonical JSON), so that :mod:`reader.store.audit`
can name an edited, deleted or smuggled-in row. The remaining tables are working
state that can be rebuilt or has no evidential value.

JSON columns hold canonical JSON text: digests are taken of stored values as
they are, without interpretation.
"""

from sqlalchemy import Column, Float, Index, Integer, String, Table, UniqueConstraint
from sqlalchemy import text as sql

from reader.store.columns import LOGGED as LOGGED
from reader.store.columns import NOT_DIGESTED as NOT_DIGESTED
from reader.store.columns import integer, logged, metadata, own_id, ref, text

VERSION = 4
"""Schema version this program reads and writes (see :mod:`reader.store.migrations`)."""

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    text("applied_at"),
    text("program"),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *(text(name) for name in ("at", "actor_id", "action", "object", "digest", "previous", "hash")),
)

settings = logged("settings", text("key"), text("value"), Index("settings_key", "key", "pk"))

actors = logged("actors", own_id(), text("name"), text("role"), text("qualification"))

sources = logged(
    "sources",
    own_id(),
    Column("sha256", String(64), nullable=False, index=True),
    integer("size"),
    *(text(name) for name in ("media_type", "name", "path")),
    *(text(name, null=True) for name in ("url", "captured", "captured_how")),
    ref("container_id", "sources", null=True),
    text("container_place", null=True),
    text("collector"),
    text("ingested_at"),
    text("ingested_by"),
    ref("duplicate_of", "sources", null=True),
    text("metadata"),
    Index("sources_container", "container_id"),
)

documents = logged(
    "documents",
    own_id(),
    ref("source_id", "sources"),
    text("title"),
    text("charset", null=True),
    text("charset_how", null=True),
    text("languages"),
    integer("pages", null=True),
    *(text(name) for name in ("extractor", "extractor_version", "created_at")),
    integer("n_blocks"),
    integer("n_segments"),
    text("metadata"),
    Index("documents_source", "source_id"),
)

blocks = logged(
    "blocks",
    own_id(),
    ref("document_id", "documents"),
    integer("n"),
    *(text(name) for name in ("kind", "text", "sha256", "locators")),
    integer("boilerplate"),
    integer("level", null=True),
    text("context"),
    UniqueConstraint("document_id", "n"),
)

segments = logged(
    "segments",
    own_id(),
    ref("document_id", "documents"),
    ref("block_id", "blocks"),
    *(integer(name) for name in ("n", "start", "end")),
    *(text(name) for name in ("text", "lang", "lang_how", "kind")),
    integer("boilerplate"),
    # Only for sentences of a corrected text: the correction (no foreign key: that table comes after this one), the
    # number they are shown under (``n`` is then merely unique), what was recognised in their place.
    text("source_revision_id", null=True),
    integer("number", null=True),
    text("recognised", null=True),
    UniqueConstraint("document_id", "n"),
    Index("segments_number", "document_id", "number", sqlite_where=sql("number IS NOT NULL")),
)

source_revisions = logged(
    "source_revisions",
    own_id(),
    ref("document_id", "documents"),
    ref("block_id", "blocks"),
    integer("version"),
    *(text(name) for name in ("kind", "before", "text", "sha256", "locators", "reason")),
    ref("actor_id", "actors"),
    text("created_at"),
    ref("previous_id", "source_revisions", null=True),
    ref("shows_id", "source_revisions", null=True),
    UniqueConstraint("block_id", "version"),
    Index("source_revisions_document", "document_id"),
)
source_revisions.add_is_dependent_on(segments)  # created after it, as in an older case: docs/evidence-model.md

source_revision_segments = logged(
    "source_revision_segments",
    ref("source_revision_id", "source_revisions"),
    ref("segment_id", "segments"),
    integer("start"),
    integer("end"),
    UniqueConstraint("source_revision_id", "segment_id"),
    Index("source_revision_segments_segment", "segment_id"),
)

recipes = logged(
    "recipes",
    own_id(),
    *(text(name) for name in ("engine", "engine_version", "package", "package_version", "package_sha256")),
    text("parameters"),
    text("isa"),
)

translations = logged(
    "translations",
    own_id(),
    ref("recipe_id", "recipes"),
    text("source"),
    text("text"),
    Column("score", Float, nullable=True),
    *(text(name) for name in ("alignment", "flags", "created_at")),
)

assignments = logged(
    "assignments",
    ref("segment_id", "segments"),
    ref("translation_id", "translations"),
    text("at"),
    Index("assignments_segment", "segment_id", "pk"),
)

check_runs = logged("check_runs", own_id(), text("versions"), text("at"))

checked = logged(
    "checked",
    ref("run_id", "check_runs"),
    ref("segment_id", "segments"),
    text("text_id"),
    Index("checked_segment", "segment_id", "pk"),
)

findings = logged(
    "findings",
    own_id(),
    integer("checked"),
    ref("segment_id", "segments"),
    *(text(name) for name in ("text_id", "check_name", "check_version", "label", "category", "severity")),
    *(text(name) for name in ("explanation", "source_spans", "target_spans", "evidence", "signature")),
    Index("findings_checked", "checked"),
)

dismissals = logged(
    "dismissals",
    ref("finding_id", "findings"),
    *(text(name) for name in ("segment_id", "text_id", "signature")),
    ref("actor_id", "actors"),
    text("reason"),
    text("at"),
    Index("dismissals_segment", "segment_id"),
)

revisions = logged(
    "revisions",
    own_id(),
    ref("segment_id", "segments"),
    ref("translation_id", "translations", null=True),
    *(text(name) for name in ("text", "status", "reason")),
    ref("actor_id", "actors"),
    text("created_at"),
    ref("previous_id", "revisions", null=True),
    Index("revisions_segment", "segment_id", "pk"),
)

annotations = logged(
    "annotations",
    Column("id", String(80), nullable=False),
    integer("version"),
    ref("document_id", "documents"),
    ref("segment_id", "segments"),
    *(text(name) for name in ("side", "exact", "prefix", "suffix")),
    integer("start"),
    integer("end"),
    text("note"),
    text("tags"),
    ref("actor_id", "actors"),
    *(text(name) for name in ("created_at", "modified_at", "state")),
    text("text_id", null=True),
    UniqueConstraint("id", "version"),
    Index("annotations_segment", "segment_id"),
    Index("annotations_document", "document_id"),
)

mention_runs = logged(
    "mention_runs",
    own_id(),
    ref("document_id", "documents"),
    text("at"),
    text("source_revision_id", null=True),
    Index("mention_runs_document", "document_id", "pk"),
)

mentions = logged(
    "mentions",
    ref("run_id", "mention_runs"),
    ref("segment_id", "segments"),
    *(text(name) for name in ("type", "canonical", "surface")),
    integer("start"),
    integer("end"),
    Index("mentions_run", "run_id"),
    Index("mentions_segment", "segment_id"),
    Index("mentions_canonical", "canonical", "type"),
)

terms = logged(
    "terms",
    Column("id", String(80), nullable=False),
    integer("version"),
    *(text(name) for name in ("state", "term", "concept")),
    ref("actor_id", "actors"),
    text("at"),
    UniqueConstraint("id", "version"),
)

problems = logged(
    "problems",
    own_id(),
    *(text(name) for name in ("stage", "code", "message", "hint", "path", "kept", "at")),
    ref("source_id", "sources", null=True),
    ref("document_id", "documents", null=True),
    text("place", null=True),
    Index("problems_source", "source_id"),
)

job_events = logged(
    "job_events",
    Column("job_id", String(80), nullable=False),
    *(text(name) for name in ("event", "kind", "params", "state", "message", "at")),
    text("worker", null=True),
)

jobs = Table(
    "jobs",
    metadata,
    Column("pk", Integer, primary_key=True, autoincrement=False),
    own_id(),
    *(text(name) for name in ("kind", "params", "state", "actor_id", "created_at")),
    *(text(name, null=True) for name in ("started_at", "finished_at", "heartbeat_at", "worker")),
    integer("done"),
    integer("total"),
    text("unit"),
    Column("rate", Float, nullable=False),
    text("message"),
    integer("problems"),
    integer("cancel_requested"),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(20), primary_key=True),
    *(text(name) for name in ("worker", "taken_at", "renewed_at")),
)

search_entries = Table(
    "search_entries",
    metadata,
    Column("pk", Integer, primary_key=True),
    *(text(name) for name in ("segment_id", "field", "ref")),
    Index("search_entries_segment", "segment_id", "field"),
)
