"""The kinds of organs that issue reports; `reportlint.draft.issuer` says how they are told apart."""

from __future__ import annotations

from typing import Literal

Kind = Literal["ministry", "province", "prefecture", "county", "township", "department", ""]
