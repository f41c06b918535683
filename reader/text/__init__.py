"""Text as pure functions: charsets, languages, normal forms, sentences, search tokens. No input or output here."""
