"""Which numbers are wrong: the smallest changes after which every equation holds.

`localize` says what may be wrong in a `Problem`, figures and linear equations between them; `determined` fills blanks
that can have one value only, `impossible` names the equations that are broken whatever the blanks are. Nothing here knows
labels, rules or places in a draft; `reportlint.localize` does.
"""

from __future__ import annotations

from reportlint.repairs.blanks import determined, impossible
from reportlint.repairs.diagnosis import Change, Diagnosis, Repair, Verdict, localize
from reportlint.repairs.equations import Equation, Place, Problem, Statement, figure, totals

__all__ = [
    "Change",
    "Diagnosis",
    "Equation",
    "Place",
    "Problem",
    "Repair",
    "Statement",
    "Verdict",
    "determined",
    "figure",
    "impossible",
    "localize",
    "totals",
]
