"""Omission: a part of the Chinese for which nothing in the English can stand."""
