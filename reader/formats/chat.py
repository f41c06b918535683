"""Chats exported as text (WeChat, QQ, WhatsApp): a block per message, with sender and time in its context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.formats import chat_forms, whole_text
from reader.formats.chat_forms import Form, Start
from reader.formats.contract import BlockDraft, Event, Head, Payload, Probe
from reader.formats.sniff import PLAIN
from reader.formats.text_head import first_lines
from reader.formats.text_lines import Line
from reader.model import BlockKind, Locator, Place

SYSTEM = "notice of the chat program"
"""Context of a message nobody wrote: somebody withdrew a message, joined, changed the name of the group."""

_FACTS = (
    (re.compile(r"^(?:群名称|群聊|消息对象|聊天对象|会话名称|群名|对话)\s*[:：]\s*(.{1,100})$"), "chat_name"),
    (re.compile(r"^(?:导出时间|导出日期|备份时间)\s*[:：]\s*(.{1,60})$"), "chat_exported"),
    (re.compile(r"^(?:消息分组)\s*[:：]\s*(.{1,60})$"), "chat_group"),
)
_RULE = re.compile(r"^[\s=\-—–_*─]{3,}$")
_LISTED = 40


@dataclass(slots=True)
class _Message:
    start: Start
    head: Line
    lines: list[Line] = field(default_factory=list)


class Chat:
    """Text exports of chat programs."""

    name = "chat"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Text with at least three message heads of one form among its first lines."""
        return 0.6 if chat_forms.recognise(first_lines(probe)) else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """Head with the people and their number of messages, what stands before the first message, the messages."""
        whole = whole_text.read(payload)
        decoded = whole.decoded
        lines = [line for line in whole.lines() if line.offset + line.length <= whole.limit]
        form = chat_forms.recognise([line.text for line in lines[:400]]) or chat_forms.FORMS[0]
        items = list(_items(lines, form))
        people = Counter(i.start.who for i in items if isinstance(i, _Message) and i.start.who and _has_text(i, form))
        metadata = _facts(lines[:40])
        metadata |= {
            "messages": str(sum(isinstance(i, _Message) for i in items)),
            "participants": ", ".join(f"{who} ({count})" for who, count in people.most_common(_LISTED))[:2000],
            "chat_form": form.name,
            "times": "as written in the file, which states no time zone",
        }
        yield Head(
            title=metadata.get("chat_name", ""),
            media_type=PLAIN,
            charset=decoded.charset,
            charset_how=decoded.how,
            pages=None,
            extractor=self.name,
            extractor_version=self.version,
            metadata={key: value for key, value in metadata.items() if value},
        )
        current = ""
        for item in items:
            if isinstance(item, Line):
                current = chat_forms.day(item.text) or current
                yield _block(BlockKind.PARAGRAPH, [item], boilerplate=bool(chat_forms.day(item.text)))
            else:
                yield _told(item, form, current)
        yield from whole.troubles("The chat")


def _items(lines: list[Line], form: Form) -> Iterator[_Message | Line]:
    """Messages, and the lines that belong to none (before the first, and those that part two days)."""
    message: _Message | None = None
    for line in lines:
        start = form.start(line.text) if not line.continued else None
        if start is not None or (chat_forms.day(line.text) and not line.continued):
            if message is not None:
                yield message
            message = _Message(start, line) if start is not None else None
            if start is None:
                yield line
        elif message is not None:
            if line.text.strip():
                message.lines.append(line)
        elif line.text.strip() and not _RULE.match(line.text):
            yield line
    if message is not None:
        yield message


def _has_text(message: _Message, form: Form) -> bool:
    return bool(message.lines) or not form.own_line


def _told(message: _Message, form: Form, current_day: str) -> BlockDraft:
    start = message.start
    when = start.when if re.match(r"\d{4}", start.when) or not current_day else f"{current_day} {start.when}"
    if not _has_text(message, form):  # a head without a message is a notice: “…” withdrew a message
        return _block(BlockKind.MESSAGE, [message.head], (SYSTEM, when), only=start.who)
    if form.own_line:
        return _block(BlockKind.MESSAGE, message.lines, (start.who, when))
    return _block(BlockKind.MESSAGE, [message.head, *message.lines], (start.who, when), only=start.text)


def _block(
    kind: BlockKind,
    lines: list[Line],
    context: tuple[str, ...] = (),
    *,
    only: str | None = None,
    boilerplate: bool = False,
) -> BlockDraft:
    """A block of *lines*; of the first of them *only* that part."""
    texts = [line.text for line in lines]
    if only is not None:
        texts[0] = only
    locators, position = [], 0
    for line, text in zip(lines, texts, strict=True):
        place = Place("line", line=line.number, offset=line.offset, length=line.length)
        locators.append(Locator(position, position + len(text), place))
        position += len(text) + 1
    return BlockDraft(kind, "\n".join(texts), tuple(locators), boilerplate=boilerplate, context=context)


def _facts(lines: list[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        for pattern, key in _FACTS:
            if match := pattern.match(line.text.strip("\ufeff \t")):
                found.setdefault(key, match.group(1).strip())
    return found
