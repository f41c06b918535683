"""``reader audit``: run the checks on source–translation pairs made elsewhere."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from reader import config
from reader.cli.options import Json, Package, Workers
from reader.cli.output import emit_line, note, say, table
from reader.errors import EXIT_PARTIAL, PackageMissing, UsageError
from reader.services.audit import Audited, AuditService, AuditSummary, BadRecord, records_of
from reader.services.audit_report import report_file
from reader.services.packages import open_packages
from reader.services.signals import SignalService
from reader.services.worst import Worst
from reader.text.plural import plural

SHOWN = 20
REPORTED = 500
"""Pairs an HTML report shows in full, those of the highest risk."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit")(audit)


def audit(
    file: Annotated[Path, typer.Argument(help="A .tsv, .csv, .tmx or .xlf file of Chinese–English pairs.")],
    json: Json = False,
    html: Annotated[Path | None, typer.Option("--html", help="Write a report to this file.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the report if it exists.")] = False,
    source_column: Annotated[str | None, typer.Option(help="Column of the Chinese: number from 1, or name.")] = None,
    target_column: Annotated[str | None, typer.Option(help="Column of the English: number from 1, or name.")] = None,
    package: Package = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Ask no translation package; faster.")] = False,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Ask the package once for each pair; fewer omissions and lost negations found."),
    ] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Also align, translate anew with every package, and translate back.")
    ] = False,
    workers: Workers = None,
) -> int:
    """Check translations made elsewhere, by another program or a person, and rank them by risk.

    Without a header a table holds the Chinese, then the English. Exit code 3 when a record could not be read.

    Example: reader audit translations.tsv --html report.html
    """
    if no_model and (package or thorough or quick):
        raise UsageError("--no-model asks no package.", hint="Leave out --package, --quick, --thorough, or --no-model.")
    if quick and thorough:
        raise UsageError("--quick and --thorough exclude each other.", hint="Leave out one of them.")
    records = records_of(file, source_column, target_column)
    summary, worst = AuditSummary(), Worst[Audited](REPORTED if html else SHOWN)
    problems: list[BadRecord] = []
    with ExitStack() as stack:
        signals = None if no_model else _signals(stack, package, workers, quick=quick, thorough=thorough)
        summary.packages = signals.asked if signals else ()
        report = stack.enter_context(report_file(html, overwrite=overwrite)) if html else None
        for row in AuditService(signals).run(records):
            summary.add(row)
            if isinstance(row, BadRecord):
                problems += [row] if len(problems) < REPORTED else []
                if json:
                    emit_line({"n": row.n, "line": row.line, "problem": row.problem})
                else:
                    note(f"Pair {row.n}, line {row.line}: {row.problem}")
                continue
            worst.add(row.risk, row)
            if json:
                emit_line(row.as_json())
        if report:
            report(file, summary, problems, worst.best_first())
    if not json:
        _table(summary, worst.best_first()[:SHOWN])
    if html:
        note(f"Report written to {html}.")
    return EXIT_PARTIAL if summary.problems else 0


def _signals(
    stack: ExitStack, package: str | None, workers: int | None, *, quick: bool, thorough: bool
) -> SignalService | None:
    settings = config.load()
    try:
        service = SignalService(
            open_packages(settings),
            package=package,
            workers=workers or settings.workers,
            contrasts=not quick,
            thorough=thorough,
        )
    except PackageMissing as missing:
        if package or thorough:
            raise
        note(f"{missing.message} The audit goes on without one.")
        return None
    return stack.enter_context(service)


def _table(summary: AuditSummary, rows: list[Audited]) -> None:
    columns = ["pair", "line", "risk", "confidence", "doubts"]
    cells = [
        [row.pair.n, row.pair.line, f"{row.risk:.2f}", row.confidence.level.words,
         "; ".join(f"{f.severity} {f.label}" for f in row.findings) or "–"]
        for row in rows
    ]  # fmt: skip
    table(columns, cells)
    levels = "".join(f" {level.words}: {count:,}." for level, count in sorted(summary.levels.items()))
    say(f"{plural(summary.pairs, 'pair')}.{levels}")
    if summary.pairs > len(rows):
        say(f"The {len(rows)} with the highest risk are shown; --json or --html gives more.")
