"""The tables of a case, in SQLAlchemy Core terms that any SQL database has.

*Logged* tables are append-only evidence. Each of their rows carries ``pk``
(1, 2, 3 … without gaps), ``entry`` (the log entry that covers it) and
``row_sha`` (SHA-256 of its canonical JSON), so that :mod:`reader.store.audit`
can name an edited, deleted or smuggled-in row. The remaining tables are working
state that can be rebuilt or has no evidential value.

JSON columns hold canonical JSON text: digests are taken of stored values as
they are, without interpretation.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint
from sqlalchemy.schema import SchemaItem

VERSION = 1
"""Schema version this program reads and writes (see :mod:`reader.store.migrations`)."""

metadata = MetaData()
LOGGED: list[Table] = []
"""Evidence tables, in the order in which their rows enter an entry's digest."""

NOT_DIGESTED = frozenset({"pk", "entry", "row_sha"})


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _int(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _id() -> Column[str]:
    return Column("id", String(80), nullable=False, unique=True)


def _ref(name: str, target: str, *, null: bool = False) -> Column[str]:
    return Column(name, String(80), ForeignKey(f"{target}.id"), nullable=null)


def _logged(name: str, *items: SchemaItem) -> Table:
    table = Table(
        name,
        metadata,
        Column("pk", Integer, primary_key=True, autoincrement=False),
        *items,
        Column("entry", Integer, nullable=False),
        Column("row_sha", String(64), nullable=False),
    )
    LOGGED.append(table)
    return table


schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("applied_at"),
    _text("program"),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *(_text(name) for name in ("at", "actor_id", "action", "object", "digest", "previous", "hash")),
)

settings = _logged("settings", _text("key"), _text("value"), Index("settings_key", "key", "pk"))

actors = _logged("actors", _id(), _text("name"), _text("role"), _text("qualification"))

sources = _logged(
    "sources",
    _id(),
    Column("sha256", String(64), nullable=False, index=True),
    _int("size"),
    *(_text(name) for name in ("media_type", "name", "path")),
    *(_text(name, null=True) for name in ("url", "captured", "captured_how")),
    _ref("container_id", "sources", null=True),
    _text("container_place", null=True),
    _text("collector"),
    _text("ingested_at"),
    _text("ingested_by"),
    _ref("duplicate_of", "sources", null=True),
    _text("metadata"),
    Index("sources_container", "container_id"),
)

documents = _logged(
    "documents",
    _id(),
    _ref("source_id", "sources"),
    _text("title"),
    _text("charset", null=True),
    _text("charset_how", null=True),
    _text("languages"),
    _int("pages", null=True),
    *(_text(name) for name in ("extractor", "extractor_version", "created_at")),
    _int("n_blocks"),
    _int("n_segments"),
    _text("metadata"),
    Index("documents_source", "source_id"),
)

blocks = _logged(
    "blocks",
    _id(),
    _ref("document_id", "documents"),
    _int("n"),
    *(_text(name) for name in ("kind", "text", "sha256", "locators")),
    _int("boilerplate"),
    _int("level", null=True),
    _text("context"),
    UniqueConstraint("document_id", "n"),
)

segments = _logged(
    "segments",
    _id(),
    _ref("document_id", "documents"),
    _ref("block_id", "blocks"),
    *(_int(name) for name in ("n", "start", "end")),
    *(_text(name) for name in ("text", "lang", "lang_how", "kind")),
    _int("boilerplate"),
    UniqueConstraint("document_id", "n"),
)

recipes = _logged(
    "recipes",
    _id(),
    *(_text(name) for name in ("engine", "engine_version", "package", "package_version", "package_sha256")),
    _text("parameters"),
    _text("isa"),
)

translations = _logged(
    "translations",
    _id(),
    _ref("recipe_id", "recipes"),
    _text("source"),
    _text("text"),
    Column("score", Float, nullable=True),
    *(_text(name) for name in ("alignment", "flags", "created_at")),
)

assignments = _logged(
    "assignments",
    _ref("segment_id", "segments"),
    _ref("translation_id", "translations"),
    _text("at"),
    Index("assignments_segment", "segment_id", "pk"),
)

check_runs = _logged("check_runs", _id(), _text("versions"), _text("at"))

checked = _logged(
    "checked",
    _ref("run_id", "check_runs"),
    _ref("segment_id", "segments"),
    _text("text_id"),
    Index("checked_segment", "segment_id", "pk"),
)

findings = _logged(
    "findings",
    _id(),
    _int("checked"),
    _ref("segment_id", "segments"),
    *(_text(name) for name in ("text_id", "check_name", "check_version", "label", "category", "severity")),
    *(_text(name) for name in ("explanation", "source_spans", "target_spans", "evidence", "signature")),
    Index("findings_checked", "checked"),
)

dismissals = _logged(
    "dismissals",
    _ref("finding_id", "findings"),
    *(_text(name) for name in ("segment_id", "text_id", "signature")),
    _ref("actor_id", "actors"),
    _text("reason"),
    _text("at"),
    Index("dismissals_segment", "segment_id"),
)

revisions = _logged(
    "revisions",
    _id(),
    _ref("segment_id", "segments"),
    _ref("translation_id", "translations", null=True),
    *(_text(name) for name in ("text", "status", "reason")),
    _ref("actor_id", "actors"),
    _text("created_at"),
    _ref("previous_id", "revisions", null=True),
    Index("revisions_segment", "segment_id", "pk"),
)

annotations = _logged(
    "annotations",
    Column("id", String(80), nullable=False),
    _int("version"),
    _ref("document_id", "documents"),
    _ref("segment_id", "segments"),
    *(_text(name) for name in ("side", "exact", "prefix", "suffix")),
    _int("start"),
    _int("end"),
    _text("note"),
    _text("tags"),
    _ref("actor_id", "actors"),
    *(_text(name) for name in ("created_at", "modified_at", "state")),
    _text("text_id", null=True),
    UniqueConstraint("id", "version"),
    Index("annotations_segment", "segment_id"),
    Index("annotations_document", "document_id"),
)

mention_runs = _logged(
    "mention_runs",
    _id(),
    _ref("document_id", "documents"),
    _text("at"),
    Index("mention_runs_document", "document_id", "pk"),
)

mentions = _logged(
    "mentions",
    _ref("run_id", "mention_runs"),
    _ref("segment_id", "segments"),
    *(_text(name) for name in ("type", "canonical", "surface")),
    _int("start"),
    _int("end"),
    Index("mentions_run", "run_id"),
    Index("mentions_segment", "segment_id"),
    Index("mentions_canonical", "canonical", "type"),
)

problems = _logged(
    "problems",
    _id(),
    *(_text(name) for name in ("stage", "code", "message", "hint", "path", "kept", "at")),
    _ref("source_id", "sources", null=True),
    _ref("document_id", "documents", null=True),
    _text("place", null=True),
    Index("problems_source", "source_id"),
)

job_events = _logged(
    "job_events",
    Column("job_id", String(80), nullable=False),
    *(_text(name) for name in ("event", "kind", "params", "state", "message", "at")),
    _text("worker", null=True),
)

jobs = Table(
    "jobs",
    metadata,
    Column("pk", Integer, primary_key=True, autoincrement=False),
    _id(),
    *(_text(name) for name in ("kind", "params", "state", "actor_id", "created_at")),
    *(_text(name, null=True) for name in ("started_at", "finished_at", "heartbeat_at", "worker")),
    _int("done"),
    _int("total"),
    _text("unit"),
    Column("rate", Float, nullable=False),
    _text("message"),
    _int("problems"),
    _int("cancel_requested"),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(20), primary_key=True),
    *(_text(name) for name in ("worker", "taken_at", "renewed_at")),
)

search_entries = Table(
    "search_entries",
    metadata,
    Column("pk", Integer, primary_key=True),
    *(_text(name) for name in ("segment_id", "field", "ref")),
    Index("search_entries_segment", "segment_id", "field"),
)
