"""One module for each command, imported when it is typed: with `telling`, the only code that prints."""
