"""Fillers for templates: each slot is a function that draws a Chinese text and its English by chance.

Names and agencies are divided once for all (``chance.held_out``), so that evaluation text is made from some that
training text never shows.
"""
