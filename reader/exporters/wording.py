"""The sentences every exhibit carries, the same in each format."""

from __future__ import annotations

import shlex
from typing import NamedTuple

from reader.exporters.contract import Exhibit
from reader.text.plural import plural

SAMPLE = "SAMPLE — fictional"

SAMPLE_EXPLAINED = (
    "This exhibit shows how the program works. Every document, person, place, number and event in it is invented."
)

NOTICE_HEADING = "Machine translation notice"

NOTICE: tuple[str, ...] = (
    "The English in this exhibit was produced by a computer program, except where a sentence is marked Corrected, "
    "Reviewed or Certified. It is an investigative lead. It does not establish what the Chinese says until a "
    "certified translator has confirmed it against the original.",
    "Machine translation reads smoothly even when it is wrong. Figures, dates, names, negations and who did what to "
    "whom are the usual errors. The Chinese beside each sentence is the authority; the findings below a sentence "
    "name the errors the program itself suspects, and an absence of findings proves nothing.",
)

GIST = (
    "Gist only: for this kind of text the package's measured quality is below the threshold of its model card. "
    "The English tells what the text is about, not what it says."
)

READING: tuple[str, ...] = (
    "Each numbered row is one sentence, heading or table cell: the original on the left with its place in the "
    "document, English on the right, findings and notes below. Sentence numbers count from 1 in each document.",
    "Nothing is left out. Page furniture (menus, footers, repeated links) is numbered with the rest and printed in "
    "an appendix at the end of its document.",
    "Text from the evidence is shown as plain text: addresses are not links, line ends inside a sentence are joined, "
    "and characters that would hide or reverse text are printed as their code, such as [U+202E]. The JSONL export "
    "keeps every character exactly.",
)

CONTENT_HASH = (
    "SHA-256 over documents, sentences, findings, notes, corrections, identifiers, problems and methods of this "
    "exhibit. HTML, DOCX and JSONL exports of the same content print the same value. To recompute it, export as "
    "JSONL and hash every line after the first: tail -n +2 FILE.jsonl | sha256sum"
)

LOG_HEAD = (
    "The log head in the first command is the hash of the newest entry of the case's log when this exhibit was made. "
    "The log is a chain: changing, removing or reordering any earlier act changes this value."
)

HIDDEN = "Characters shown as codes"

IDENTIFIERS_HEADING = "Identifiers that recur"
IDENTIFIERS_EXPLAINED = (
    "Telephone numbers, addresses and document numbers seen in more than one document of the case. Spellings that "
    "differ only in spaces and signs count as the same."
)
NO_IDENTIFIERS = "None was found in more than one document."

PROBLEMS_HEADING = "What could not be read"
NO_PROBLEMS = "The case holds no Problems: everything that was taken in could be read."

METHOD_HEADING = "Method statement"
NO_METHOD = "No sentence of this exhibit was translated by machine."
NO_QUALITY = "No measured quality is recorded for this package."
CHECKS_EXPLAINED = "The checks compare each sentence with its English; they find some errors, not all."
NO_CHECKS = "No check has run."


class Command(NamedTuple):
    """What a command is for, and the command itself."""

    purpose: str
    line: str


def reproduce(exhibit: Exhibit) -> tuple[Command, ...]:
    """The commands with which somebody holding the case folder repeats and verifies this exhibit."""
    case = shlex.quote(exhibit.case_name)
    partial = len(exhibit.documents) < exhibit.documents_in_case
    chosen = "".join(f" --doc {shlex.quote(part.document.id)}" for part in exhibit.documents) if partial else ""
    chosen = " --questions" if exhibit.questions_only else chosen
    return (
        Command(
            "Check originals, extracted text, translations, notes and log against their hashes, and that the log "
            "still contains the entry named here (exit code 4 and a list when anything differs)",
            f"reader verify {case} --expect {exhibit.log_head}",
        ),
        Command("Check the translation packages on this computer against their hashes", "reader models verify"),
        Command(
            "Translate 100 sentences again with the same package and parameters and compare; on a processor with "
            "another instruction set, differing sentences are listed",
            f"reader verify {case} --retranslate 100",
        ),
        Command(
            "Make this exhibit again; its content hash tells whether anything changed",
            f"reader export {case} --to exhibit.jsonl{chosen}",
        ),
    )


def scope(exhibit: Exhibit) -> str:
    """How much of the case the exhibit holds, in words."""
    held, whole = len(exhibit.documents), exhibit.documents_in_case or len(exhibit.documents)
    if exhibit.questions_only:
        return (
            f"only the sentences a translator is asked about, each with the one before and after it, "
            f"from {held:,} of the case's {plural(whole, 'document')}"
        )
    if held == whole:
        return f"the whole case: {plural(held, 'document')}"
    return f"{held:,} of the case's {whole:,} documents"


def missing(state: str) -> str:
    """What stands in the English column when there is no English; *state* is a label's key."""
    return "not Chinese, left as it stands" if state == "not-chinese" else "not translated"


def gist(count: int) -> str:
    """The warning for *count* sentences below the threshold."""
    marked = plural(count, "sentence is", "sentences are")
    return f"{marked} marked “gist only”: {GIST.removeprefix('Gist only: ')}"
