"""reportlint: a linter for statutory government reports."""

__version__ = "0.1.0"
