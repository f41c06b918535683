"""An exhibit filled with what an attacker would put into every free field."""

from __future__ import annotations

from record_builders import NOW, finding, note, revision, row

from reader.exporters.contract import CheckRun, Exhibit, ExhibitDocument, Identifier, Method
from reader.model import Actor, Document, Problem, RevisionStatus, Severity, Source

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=http://canary.example/x.png onerror=alert(1)>",
    "javascript:alert(document.cookie)",
    "]]></style><style>@import url(http://canary.example/c.css)",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://canary.example")',
    '{ INCLUDETEXT "http://canary.example" }',
    "付款\u202e元001\u202c完",
    "控\x00制\x07符\x1b[31m",
    "半\ud800个",
    "非\ufffe字\uffff",
    "标\U000e0041签",
    "行\u2028尾\x85下",
    "𠮷野家的牛丼",
    "رسالة بالعربية",
    "<w:p/>&amp;&lt;",
)


def hostile() -> Exhibit:
    """Every free field filled with what an attacker would put there."""
    everything = " ".join(HOSTILE)
    actor = Actor("A1", everything, everything, everything)
    rows = []
    for n, text in enumerate(HOSTILE, start=1):
        made = {
            "locator": everything,
            "context": (everything,),
            "findings": (finding(text, text, "Number", Severity.CRITICAL, everything, text, text),),
            "annotations": (note("D1", n, text, text, everything, tags=(everything,), author=actor),),
        }
        if n % 2:
            made["revisions"] = (revision("D1", n, text, RevisionStatus.PROPOSED, actor, everything),)
        rows.append(row("D1", n, "paragraph", text, text, **made))
    source = Source(
        "O1", "0" * 64, 1, everything, everything, everything, everything, everything, everything, collector=everything
    )
    document = Document(
        "D1", "O1", everything, everything, everything, {everything: 1.0}, 1, everything, everything, everything
    )
    method = Method(
        everything,
        everything,
        everything,
        everything,
        everything,
        everything,
        {everything: everything},
        {everything: everything},
        limits=(everything,),
    )
    return Exhibit(
        exhibit_id=everything,
        case_title=everything,
        case_name=everything,
        exported_at=NOW,
        exported_by=actor,
        program=everything,
        log_head=everything,
        documents=(ExhibitDocument(document, source, tuple(rows), everything, container=source),),
        problems=(Problem("P1", "x", "x", everything, everything, everything, everything, NOW),),
        identifiers=(Identifier(everything, everything, (everything,), ("D1",), 2),),
        methods=(method,),
        checks=(CheckRun(everything, everything, everything),),
    )
