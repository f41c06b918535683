"""Polarity: a “not” that the Chinese has and the English lacks, or the reverse."""
