"""Who did what: a passive or active of the Chinese whose agent and patient the English exchanges or replaces."""
