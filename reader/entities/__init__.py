"""Recognisers of identifiers: telephone numbers, e-mail, URLs, document numbers, accounts, ids.

``recognise(text)`` runs them all; see :mod:`reader.entities.registry`.
"""

from reader.entities.registry import recognise as recognise
