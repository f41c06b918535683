"""One script per claim of docs/performance.md; ``python -m benchmarks`` runs them all."""
