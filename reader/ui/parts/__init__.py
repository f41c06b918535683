"""Pieces several pages share: tables, jobs, headings."""
