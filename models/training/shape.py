"""The numbers that define the network. Read from a checkpoint, written into the package."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN, START, END = 0, 1, 2
"""Token numbers of ``<unk>``, ``<s>`` (starts the English) and ``</s>`` (ends it)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A pre-norm transformer: deep encoder, shallow decoder, tied embeddings, ReLU, sinusoidal positions."""

    vocabulary: int = 16_000
    width: int = 384
    heads: int = 6
    encoder_layers: int = 6
    decoder_layers: int = 2

    @property
    def inner(self) -> int:
        """Width of the feed-forward layers."""
        return 4 * self.width
