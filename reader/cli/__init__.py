"""The ``reader`` command: one file per command, errors put into words in ``main``."""
