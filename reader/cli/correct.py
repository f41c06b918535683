"""``reader correct``: put right what was misread in a picture, take that back, or see its history."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from reader import config
from reader.cli.options import Actor, Case, Json
from reader.cli.output import emit, note, say
from reader.cli.work import finish, run_job
from reader.errors import PackageMissing, UsageError
from reader.model import JobState
from reader.services.corrections import Corrected
from reader.services.wiring import Services, open_services


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("correct")(correct)


def correct(
    case: Case,
    document: Annotated[str, typer.Argument(help="Document id, such as D1.")],
    segment: Annotated[int, typer.Option(min=1, help="Number of a sentence in the text to correct.")],
    text: Annotated[
        str | None, typer.Option(help="What the picture shows: the whole text of the line or paragraph.")
    ] = None,
    quote: Annotated[str | None, typer.Option(help="Put --text in place of these words only.")] = None,
    reason: Annotated[str, typer.Option(help="Why; goes into the log.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the newest correction back.")] = False,
    version: Annotated[int | None, typer.Option(min=1, help="Refuse when there is a newer version than this.")] = None,
    translate: Annotated[
        bool, typer.Option(help="Translate and check the corrected sentences, where the old ones were translated.")
    ] = True,
    actor: Actor = None,
    json: Json = False,
) -> int:
    """Correct Chinese that was recognised in a picture (OCR). Without --text: show the text, what was recognised, and
    every correction so far. What was recognised is kept; text that stands in a file as characters cannot be corrected.

    Example: reader correct harbour D4 --segment 3 --quote 公按 --text 公安 --reason "clear in the enlarged picture"
    """
    if text is not None and withdraw:
        raise UsageError("Correct the text or withdraw a correction, not both.", hint="Leave out one of them.")
    with open_services(case, config.load(), actor) as services:
        sentence = services.reading.segment_id(document, segment)
        if text is None and not withdraw:
            view = services.corrections.view(sentence)
            emit(view) if json else _history(view)
            return 0
        block = services.corrections.block_holding(sentence)
        if withdraw:
            done = services.corrections.withdraw(block.id, reason=reason, version=version)
        else:
            done = services.corrections.correct(block.id, text=text or "", reason=reason, quote=quote, version=version)
        code = _translate(services, document, quiet=json) if translate and done.untranslated else 0
        view = services.corrections.view(done.sentences[0].id)
    if json:
        emit(view)
    else:
        _said(done, translated=translate)
    return code


def _translate(services: Services, document: str, *, quiet: bool) -> int:
    """Bring the corrected sentences up to what the others are; the correction itself is stored already."""
    try:
        services.packages.choose("zh", services.translate.default_package())
    except PackageMissing as error:
        note(f"{error.message} The corrected sentences are not translated.")
        return 0
    for kind in ("translate", "check"):
        job = run_job(services, kind, {"documents": [document]}, quiet=quiet)
        if job.state != JobState.DONE:
            return finish(job, as_json=False)
    return 0


def _said(done: Corrected, *, translated: bool) -> None:
    act = done.act
    say(f"{act.id}: version {act.version} of {act.block_id} ({act.kind})")
    say(f"  was: {_line(act.before)}")
    say(f"  now: {_line(act.text)}")
    if done.untranslated and not translated:
        note("The corrected sentences are not translated yet: reader translate CASE DOCUMENT")


def _history(view: dict[str, Any]) -> None:
    say(f"{view['block']}, version {view['version']}")
    say(f"  {_line(view['text'])}")
    if view["corrected"]:
        say(f"  recognised: {_line(view['recognised'])}")
    if not view["correctable"]:
        say(view["why_not"])
    for act in view["acts"]:
        why = f": {act['reason']}" if act["reason"] else ""
        say(f"\n[{act['version']}] {act['kind']} by {act['author']}, {act['created_at']}{why}")
        say(f"  from {_line(act['before'])}\n  to   {_line(act['text'])}")
    for row in view["superseded"]:
        say(f"\nsuperseded sentence {row['n']} ({row['id']}): {_line(row['source'])}")
        for text in filter(None, (row["translation"], *(r["text"] for r in row["revisions"]))):
            say(f"  {text}")


def _line(text: str) -> str:
    """Text of several lines as one, its line ends shown."""
    return text.replace("\n", " ⏎ ")
