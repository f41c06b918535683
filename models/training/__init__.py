"""The recipe of the starter package, one module per step.

``prepare`` → ``synthesise`` → ``vocabulary`` → ``encode`` → ``train`` → ``average`` → ``convert`` → ``package`` →
``evaluate``; each runs as ``python -m models.training.STEP`` from the repository's root and says with ``--help`` what
goes in and out. Everything a step writes lies below ``--work`` (never committed); the text written for this model lies
in ``data/``. PyTorch is imported only by the steps that train, inside functions.
"""
