"""Fillers for templates: each slot is a function that draws a Chinese text and its English from a source of chance.

A filler returns a ``Filler``; whatever it draws can be told apart as held out (``held_out``), so that evaluation text is
made from names and agencies that training text never shows.
"""
