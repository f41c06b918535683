"""``reader status``: the case at a glance."""

from __future__ import annotations

from typing import Annotated

import typer

from reader import config
from reader.cli.options import Case, Json
from reader.cli.output import emit, say, table
from reader.services.wiring import open_services
from reader.text.plural import plural


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status")(status)


def status(
    case: Case,
    problems: Annotated[bool, typer.Option("--problems", help="List what could not be read.")] = False,
    json: Json = False,
) -> int:
    """Documents, sentences, doubts, problems and jobs of a case.

    Example: reader status harbour --problems
    """
    with open_services(case, config.load()) as services:
        view = services.status.status()
        found = services.status.problems() if problems else []
    if json:
        emit({**view, **({"problems_list": found} if problems else {})})
        return 0
    sentences, findings = view["segments"], view["findings"]
    say(view["title"])
    say(
        f"{plural(view['documents'], 'document')}, {plural(sentences['total'], 'sentence')}, "
        f"{sentences['chinese']:,} of them Chinese, {sentences['translated']:,} translated"
    )
    say(f"Doubts: {findings['critical']} critical, {findings['major']} major, {findings['minor']} minor")
    say(f"Notes: {view['notes']}   Problems: {view['problems']}")
    if view["corrected_blocks"]:
        say(f"Read by OCR and corrected by people: {plural(view['corrected_blocks'], 'passage')}")
    if view["documents_list"]:
        say("")
        rows = [
            [d["id"], d["translated_title"] or d["title"], d["source"], d["segments"], d["doubts"]]
            for d in view["documents_list"]
        ]
        table(["id", "title", "source", "sentences", "doubts"], rows)
        if any(d["translated_title"] for d in view["documents_list"]):
            say("English titles are machine translations.")
        if any(package["gist_only"] for d in view["documents_list"] for package in d["packages"]):
            say("Gist only: this translation tells what a text is about, not what it says. See: reader models list")
    active = [job for job in view["jobs"] if job["state"] in ("queued", "running")]
    for job in active:
        say(f"Job {job['id']} {job['kind']}: {job['state']}, {job['done']} of {job['total']} {job['unit']}")
    for problem in found:
        say(f"\n{problem['id']}  {problem['path']}\n    {problem['message']}")
        if problem["hint"]:
            say(f"    What to do: {problem['hint']}")
        say(f"    Kept: {problem['kept'].removeprefix('kept: ')}")
    return 0
