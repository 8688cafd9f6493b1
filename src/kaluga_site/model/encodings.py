"""The encodings in which a text can be imported."""

ENCODINGS = ("utf-8", "utf-16", "windows-1258", "tcvn3", "vni", "viscii")
"""Their names. The last three, of old fonts and of RFC 1456, are read by an extra."""
