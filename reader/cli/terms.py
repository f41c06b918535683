"""``reader terms``: the bundled glossary and the termbase of a case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from reader import config
from reader.cli.options import Actor, Json
from reader.cli.output import emit, note, say, table
from reader.errors import EXIT_DONE, EXIT_PARTIAL
from reader.services.terms import NewTerm, TermService
from reader.services.wiring import open_services
from reader.text.plural import plural

app = typer.Typer(
    help="Known Chinese terms with the English to use, the English to avoid, and their sources. The bundled glossary "
    "is read-only; a case can have its own terms, which go before it.\n\nExample: reader terms show 劝返",
    no_args_is_help=True,
)

Case = Annotated[Path | None, typer.Option("--case", help="The case folder; without it, the bundled glossary only.")]
OwnCase = Annotated[Path, typer.Option("--case", help="The case folder.", show_default=False)]
Term = Annotated[str, typer.Argument(help="The Chinese, in either script, or the term's id (T3).")]


def register(root: typer.Typer) -> None:
    """Add the command group."""
    root.add_typer(app, name="terms")


@contextmanager
def _terms(case: Path | None, actor: str | None = None) -> Iterator[TermService]:
    if case is None:
        yield TermService()
        return
    with open_services(case, config.load(), actor) as services:
        yield services.terms


@app.command("list")
def list_(
    case: Case = None,
    domain: Annotated[str, typer.Option(help="Only this domain, such as police or procurement.")] = "",
    search: Annotated[str, typer.Option(help="Only terms whose Chinese, pinyin or English holds this.")] = "",
    own: Annotated[bool, typer.Option("--own", help="Only the case's own terms.")] = False,
    json: Json = False,
) -> int:
    """Terms with their pinyin and the English to use.

    Example: reader terms list --search return
    """
    with _terms(case) as terms:
        rows = terms.rows(query=search, domain=domain, own=own)
    if json:
        emit({"terms": rows})
        return EXIT_DONE
    if not rows:
        say("No such term.")
        return EXIT_DONE
    shown = [[r["simplified"], r["pinyin"], r["preferred"], r["domain"], r["origin"]] for r in rows]
    table(["Chinese", "pinyin", "English", "domain", "from"], shown)
    return EXIT_DONE


@app.command()
def show(term: Term, case: Case = None, json: Json = False) -> int:
    """Everything known of one term.

    Example: reader terms show 劝返
    """
    with _terms(case) as terms:
        view = terms.show(term)
    if json:
        emit(view)
        return EXIT_DONE
    say(f"{view['simplified']}  {view['traditional']}  {view['pinyin']}")
    labels = {
        "literal": "literally", "preferred": "English", "admitted": "also", "avoid": "avoid", "contested": "contested",
        "note": "note", "domain": "domain", "source": "source", "origin": "from",
    }  # fmt: skip
    for key, label in labels.items():
        value = "; ".join(view[key]) if isinstance(view[key], list) else view[key]
        if value:
            say(f"  {label}: {value}")
    for mark in ("critical", "enforce"):
        if view[mark]:
            say(f"  {mark}: yes")
    for version in view.get("versions", ()):
        state = "removed" if version["removed"] else version["preferred"]
        say(f"  version {version['version']}: {state}, by {version['author']} at {version['at']}")
    return EXIT_DONE


@app.command()
def add(
    chinese: Annotated[str, typer.Argument(help="The Chinese term.")],
    english: Annotated[str, typer.Argument(help="The English to use.")],
    case: OwnCase,
    traditional: Annotated[str, typer.Option(help="The term in Traditional characters.")] = "",
    pinyin: Annotated[str, typer.Option(help="Its reading; made by the program when left out.")] = "",
    admitted: Annotated[list[str] | None, typer.Option(help="Another right rendering; may be repeated.")] = None,
    avoid: Annotated[list[str] | None, typer.Option(help="A wrong rendering; may be repeated.")] = None,
    literal: Annotated[str, typer.Option(help="Word for word.")] = "",
    contested: Annotated[str, typer.Option(help="What is disputed about it, in one neutral sentence.")] = "",
    note_: Annotated[str, typer.Option("--note", help="What a reader should know.")] = "",
    source: Annotated[str, typer.Option(help="Where this comes from.")] = "",
    domain: Annotated[str, typer.Option(help="The field it belongs to.")] = "",
    critical: Annotated[bool, typer.Option("--critical", help="Much hangs on the right rendering.")] = False,
    enforce: Annotated[bool, typer.Option("--enforce", help="Place it in translations; see `terms enforce`.")] = False,
    actor: Actor = None,
    json: Json = False,
) -> int:
    """Add a term to a case, or change the one with the same Chinese: the earlier version is kept.

    Example: reader terms add 劝返 "persuade to return" --avoid repatriation --case harbour
    """
    new = NewTerm(
        chinese, english, traditional, pinyin, literal, admitted or (), avoid or (), contested, note_, source, domain,
        critical, enforce,
    )  # fmt: skip
    with _terms(case, actor) as terms:
        view = terms.add(new)
    if json:
        emit(view)
    else:
        say(f"{view['id']}  {view['simplified']} ({view['pinyin']}): {view['preferred']}")
    return EXIT_DONE


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A termbase: .tbx, .csv or .tsv.")],
    case: OwnCase,
    actor: Actor = None,
    json: Json = False,
) -> int:
    """Add the terms of a file to a case. Exit code 3 when some records could not be used.

    Example: reader terms import unit-glossary.tbx --case harbour
    """
    with _terms(case, actor) as terms:
        report = terms.import_file(file)
    if json:
        emit(asdict(report))
    else:
        say(f"{plural(report.added, 'term')} added, {report.changed:,} changed.")
        for flaw in report.flaws:
            note(f"Line {flaw['line']}: left out, {flaw['message']}.")
    return EXIT_PARTIAL if report.flaws else EXIT_DONE


@app.command()
def export(
    to: Annotated[Path, typer.Argument(help="The file to write: .tbx, .csv or .tsv.")],
    case: Case = None,
    everything: Annotated[bool, typer.Option("--all", help="The bundled terms too, not the case's own only.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")] = False,
    json: Json = False,
) -> int:
    """Write terms to a file that other termbase programs read.

    Example: reader terms export harbour-terms.tbx --case harbour
    """
    with _terms(case) as terms:
        count = terms.export(to, everything=everything, overwrite=overwrite)
    if json:
        emit({"terms": count, "file": str(to)})
    else:
        say(f"{plural(count, 'term')} written to {to}.")
    return EXIT_DONE


@app.command()
def remove(term: Term, case: OwnCase, actor: Actor = None, json: Json = False) -> int:
    """Take one of the case's own terms out of use. Its versions stay in the case.

    Example: reader terms remove 劝返 --case harbour
    """
    with _terms(case, actor) as terms:
        view = terms.remove(term)
    if json:
        emit(view)
    else:
        say(f"{view['id']}  {view['simplified']} is no longer in use.")
    return EXIT_DONE


@app.command()
def enforce(
    case: OwnCase,
    state: Annotated[str, typer.Argument(help="on, off, or nothing to see how it is.")] = "",
    actor: Actor = None,
    json: Json = False,
) -> int:
    """Whether new translations of the case are made to use its terms marked --enforce. Off unless switched on.

    Example: reader terms enforce on --case harbour
    """
    if state not in ("", "on", "off"):
        raise typer.BadParameter("say on or off", param_hint="STATE")
    with _terms(case, actor) as terms:
        if state:
            terms.set_enforcing(state == "on")
        now = terms.enforcing()
    if json:
        emit({"enforce": now})
    else:
        say(f"Terms are {'placed in' if now else 'not placed in'} new translations.")
    return EXIT_DONE
