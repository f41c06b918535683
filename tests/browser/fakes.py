"""Services without a case: 10,000 sentences made from a counter, for tests of the interface alone.

Everything is invented here; no document stands behind it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw

from reader.errors import EncryptedInput, UnknownObject, UsageError
from reader.model import (
    Actor,
    Annotation,
    Dismissal,
    Finding,
    Revision,
    RevisionStatus,
    Severity,
    Side,
    TextTarget,
    utc_now,
)

NOON = "2026-11-20T12:00:00.000Z"
ACTOR = Actor(id="A1", name="reviewer 1", role="investigator", qualification="")
PACKAGE = {
    "name": "translate-zh_en",
    "version": "0.4",
    "sha256": "5a" * 32,
    "gist_only": True,
    "segments": 9000,
    "translated_at": "2026-11-20T10:00:00.000Z",
}
HOSTILE = '<img src="https://canary.invalid/x.png" onerror="fetch(\'https://canary.invalid/\')"> **bold** $x$ :smile:'


TITLES = ("Border police budget 2024", "Service station opens", HOSTILE, "Tender award: scanners")


def _document(id: str, title: str, size: int, doubts: int) -> dict:
    return {
        "id": id, "title": "边境管理支队2024年部门预算" if title is not HOSTILE else title,
        "translated_title": title if title is not HOSTILE else None, "segments": size, "doubts": doubts,
        "chinese": size, "translated": size,
        "media_type": "application/pdf", "languages": {"zh-Hans": 0.93, "en": 0.07}, "packages": [PACKAGE],
    }  # fmt: skip


def _sentence(n: int) -> dict:
    """SegmentView of sentence *n*; a cycle of shapes so that every state occurs in the first screens."""
    view = {
        "id": f"D1.s{n}",
        "n": n,
        "block": f"D1.b{n}",
        "kind": "paragraph",
        "level": None,
        "boilerplate": 13 <= n <= 26 or n % 100 in range(40, 52),
        "context": [],
        "locator": {
            "label": f"page {1 + n // 40}, box 72·{100 + n % 40 * 16}–523·{116 + n % 40 * 16}",
            "page": 1 + n // 40,
        },
        "lang": "zh-Hans",
        "source": f"第{n}条：各边境派出所办理案件不少于10起，每起处理时限不超过30天。",
        "wraps": [],
        "translation": {
            "id": f"t{n}",
            "text": f"Article {n}: each border police station handles 10 cases, each within 30 days.",
            "score": -0.61,
            "package": PACKAGE["name"],
            "version": PACKAGE["version"],
            "created_at": "2026-11-20T10:00:00.000Z",
            "flags": [],
            "gist_only": True,
        },
        "revision": None,
        "state": "machine",
        "findings": [],
        "annotations": [],
        "alignment": [],
        "mentions": [],
        "figures": [],
        "terms": [],
        "confidence": None,
    }
    shape = n % 20
    if n == 1:
        view |= {"kind": "title", "source": "边境管理支队2024年部门预算", "state": "checked"}
        view["translation"]["text"] = "Border Management Detachment: departmental budget 2024"
    elif shape == 1:
        view |= {"kind": "heading", "level": 2, "source": f"三、2024年部门预算情况说明（{n}）", "state": "checked"}
        view["translation"]["text"] = f"III. Explanation of the 2024 departmental budget ({n})"
    elif shape == 2:
        source = "2024年支出预算总额为1.63亿元，其中边境安全升级支出近3000万元。"
        target = "The total expenditure budget for 2024 is 16.3 million yuan, of which nearly 30 million for upgrades."
        view |= {"source": source, "state": "doubtful", "findings": [_number(n, source, target)]}
        view["translation"]["text"] = target
        view["figures"] = [
            {"start": 13, "end": 19, "value": "163,000,000 yuan", "converted": "about 22,960,000 US dollars"}
        ]
        view["confidence"] = {
            "level": "do-not-rely", "words": "Do not rely on it", "risk": 0.9, "reasons": ["A figure is wrong."],
        }  # fmt: skip
        view["alignment"] = [[0, 5, 31, 35, 0.9], [5, 11, 4, 28, 0.8], [12, 18, 39, 56, 0.9], [29, 34, 74, 84, 0.7]]
    elif shape == 3:
        source = "𠮷田先生用于“遣返”非法入境、居留、就业外国人。"
        target = "Mr 𠮷田 used it for the “repatriation” of foreigners who illegally enter, reside or work."
        start = source.index("遣返")
        view |= {
            "source": source,
            "annotations": [_view(n, "source", start, start + 2, "遣返", "Compare 2023 budget: no such line.")],
        }
        view["translation"]["text"] = target
        view["alignment"] = [[0, 2, 3, 5, 0.9], [start, start + 2, target.index("rep"), target.index("rep") + 12, 0.95]]
    elif shape == 5:
        view |= {"source": "遣返率达到95%的，得10分。", "state": "corrected"}
        view["translation"]["text"] = "Repatriation rate up to 95%, get 10 points."
        view["revision"] = {
            "id": f"r{n}", "text": "A repatriation rate of 95% scores 10 points.", "status": "reviewed",
            "author": "reviewer 2", "created_at": NOON, "versions": 2,
        }  # fmt: skip
    elif shape == 7:
        view |= {"kind": "table-cell", "context": ["支出项目", "2024年预算数（万元）"], "source": "2,230.00",
                 "lang": "und", "state": "not-chinese", "translation": None}  # fmt: skip
    elif shape == 8:
        view |= {"kind": "list-item", "source": "联系电话：+44 7700 900118"}
        view["translation"]["text"] = "Contact telephone: +44 7700 900118"
        view["mentions"] = [{"type": "phone", "start": 5, "end": 20, "canonical": "+447700900118", "documents": 5}]
    elif shape == 9:
        view |= {"state": "untranslated", "translation": None, "source": "本通知自发布之日起施行。"}
    elif shape == 10:
        view |= {"source": f"Press office, {HOSTILE}", "lang": "en", "state": "not-chinese", "translation": None}
    elif shape == 11:
        view["findings"] = [
            _number(n, view["source"], view["translation"]["text"], label="Bound lost", severity="major")
        ]
        view["state"] = "doubtful"
    elif shape == 12:
        view |= {"state": "certified"}
        view["revision"] = {"id": f"r{n}", "text": f"Article {n}, certified wording.", "status": "certified",
                            "author": "sworn translator", "created_at": NOON, "versions": 1}  # fmt: skip
    return view


def _number(n: int, source: str, target: str, label: str = "Number", severity: str = "critical") -> dict:
    quote = "1.63亿元" if "1.63亿元" in source else "不少于"
    english = "16.3 million yuan" if "16.3" in target else "10"
    s, t = source.index(quote), target.index(english)
    words = (
        "Chinese says 163,000,000 yuan; English says 16,300,000: ten times less."
        if label == "Number"
        else "“not fewer than 10” became “10”."
    )
    return {
        "id": f"f{n}", "check": "numbers", "label": label, "severity": severity,
        "category": "Accuracy/Mistranslation", "explanation": words,
        "source_spans": [[s, s + len(quote)]], "target_spans": [[t, t + len(english)]],
        "dismissed": False, "dismissal": None,
    }  # fmt: skip


def _view(
    n: int, side: str, start: int, end: int, exact: str, note: str, tags: Sequence[str] = (), number: int = 1
) -> dict:
    return {
        "id": f"urn:uuid:note-{n}-{number}", "side": side, "start": start, "end": end, "exact": exact, "note": note,
        "tags": list(tags), "author": ACTOR.name, "at": "2026-11-20T14:02:00.000Z", "state": "active",
    }  # fmt: skip


class FakeReading:
    """Implements ``reader.ui.api.contract.Reading`` over an invented document."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.changed: dict[int, dict] = {}
        self.calls: list[str] = []
        self._folder = Path(tempfile.mkdtemp(prefix="reader-fake-"))

    def at(self, n: int) -> dict:
        if n not in self.changed:
            if not 1 <= n <= self.size:
                raise UnknownObject(f"There is no sentence {n}.", hint="Reload the page.")
            return _sentence(n)
        return self.changed[n]

    def keep(self, row: dict) -> dict:
        self.changed[row["n"]] = row
        return row

    def _matching(self, filter: str, label: str = "") -> list[int]:
        rows = [self.at(n) for n in range(1, self.size + 1)]
        return [row["n"] for row in rows if (label in _open_labels(row) if label else _matches(row, filter))]

    def _kinds(self) -> dict[str, int]:
        rows = [self.at(n) for n in range(1, self.size + 1)]
        return dict(Counter(label for row in rows for label in _open_labels(row)).most_common())

    def documents(self) -> list[dict]:
        return [
            _document(f"D{i}", title, self.size, doubts)
            for i, (title, doubts) in enumerate(zip(TITLES, (7, 4, 0, 5), strict=True), start=1)
        ]

    def require(self, document_ids) -> None:
        for document_id in document_ids or ():
            self._known(document_id)

    def _known(self, document_id: str) -> None:
        if document_id not in {"D1", "D2", "D3", "D4"}:
            raise UnknownObject(f"The case has no document {document_id}.", hint="Choose one from the list.")

    def header(self, document_id: str) -> dict:
        self.calls.append("header")
        self._known(document_id)
        return {
            **_document(document_id, TITLES[0], self.size, 7),
            "filters": {f: len(self._matching(f)) for f in ("all", "doubts", "notes", "questions", "corrected")},
            "kinds": self._kinds(),
            "problems": [],
            "provenance": {
                "pages": 14, "url": "https://budget.example/2024/ys.pdf", "name": "ys.pdf", "path": "ys.pdf",
                "captured": "2024-03-02T09:14:00.000Z", "captured_how": "WARC-Date",
                "sha256": "9f31" + "ab" * 28 + "c07a", "size": 482113, "media_type": "application/pdf",
                "charset": None, "charset_how": None, "extractor": "pdf 1", "collector": "",
                "ingested_at": "2026-11-19T08:00:00.000Z", "ingested_by": "reviewer 1",
                "container": None, "record_offset": None, "metadata": {},
            },
        }  # fmt: skip

    def segments(self, document_id: str, *, start: int, count: int, filter: str, label: str) -> dict:
        self.calls.append(f"segments {start}")
        numbers = range(1, self.size + 1) if filter == "all" and not label else self._matching(filter, label)
        return {
            "total": len(numbers),
            "start": start,
            "rows": [self.at(n) for n in numbers[start - 1 : start - 1 + count]],
        }

    def segment(self, segment_id: str) -> dict:
        return self.at(_n(segment_id))

    def index(self, document_id: str, *, filter: str, label: str) -> dict:
        rows = [self.at(n) for n in self._matching(filter, label)]
        return {
            "n": [row["n"] for row in rows],
            "state": [row["state"] for row in rows],
            "boilerplate": [int(row["boilerplate"]) for row in rows],
            "severity": [_worst(row) for row in rows],
            "length": [len(row["source"]) for row in rows],
        }

    def original(self, document_id: str, *, n: int) -> dict:
        if n % 20 == 8:
            around = [self.at(k) for k in range(max(1, n - 4), n + 8)]
            return {"kind": "text", "label": "body > div.main > p:nth-of-type(3)", "blocks": [
                {"id": row["block"], "text": row["source"], "kind": row["kind"], "boilerplate": False,
                 "lit": row["n"] == n, "spans": [[0, len(row["source"])]] if row["n"] == n else []}
                for row in around]}  # fmt: skip
        return {"kind": "page", "page": 1, "pages": 14, "width": 595.0, "height": 842.0, "image": f"pages/{1}.png",
                "boxes": [[72, 100 + n % 40 * 16, 523, 116 + n % 40 * 16]], "label": "page 1"}  # fmt: skip

    def page_image(self, document_id: str, page: int) -> Path:
        path = self._folder / f"{page}.png"
        if not path.exists():
            image = Image.new("RGB", (1190, 1684), "white")
            draw = ImageDraw.Draw(image)
            for line in range(40):
                y = (100 + line * 16) * 2
                draw.rectangle((144, y + 8, 1046 - line * 37 % 300, y + 22), fill="#b9bfc8")
            image.save(path)
        return path

    def unlock(self, document_id: str, password: str) -> None:
        if password != "open sesame":
            raise EncryptedInput("This password does not open the original.", hint="Check it and try again.")

    def page_copy(self, document_id: str) -> Path:
        path = self._folder / "page.html"
        path.write_text("<!doctype html><p>渡口</p>", "utf-8")
        return path

    def history(self, segment_id: str) -> dict:
        row = self.at(_n(segment_id))
        machine = {"text": row["translation"]["text"], "package": "translate-zh_en", "version": "0.4",
                   "created_at": NOON, "score": -0.61} if row["translation"] else None  # fmt: skip
        revisions = [row["revision"] | {"reason": "“up to” is wrong"}] if row["revision"] else []
        return {"translations": [machine] if machine else [], "revisions": revisions}


class FakeWords:
    """One word a sentence."""

    def words(self, document_id: str, *, start: int, count: int) -> dict:
        entry = {"simplified": "第", "traditional": "第", "pinyin": "dì", "senses": ["ordinal prefix"]}
        rows = [{"n": n, "words": [[0, 1, "dì", [0]]]} for n in range(start, start + count)]
        return {"rows": rows, "entries": [entry], "attribution": "invented"}


class FakeAnnotating:
    """Implements ``reader.ui.api.contract.Annotating`` in memory."""

    def __init__(self, reading: FakeReading) -> None:
        self._reading = reading

    def note(self, segment_id, *, side, note, tags=(), start=None, end=None, exact=None):
        if side not in tuple(Side):
            raise UsageError("A note belongs to the source or the translation.")
        row = self._reading.at(_n(segment_id))
        text = row["source"] if side == Side.SOURCE else (row["revision"] or row["translation"])["text"]
        if text[start:end] != exact:
            raise UsageError("These words are not there any more.", hint="Reload the page.")
        if not note.strip() and not tags:
            raise UsageError("A note needs some text or a tag.", hint="Write a few words.")
        view = _view(row["n"], str(side), start, end, exact, note, tags, len(row["annotations"]) + 1)
        self._reading.keep(row | {"annotations": [*row["annotations"], view]})
        return self._annotation(segment_id, view)

    def revise_note(self, annotation_id, *, note, tags):
        row, view = self._find(annotation_id)
        view |= {"note": note, "tags": list(tags)}
        self._reading.keep(row)
        return self._annotation(row["id"], view)

    def delete_note(self, annotation_id):
        row, view = self._find(annotation_id)
        self._reading.keep(row | {"annotations": [a for a in row["annotations"] if a is not view]})
        return self._annotation(row["id"], view)

    def correct(self, segment_id, *, text, status="proposed", reason=""):
        row = self._reading.at(_n(segment_id))
        if status != RevisionStatus.PROPOSED:
            raise UsageError(f"Only a qualified person can mark a translation {status}.", hint="Save it as “proposed”.")
        versions = row["revision"]["versions"] + 1 if row["revision"] else 1
        revision = {"id": "r", "text": text, "status": str(status), "author": ACTOR.name,
                    "created_at": utc_now(), "versions": versions}  # fmt: skip
        self._reading.keep(row | {"revision": revision, "state": "corrected"})
        return Revision("r", segment_id, None, text, status, reason, ACTOR, utc_now())

    def dismiss(self, finding_id, *, reason):
        n = int(finding_id[1:])
        row = self._reading.at(n)
        dismissal = {"author": ACTOR.name, "reason": reason, "at": utc_now()}
        findings = [
            f | {"dismissed": True, "dismissal": dismissal} if f["id"] == finding_id else f for f in row["findings"]
        ]
        self._reading.keep(row | {"findings": findings, "state": "checked"})
        return Finding("numbers", "1", "Number", "Accuracy", Severity.CRITICAL, "", id=finding_id,
                       segment_id=row["id"], dismissal=Dismissal(ACTOR, reason, utc_now()))  # fmt: skip

    def _find(self, annotation_id):
        row = self._reading.at(int(annotation_id.split("-")[1]))
        return row, next(a for a in row["annotations"] if a["id"] == annotation_id)

    def _annotation(self, segment_id, view) -> Annotation:
        target = TextTarget(view["exact"], "", "", view["start"], view["end"])
        return Annotation(view["id"], 1, "D1", segment_id, Side(view["side"]), target, view["note"],
                          tuple(view["tags"]), ACTOR, utc_now(), utc_now())  # fmt: skip


class FakeServices:
    """One invented open case."""

    def __init__(self, size: int = 10_000) -> None:
        self.title = "Operation Harbour"
        self.actor = ACTOR
        self.reading = FakeReading(size)
        self.annotate = FakeAnnotating(self.reading)
        self.words = FakeWords()


@contextmanager
def opener(folder: Path, actor_name: str | None, size: int = 10_000) -> Iterator[FakeServices]:
    """Stands in for ``wiring.open_services``."""
    yield FakeServices(size)


def _n(segment_id: str) -> int:
    document, _, number = segment_id.partition(".s")
    if document != "D1" or not number.isdigit():
        raise UnknownObject("There is no such sentence.", hint="Reload the page.")
    return int(number)


def _matches(row: dict, filter: str) -> bool:
    return {
        "all": True,
        "doubts": row["state"] == "doubtful",
        "notes": bool(row["annotations"]),
        "questions": any("ask a translator" in a["tags"] for a in row["annotations"]),
        "corrected": row["revision"] is not None,
    }[filter]


def _open_labels(row: dict) -> set[str]:
    return {f["label"] for f in row["findings"] if not f["dismissed"]}


def _worst(row: dict) -> str:
    order = ["minor", "major", "critical"]
    return max((f["severity"] for f in row["findings"] if not f["dismissed"]), key=order.index, default="")
