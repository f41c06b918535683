"""Reading evidence: sniffing, formats, and the killable workers they run in.

``contract`` has the records, ``host.Extractor`` is what services use,
``registry.FORMATS`` names the formats. Importing this package loads no parser.
"""
