"""Muon for the hidden matrices: momentum, made orthogonal by a few Newton-Schulz steps.

Fused projections count as what they are, several width x width matrices; equal shapes are worked on together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor

COEFFICIENTS = (3.4445, -4.7750, 2.0315)
"""The quintic polynomial whose repeated use drives singular values to between about 0.7 and 1.2."""
STEPS = 5


def orthogonal(matrices: Tensor) -> Tensor:
    """The nearest orthogonal matrices of a stack (count, rows, columns), roughly: singular values come out near 1."""
    x = matrices.bfloat16()
    tall = x.shape[1] > x.shape[2]
    if tall:
        x = x.transpose(1, 2)
    x = x / (x.flatten(1).norm(dim=1)[:, None, None] * 1.01 + 1e-7)
    a, b, c = COEFFICIENTS
    for _ in range(STEPS):
        gram = x @ x.transpose(1, 2)
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return (x.transpose(1, 2) if tall else x).to(matrices.dtype)


class Muon(torch.optim.Optimizer):
    """Nesterov momentum, orthogonal updates of size ``lr * sqrt(max(1, rows / columns))``, decoupled weight decay.

    *width*: matrices whose sides are multiples of it are cut into width x width blocks when they are projections
    (up to three of them side by side); feed-forward matrices stay whole.
    """

    def __init__(
        self, params: Iterable[Tensor], *, width: int, lr: float, momentum: float = 0.95, weight_decay: float = 0.0
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})
        self._width = width

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:
        """One update. *closure* is not used."""
        for group in self.param_groups:
            stacks: dict[tuple[int, ...], list[tuple[Tensor, Tensor]]] = {}
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                update = self._momentum(parameter, group["momentum"])
                parameter.mul_(1 - group["lr"] * group["weight_decay"])
                for weight, part in zip(self._blocks(parameter), self._blocks(update), strict=True):
                    stacks.setdefault(tuple(weight.shape), []).append((weight, part))
            for (rows, columns), members in stacks.items():
                stacked = orthogonal(torch.stack([part for _, part in members]))
                scale = max(1.0, rows / columns) ** 0.5
                for (weight, _), update in zip(members, stacked, strict=True):
                    weight.add_(update, alpha=-group["lr"] * scale)

    def _momentum(self, parameter: Tensor, momentum: float) -> Tensor:
        state: dict[str, Any] = self.state[parameter]
        if "average" not in state:
            state["average"] = torch.zeros_like(parameter)
        average: Tensor = state["average"]
        average.lerp_(parameter.grad, 1 - momentum)
        return parameter.grad.lerp(average, momentum)

    def _blocks(self, matrix: Tensor) -> tuple[Tensor, ...]:
        rows, columns = matrix.shape
        if columns == self._width and rows in (2 * self._width, 3 * self._width):
            return matrix.split(self._width)
        return (matrix,)
