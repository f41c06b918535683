"""A case on disk: one SQLite file, content-addressed originals, a hash-chained log.

Start at :mod:`reader.store.case` (create, open) and :mod:`reader.store.session`
(what can be read and written); :mod:`reader.store.audit` proves that nothing
changed. docs/evidence-model.md explains the records and the chain.
"""
