"""Cross-entropy over the vocabulary with label smoothing, in chunks, the gradient computed along with the value.

The scores of a whole batch over 16,000 tokens would take gigabytes; here only one chunk's exist at a time.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

CHUNK = 1024
CHUNK_ON_DEVICE = 16_384


class _ChunkedCrossEntropy(torch.autograd.Function):
    """Sums over the tokens; ``forward`` already holds the gradients, ``backward`` only scales them."""

    @staticmethod
    def forward(
        ctx: Any, states: Tensor, embedding: Tensor, targets: Tensor, smoothing: float
    ) -> tuple[Tensor, Tensor]:
        low = torch.bfloat16 if states.dtype == torch.bfloat16 else torch.float32
        table = embedding.to(low)
        size = table.shape[0]
        chunk = CHUNK_ON_DEVICE if states.is_cuda else CHUNK
        grad_states = torch.empty_like(states)
        grad_table = torch.zeros_like(embedding, dtype=torch.float32)
        smoothed = torch.zeros((), device=states.device)
        plain = torch.zeros((), device=states.device)
        centre = table.float().mean(dim=0)
        for at in range(0, states.shape[0], chunk):
            part, wanted = states[at : at + chunk].to(low), targets[at : at + chunk, None]
            scores = part @ table.T
            gradient = torch.softmax(scores, dim=1, dtype=torch.float32)
            score = scores.gather(1, wanted).float()
            nll = -gradient.gather(1, wanted).clamp_min(1e-30).log()
            plain += nll.sum()
            # The mean score over the vocabulary is the state times the mean embedding: no pass over all scores.
            others = (score + nll).sum() - (part.float() @ centre).sum()
            smoothed += (1 - smoothing) * nll.sum() + smoothing * others
            gradient.sub_(smoothing / size)
            gradient.scatter_add_(1, wanted, torch.full_like(nll, smoothing - 1))
            low_gradient = gradient.to(low)
            grad_states[at : at + chunk] = low_gradient @ table
            grad_table += (low_gradient.T @ part).float()
        ctx.save_for_backward(grad_states, grad_table)
        ctx.mark_non_differentiable(plain)
        return smoothed, plain

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None]:
        grad_states, grad_table = ctx.saved_tensors
        return grad_states * grads[0], grad_table * grads[0], None, None


def cross_entropy(states: Tensor, embedding: Tensor, targets: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
    """(loss with label smoothing, plain negative log-likelihood), both summed over the tokens.

    *states*: (tokens, width); *embedding*: (vocabulary, width); *targets*: (tokens,) token numbers. Only the first
    value carries a gradient.
    """
    smoothed, plain = _ChunkedCrossEntropy.apply(states, embedding, targets, smoothing)
    return smoothed, plain
