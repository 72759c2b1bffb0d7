"""XML for machines: text and attributes in which nothing of a draft is markup, and no character is forbidden."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from reportlint.terminal import visible, visible_lines

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def attributes(**values: object) -> str:
    """Return attributes, each with a space before it; the underscore behind a name that Python keeps is dropped."""
    return "".join(f" {name.rstrip('_')}={quoteattr(visible(str(value)))}" for name, value in values.items())


def text(content: str) -> str:
    """Return text, its line breaks kept."""
    return escape("\n".join(visible_lines(content)))
