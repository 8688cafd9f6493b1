"""Build a static archive from Vietnamese newspaper articles."""

__version__ = "0.1.0"
