"""Digests of content: names for findings and cache entries, checksums of cache files. Nothing here is for security."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # what hashlib offers, without importing OpenSSL: 5 ms of every start
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b", "name_of"]


def name_of(content: str, digits: int = 16) -> str:
    """Return a name made of a text: so many hexadecimal digits; characters that UTF-8 cannot hold count as one."""
    return str(blake2b(content.encode("utf-8", "replace"), digest_size=digits // 2).hexdigest())
