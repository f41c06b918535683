"""Sound and moving pictures: kept unchanged, not transcribed; a transcript can be put beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.formats.contract import Event, Payload, Probe, Trouble, probe_file
from reader.formats.sniff import describe, sniff

NO_TRANSCRIPT = "no-transcript"
TRANSCRIPTS = (".srt", ".vtt", ".ass", ".ssa", ".lrc", ".txt")
"""Endings of files that may hold what is said in a recording of the same name."""

RECORDINGS = (
    ".mp4",
    ".m4a",
    ".mp3",
    ".wav",
    ".ogg",
    ".flac",
    ".amr",
    ".silk",
    ".mkv",
    ".webm",
    ".avi",
    ".flv",
    ".mov",
    ".aac",
)


class Media:
    """Recordings of any kind the sniffer knows."""

    name = "media"
    version = "1"

    def score(self, probe: Probe) -> float:
        """Sound or video, by the bytes."""
        return 0.5 if sniff(probe).startswith(("audio/", "video/")) else 0.0

    def read(self, payload: Payload, staging: Path) -> Iterator[Event]:
        """A Trouble that says what to do; nothing in a recording is heard or looked at."""
        kind = describe(sniff(probe_file(payload.path, payload.name)))
        yield Trouble(
            NO_TRANSCRIPT,
            f"This is {kind.name}; there is no transcript of it.",
            "Put a subtitle file (SRT, VTT, ASS, LRC) or a text of the same name beside it, add both: they are linked.",
        )


def companions(path: Path) -> dict[str, str]:
    """Metadata that ties a recording to its transcript: names of files beside *path* that share its stem.

    ``transcript`` of a recording, ``transcript_of`` of a subtitle file (not of a text: it may be anything).
    """
    suffix = path.suffix.lower()
    wanted: tuple[str, ...]
    if suffix in RECORDINGS:
        key, wanted = "transcript", TRANSCRIPTS
    elif suffix in TRANSCRIPTS[:-1]:
        key, wanted = "transcript_of", RECORDINGS
    else:
        return {}
    found = [other.name for end in wanted if (other := path.with_suffix(end)).is_file()]
    return {key: ", ".join(found)} if found else {}
