"""Driver errors become our errors in one place.

No message here quotes the statement, its parameters or the driver's text:
any of them may hold document text.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from reader import errors
from reader.store import dialect_sqlite

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}

BUSY = ("Somebody else is writing to this case.", "Wait a moment and try again; nothing was lost.")
FULL = (
    "The disk with this case is full or does not accept writing.",
    "Free some space or check write permission, then repeat the last step; what was stored before is intact.",
)
DAMAGED = (
    "The case's database is damaged.",
    "Work on a copy; restore the case folder from a backup and compare with `reader verify --expect`.",
)


@contextmanager
def translated() -> Iterator[None]:
    """Run a block; locked → CaseBusy, full → StorageFull, malformed → CaseDamaged, other → CaseError."""
    try:
        yield
    except exc.IntegrityError as error:
        raise errors.CaseError(
            "The case refused a record that names something it does not hold, or holds twice.",
            hint="Open the object again and repeat the step; if it happens again, please report it.",
        ) from error
    except exc.TimeoutError as error:  # every connection of this process is taken
        raise errors.CaseBusy(BUSY[0], hint=BUSY[1]) from error
    except exc.DBAPIError as error:
        raise _database_error(error) from error
    except OSError as error:
        if error.errno in _FULL:
            raise errors.StorageFull(FULL[0], hint=FULL[1]) from error
        raise


def _database_error(error: exc.DBAPIError) -> errors.CaseError:
    kind = dialect_sqlite.failure_kind(error.orig)
    if kind == "busy":
        return errors.CaseBusy(BUSY[0], hint=BUSY[1])
    if kind == "full":
        return errors.StorageFull(FULL[0], hint=FULL[1])
    if kind == "damaged":
        return errors.CaseDamaged(DAMAGED[0], hint=DAMAGED[1])
    return errors.CaseError("The case's database failed.", hint="Try again; then run `reader doctor`.")
