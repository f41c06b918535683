"""Step 6: the mean of several checkpoints' weights.

``python -m models.training.average --output FILE CHECKPOINT...``; a single checkpoint is reduced to the weights alone.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from models.training import checkpoints


def main(arguments: list[str] | None = None) -> None:
    """Run the step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    every = [checkpoints.weights_of(checkpoints.load(file)) for file in options.checkpoints]
    mean = {name: sum(weights[name] for weights in every) / len(every) for name in every[0]}
    checkpoints.export(options.output, mean, checkpoints.shape_of(mean))


if __name__ == "__main__":
    main()
