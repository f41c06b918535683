"""Files in which other programs keep sentence pairs: TSV, CSV, TMX, XLIFF."""
