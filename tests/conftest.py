"""Tests print what a person would get, also where a CI service runs them."""

from __future__ import annotations

import os

os.environ.pop("GITHUB_ACTIONS", None)
