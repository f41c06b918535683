"""Old Office files on the host side: LibreOffice turns them into a kind the sealed workers read.

Workers start no programs, and LibreOffice is one. So the conversion is a step of its own: a process without
network, with a profile made for it and thrown away, macros off, killed with everything it started when it
takes too long. What it wrote is evidence no less hostile than what it read: only a worker opens it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import reader
from reader.errors import LimitExceeded, UnreadableInput
from reader.formats.contract import Event, Head, Payload, Trouble
from reader.formats.media_types import DOC, DOCX, PPT, PPTX, RTF
from reader.formats.probe import probe_file
from reader.formats.sniff import describe, sniff

TARGETS = {DOC: ("doc", "docx", DOCX), RTF: ("rtf", "docx", DOCX), PPT: ("ppt", "pptx", PPTX)}
_SECONDS = 120.0
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>
</prop></item>
</oor:items>
"""
"""Profile settings: macros never, links never updated, nothing active."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What to read instead of *original*, and what to say of it. ``discard`` removes it."""

    payload: Payload
    media_type: str
    about: dict[str, str]
    folder: Path

    def told(self, event: Event) -> Event:
        """An event of the converted file as one of the original."""
        if isinstance(event, Head):
            program = {"converted_with": event.metadata.get("application", "LibreOffice")}
            return replace(event, media_type=self.media_type, metadata={**_own(event), **self.about, **program})
        return event

    def discard(self) -> None:
        """Remove the converted file and the profile."""
        shutil.rmtree(self.folder, ignore_errors=True)


def convert(payload: Payload) -> Conversion | Trouble | None:
    """The payload converted; ``None`` when it needs no conversion or no LibreOffice is installed.

    A Trouble says why the conversion failed.
    """
    try:
        kind = sniff(probe_file(payload.path, payload.name))
    except OSError:
        return None  # said properly by the worker
    program = (
        find_program() if kind in TARGETS and payload.path.stat().st_size <= payload.limits.payload_bytes else None
    )
    if program is None:
        return None
    suffix, wanted, _ = TARGETS[kind]
    folder = Path(tempfile.mkdtemp(prefix="reader-office-"))
    try:
        result = _run(program, payload, folder, suffix, wanted)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if isinstance(result, Path):
        about = {
            "converted_sha256": hashlib.sha256(result.read_bytes()).hexdigest(),
            "places": f"counted in the conversion to {wanted.upper()}; the original is kept unchanged",
        }
        name = f"{Path(payload.name).stem}.{wanted}"
        return Conversion(replace(payload, path=result, name=name, media_type=None), kind, about, folder)
    shutil.rmtree(folder, ignore_errors=True)
    return replace(result, message=f"{result.message[:-1]} ({describe(kind).name}).")


def find_program() -> str | None:
    """Path of LibreOffice's program, ``None`` when it is not installed."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _run(program: str, payload: Payload, folder: Path, suffix: str, wanted: str) -> Path | Trouble:
    source, out, profile = folder / f"original.{suffix}", folder / "out", folder / "profile"
    shutil.copyfile(payload.path, source)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, "utf-8")
    seconds = min(_SECONDS, payload.limits.seconds)
    office = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nodefault",
        "--nolockcheck", "--convert-to", wanted, "--outdir", str(out), str(source),
    ]  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "reader.formats.office_jail", str(seconds), *office],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=sys.platform != "win32",
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return Trouble(
            LimitExceeded("").code,
            f"LibreOffice took longer than {seconds:g} seconds to convert the file.",
            "The file may be a trap. Open it in an office program elsewhere, save it as DOCX or PDF and add that.",
        )
    finally:
        _end(process)
    written = out / f"original.{wanted}"
    if written.is_file() and 0 < written.stat().st_size <= payload.limits.payload_bytes:
        return written
    return Trouble(
        UnreadableInput("").code,
        "LibreOffice could not convert the file.",
        "It may be damaged or protected by a password. Save it as DOCX or PDF in an office program and add that.",
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it started."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """As little as the program needs; proxies that lead nowhere are a second wall where the first cannot be built."""
    root = str(Path(reader.__file__).resolve().parents[1])
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
    return {
        **kept,
        **nowhere,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PYTHONPATH": root,
        "SAL_USE_VCLPLUGIN": "svp",
    }


def _own(head: Head) -> dict[str, str]:
    """The conversion's metadata without what LibreOffice says of itself and of the file's new name."""
    unwanted = {"application", "application_version", "name_mismatch", "custom_AppVersion"}
    return {key: value for key, value in head.metadata.items() if key not in unwanted}
