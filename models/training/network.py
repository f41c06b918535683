"""The network, written so that two cores in bfloat16 are kept busy.

Attention is written out: PyTorch's fused one is slow in bfloat16 on processors. Parameter names are those of the
checkpoints: ``emb``, ``enc.N.{0,1}`` (self-attention, feed-forward), ``dec.N.{0,1,2}`` (with cross-attention),
``eln``, ``dln``.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.training.positions import positions
from models.training.shape import Shape


class Attention(nn.Module):
    """Pre-norm multi-head attention. ``q`` holds queries, keys and values of self-attention; cross-attention has
    ``kv`` besides."""

    def __init__(self, width: int, heads: int, *, cross: bool) -> None:
        super().__init__()
        self.heads = heads
        self.ln = nn.LayerNorm(width)
        self.q = nn.Linear(width, width if cross else 3 * width)
        self.kv = nn.Linear(width, 2 * width) if cross else None
        self.o = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor | None, hidden: Tensor | None) -> Tensor:
        """*x* plus what it attends to. *hidden*: boolean mask, broadcast to (batch, heads, queries, keys), of what
        must not be seen."""
        normed = self.ln(x)
        if self.kv is None:
            query, key, value = self.q(normed).chunk(3, dim=-1)
        else:
            query = self.q(normed)
            key, value = self.kv(memory).chunk(2, dim=-1)
        query, key, value = (self._split(part) for part in (query, key, value))
        if x.is_cuda:
            seen = None if hidden is None else ~hidden
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        else:
            scores = query @ key.transpose(-1, -2) * (query.shape[-1] ** -0.5)
            if hidden is not None:
                scores = scores.masked_fill(hidden, -30_000.0)
            mixed = torch.softmax(scores, dim=-1) @ value
        return x + self.o(mixed.transpose(1, 2).reshape(x.shape))

    def _split(self, part: Tensor) -> Tensor:
        batch, length, width = part.shape
        return part.view(batch, length, self.heads, width // self.heads).transpose(1, 2)


class FeedForward(nn.Module):
    """Pre-norm feed-forward layer with ReLU."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.ln = nn.LayerNorm(width)
        self.a = nn.Linear(width, inner)
        self.b = nn.Linear(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        """*x* plus its transformation."""
        return x + self.b(torch.relu(self.a(self.ln(x))))


class Translator(nn.Module):
    """Source and target token numbers in, states before the output embedding out."""

    def __init__(self, shape: Shape, longest: int = 512) -> None:
        super().__init__()
        width, heads = shape.width, shape.heads
        self.shape = shape
        self.emb = nn.Embedding(shape.vocabulary, width)
        nn.init.normal_(self.emb.weight, std=width**-0.5)
        self.enc = nn.ModuleList(
            nn.ModuleList([Attention(width, heads, cross=False), FeedForward(width, shape.inner)])
            for _ in range(shape.encoder_layers)
        )
        self.dec = nn.ModuleList(
            nn.ModuleList(
                [
                    Attention(width, heads, cross=False),
                    Attention(width, heads, cross=True),
                    FeedForward(width, shape.inner),
                ]
            )
            for _ in range(shape.decoder_layers)
        )
        self.eln = nn.LayerNorm(width)
        self.dln = nn.LayerNorm(width)
        self.register_buffer("positions", torch.from_numpy(positions(longest, width)), persistent=False)

    def forward(self, source: Tensor, padding: Tensor | None, target: Tensor) -> Tensor:
        """States (batch, target length, width). *source* and *target*: token numbers, padded at the end; *padding*:
        boolean, true where *source* is padding, or ``None``."""
        hidden = None if padding is None else padding[:, None, None, :]
        memory = self._embed(source)
        for attention, feed in self.enc:
            memory = feed(attention(memory, None, hidden))
        memory = self.eln(memory)
        length = target.shape[1]
        later = torch.ones(length, length, dtype=torch.bool, device=target.device).triu(1)[None, None]
        x = self._embed(target)
        for attention, cross, feed in self.dec:
            x = feed(cross(attention(x, None, later), memory, hidden))
        states: Tensor = self.dln(x)
        return states

    def _embed(self, tokens: Tensor) -> Tensor:
        return F.embedding(tokens, self.emb.weight) * math.sqrt(self.shape.width) + self.positions[: tokens.shape[1]]
