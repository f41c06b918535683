"""Formats that misbehave, installed as an extension for the tests of the host."""

import ctypes
import os
import signal
import socket
import time

from reader.formats.contract import BlockDraft, Child, Head
from reader.model import BlockKind, Locator, Place

MAGIC = b"MISBEHAVE:"


class Misbehaving:
    """Does what the file says after ``MISBEHAVE:``."""

    name = "misbehaving"
    version = "0"

    def score(self, probe):
        return 1.0 if probe.head.startswith(MAGIC) else 0.0

    def read(self, payload, staging):
        act = payload.path.read_bytes().removeprefix(MAGIC).decode()
        yield Head("", "application/x-test", None, None, None, self.name, self.version, {"pid": str(os.getpid())})
        for n in range(3):
            time.sleep(0.03)  # longer than a batch of answers waits
            yield BlockDraft(BlockKind.PARAGRAPH, f"block {n}", (Locator(0, 7, Place("line", line=n)),))
        yield from getattr(self, act)(staging)

    def hang(self, staging):
        time.sleep(600)
        yield

    def spin(self, staging):
        n = 0
        while True:
            n += 1
            if n % 100_000 == 0:
                yield BlockDraft(BlockKind.PARAGRAPH, "x", ())

    def eat(self, staging):
        hoard = []
        while True:
            hoard.append(bytearray(16 * 1024 * 1024))
            time.sleep(0.002)
        yield

    def eat_natively(self, staging):
        libc = ctypes.CDLL(None)
        libc.malloc.restype = ctypes.c_void_p
        while True:
            block = libc.malloc(ctypes.c_size_t(16 * 1024 * 1024))
            if block:
                ctypes.memset(block, 1, 16 * 1024 * 1024)
            time.sleep(0.002)
        yield

    def crash(self, staging):
        os.kill(os.getpid(), signal.SIGSEGV)
        yield

    def die(self, staging):
        os.kill(os.getpid(), signal.SIGKILL)
        yield

    def raise_secret(self, staging):
        raise RuntimeError("绝密 document text in an exception")
        yield

    def chatter(self, staging):
        print("绝密 printed text", flush=True)
        os.write(1, b'["block", "nonsense"]\n')
        yield BlockDraft(BlockKind.PARAGRAPH, "after the noise", ())

    def lie(self, staging):
        yield Child(path=staging.parent / "outside", name="x")

    def surrogate(self, staging):
        yield BlockDraft(BlockKind.PARAGRAPH, "lone \ud800 and 𠮷", ())

    def network(self, staging):
        for attempt in (
            lambda: socket.socket(),
            lambda: socket.create_connection(("127.0.0.1", 9)),
            lambda: socket.getaddrinfo("localhost", 80),
            lambda: os.system("true"),
            lambda: os.fork(),
        ):
            try:
                attempt()
                outcome = "allowed"
            except PermissionError:
                outcome = "refused"
            yield BlockDraft(BlockKind.PARAGRAPH, outcome, ())


class Broken:
    """An extension that cannot be loaded."""

    def __init__(self):
        raise ImportError("broken on purpose")
