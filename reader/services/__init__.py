"""Use cases: what an investigator can do with a case.

One class per verb, collaborators through ``__init__``; ``wiring.open_services``
builds them. The command line and the pages call these and nothing below them.
"""
