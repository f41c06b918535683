"""A realistic exhibit out of :mod:`exhibit_texts`, and a long one."""

from __future__ import annotations

import exhibit_texts as texts
from record_builders import ANALYST, LINGUIST, LOG_HEAD, NOW, PACKAGE_SHA, TRANSLATOR, finding, note, revision, row

from reader.exporters.contract import CheckRun, Exhibit, ExhibitDocument, Identifier, Method, QualityFigure
from reader.model import Dismissal, Document, Place, Problem, RevisionStatus, Severity, Side, Source, sha256_text


def _budget() -> ExhibitDocument:
    extras = {
        10: lambda zh, en: {
            "findings": (
                finding(
                    zh,
                    en,
                    "Bound",
                    Severity.MAJOR,
                    "“not more than 240” became “240”: the upper limit is lost.",
                    "不超过240人",
                    "240 auxiliary police",
                ),
            )
        },
        12: lambda zh, en: {
            "findings": (
                finding(
                    zh,
                    en,
                    "Number",
                    Severity.CRITICAL,
                    "Chinese says 163,000,000 yuan; English says 16,300,000 yuan: ten times less.",
                    "1.63亿元",
                    "16.3 million yuan",
                ),
                finding(
                    zh, en, "Length", Severity.MINOR, "The English is a little shorter than usual for this package.", ""
                ),
            ),
            "annotations": (
                note(
                    "D1",
                    12,
                    zh,
                    "边境安全升级",
                    "Compare the 2023 budget: no such line. Ask the committee's budget office.",
                    tags=("budget", "follow-up"),
                ),
            ),
        },
        13: lambda zh, en: {
            "annotations": (
                note(
                    "D1",
                    13,
                    en,
                    "“repatriation”",
                    "Contested term: see the glossary before quoting.",
                    Side.TRANSLATION,
                    author=LINGUIST,
                    version=2,
                    modified_at="2026-11-21T08:00:00.000Z",
                ),
            )
        },
        14: lambda zh, en: {
            "findings": (
                finding(zh, en, "Bound", Severity.MAJOR, "“not fewer than 10” became “10”.", "不少于10起", "10 cases"),
            )
        },
        15: lambda zh, en: {
            "revisions": (
                revision(
                    "D1",
                    1,
                    "Where the repatriation rate reaches 95%, ten points are given.",
                    RevisionStatus.PROPOSED,
                    ANALYST,
                    "Clearer.",
                ),
                revision(
                    "D1",
                    2,
                    "Units whose repatriation rate reaches 95% receive 10 points.",
                    RevisionStatus.REVIEWED,
                    LINGUIST,
                    "得 refers to the unit that is being scored.",
                ),
            )
        },
        16: lambda zh, en: {
            "revisions": (
                revision(
                    "D1",
                    3,
                    "Without approval, the above data must not be provided to institutions outside the country.",
                    RevisionStatus.CERTIFIED,
                    TRANSLATOR,
                    "The negation 不得 was lost.",
                ),
            )
        },
        18: lambda zh, en: {
            "findings": (
                finding(
                    zh,
                    en,
                    "Number",
                    Severity.MAJOR,
                    "“4.2%” is compared with another year.",
                    "4.2%",
                    "4.2%",
                    dismissal=Dismissal(
                        LINGUIST, "Both sides say 4.2 % on the previous year.", "2026-11-21T07:00:00.000Z"
                    ),
                ),
            )
        },
        38: lambda zh, en: {
            "revisions": (
                revision(
                    "D1",
                    4,
                    "“Persuading to return” means mobilising relatives to make wanted persons come back.",
                    RevisionStatus.PROPOSED,
                    ANALYST,
                    "",
                ),
            )
        },
        39: lambda zh, en: {"annotations": (note("D1", 39, zh, "+44 7700 900118", "", tags=("phone",)),)},
    }
    heads = {1: "2023年决算", 2: "2024年预算"}
    rows = []
    for n, (kind, level, (page, mm), zh, en) in enumerate(texts.BUDGET, start=1):
        points = mm * 72 / 25.4
        context = ("单位：万元", heads[n % 3]) if 24 <= n <= 35 and n % 3 in heads else ()
        made = extras.get(n, lambda zh, en: {})(zh, en)
        place = Place("page", page=page, box=(60.0, points, 520.0, points + 14))
        rows.append(
            row(
                "D1",
                n,
                kind,
                zh,
                en,
                level=level,
                places=(place,),
                context=context,
                boilerplate=kind == "header",
                **made,
            )
        )
    source = Source(
        "O1",
        sha256_text("budget"),
        482_113,
        "application/pdf",
        "ys2024.pdf",
        url="https://budget.example.gov.cn/2024/ys.pdf",
        captured="2024-03-02T09:14:00Z",
        captured_how="WARC-Date",
        container_id="O9",
        container_place=Place(
            "record", path="https://budget.example.gov.cn/2024/ys.pdf", offset=1_204_887, length=483_901
        ),
        collector="Archive desk",
        ingested_at="2026-11-19T12:00:00.000Z",
        ingested_by="A1",
    )
    container = Source("O9", sha256_text("warc"), 18_220_431, "application/warc", "crawl-2024-03-02.warc.gz")
    document = Document(
        "D1",
        "O1",
        texts.BUDGET_TITLE[0],
        None,
        None,
        {"zh-Hans": 0.99, "en": 0.01},
        14,
        "pdfium",
        "5.15.2",
        "2026-11-19T12:00:03.000Z",
        n_blocks=len(rows),
        n_segments=len(rows),
    )
    return ExhibitDocument(
        document, source, tuple(rows), texts.BUDGET_TITLE[1], container=container, ingested_by="M. Okafor"
    )


def _news() -> ExhibitDocument:
    rows = []
    for n, (kind, level, path, zh, en) in enumerate(texts.NEWS, start=1):
        made = {}
        if n == 11:
            made["findings"] = (
                finding(
                    zh,
                    en,
                    "Negation",
                    Severity.CRITICAL,
                    "The Chinese says the station is not (并非) a diplomatic institution; the English says that it is.",
                    "并非",
                    "is a diplomatic institution",
                ),
            )
        if n == 10:
            made["gist_only"] = True
        furniture = kind in ("link", "other")
        place = Place("element", path=path)
        rows.append(row("D2", n, kind, zh, en, level=level, places=(place,), boilerplate=furniture, **made))
    source = Source(
        "O2",
        sha256_text("news"),
        23_882,
        "text/html",
        "index.html",
        url="http://news.example.org/2022/0308/station.html",
        captured="2022-03-09T02:11:40Z",
        captured_how="WARC-Date",
        collector="Archive desk",
        ingested_at="2026-11-19T12:01:00.000Z",
        ingested_by="A1",
        duplicate_of="O1",
    )
    document = Document(
        "D2",
        "O2",
        texts.NEWS_TITLE[0],
        "gb18030",
        "the bytes are valid GB18030; the meta element says gb2312",
        {"zh-Hans": 1.0},
        None,
        "html",
        "1",
        "2026-11-19T12:01:01.000Z",
        n_blocks=len(rows),
        n_segments=len(rows),
    )
    return ExhibitDocument(document, source, tuple(rows), texts.NEWS_TITLE[1])


def _council() -> ExhibitDocument:
    langs = {5: "en", 6: "ko"}
    rows = tuple(
        row("D3", n, kind, zh, en, lang=langs.get(n, "zh-Hant"), level=level, places=(Place("line", line=line),))
        for n, (kind, level, line, zh, en) in enumerate(texts.COUNCIL, start=1)
    )
    source = Source("O3", sha256_text("council"), 2_114, "text/plain", "minutes.txt", ingested_at=NOW, ingested_by="A1")
    document = Document(
        "D3",
        "O3",
        texts.COUNCIL_TITLE[0],
        "utf-8",
        "the bytes are valid UTF-8",
        {"zh-Hant": 0.8, "en": 0.1, "ko": 0.1},
        None,
        "text",
        "1",
        NOW,
        n_blocks=6,
        n_segments=6,
    )
    return ExhibitDocument(document, source, rows)


def realistic(*, sample: bool = True) -> Exhibit:
    """Three documents with everything an exhibit can hold."""
    method = Method(
        package="translate-zh_en-starter",
        package_version="0.4",
        package_sha256=PACKAGE_SHA,
        engine="ctranslate2",
        engine_version="4.8.5",
        isa="AVX512",
        parameters={"beam_size": 4, "length_penalty": 1.0, "max_length": 256},
        libraries={"sentencepiece": "0.2.3", "opencc": "1.4.2"},
        status="bundled",
        licence="CC BY 4.0",
        segments=59,
        quality=(
            QualityFigure("administrative notices, hand-written (412 sentences)", "BLEU", 22.4, 15.0),
            QualityFigure("budget lines, generated (400 sentences)", "BLEU", 46.1, 15.0),
            QualityFigure("news (newstest2019)", "BLEU", 10.9, 15.0),
        ),
        limits=(
            "Loses or reverses negations in long sentences more often than the official package.",
            "Renders names it has not seen by their sound, sometimes wrongly.",
        ),
        gist_only=False,
    )
    return Exhibit(
        exhibit_id="EX-20261121-1",
        case_title="Operation Harbour",
        case_name="operation harbour",
        exported_at=NOW,
        exported_by=ANALYST,
        program="Evidence Reader 0.1.0",
        log_head=LOG_HEAD,
        log_length=1_482,
        documents=(_budget(), _news(), _council()),
        documents_in_case=8,
        problems=(
            Problem(
                "P1",
                "ingest",
                "encrypted-input",
                "The file is protected by a password.",
                "Ask for it, then add the file again.",
                "scans/附件2.pdf",
                "the original",
                NOW,
                source_id="O4",
            ),
            Problem(
                "P2",
                "extract",
                "truncated-input",
                "The archive ends in the middle of a record.",
                "",
                "crawl-2024-03-02.warc.gz",
                "311 records before it",
                NOW,
                place=Place("record", offset=18_220_400),
            ),
        ),
        identifiers=(
            Identifier("phone", "+447700900118", ("+44 7700 900118", "+44-7700-900118"), ("D1", "D2", "D3", "D7"), 4),
            Identifier("document-number", "澜边管〔2023〕12号", ("澜边管〔2023〕12号",), ("D1", "D2"), 2),
        ),
        methods=(method,),
        sample=sample,
        checks=(
            CheckRun("numbers", "1.0", "Numbers"),
            CheckRun("repetition", "1.0", "Loops and repetitions"),
            CheckRun("untranslated", "1.1", "Untranslated remains"),
        ),
    )


def long(count: int) -> Exhibit:
    """One document of *count* sentences."""
    zh, en = texts.BUDGET[11][3:]
    rows = tuple(row("D1", n, "paragraph", zh, en, places=(Place("line", line=n),)) for n in range(1, count + 1))
    whole = realistic(sample=False)
    part = whole.documents[0]
    return Exhibit(
        exhibit_id="EX-L",
        case_title="Long",
        case_name="long",
        exported_at=NOW,
        exported_by=ANALYST,
        program="Evidence Reader 0.1.0",
        log_head=LOG_HEAD,
        documents=(ExhibitDocument(part.document, part.source, rows),),
        methods=whole.methods,
    )
