"""The public text the model learns from, and how much of each is taken. Whose it is says the model card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.training import cleaning
from models.training.pairs import Pair


@dataclass(frozen=True, slots=True)
class Source:
    """One corpus file ``NAME.tsv.xz``.

    ``cap``: the most pairs taken (an even sample), ``None`` for all. ``accepts``: rules of this source on top of the
    general ones. ``rewrite``: changes a pair before the rules see it, ``None`` drops it.
    """

    name: str
    cap: int | None = None
    accepts: Callable[[Pair], bool] = lambda pair: True
    rewrite: Callable[[Pair], Pair | None] = lambda pair: pair


SOURCES = (
    Source("moj_tw_law", rewrite=cleaning.neutral_money),
    Source("msdocs_business", cap=100_000, accepts=cleaning.is_prose),
    Source("msdocs_tech", cap=90_000, accepts=cleaning.is_prose),
    Source("python_docs", cap=15_000, accepts=cleaning.is_prose),
    Source("tatoeba_cmn"),
    Source("jiyu_examples", accepts=cleaning.is_careful),
)
