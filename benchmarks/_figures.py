"""The numbers of an invented report: every identity of its tables holds, and they are as large as such an issuer's are."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

Figures = dict[str, int | Decimal]

APPLICANTS = ("natural", "business", "research", "welfare", "legal", "others")
_APPLICANT_WEIGHTS = (84, 10, 0.4, 0.6, 2, 3)

OUTCOMES = {
    "granted": 38.0, "partial": 7.0, "refused.secret": 0.1, "refused.law": 1.0, "refused.security": 0.5,
    "refused.third_party": 1.5, "refused.internal": 2.0, "refused.process": 3.0, "refused.enforcement": 3.0,
    "refused.inquiry": 1.5, "unable.absent": 25.0, "unable.creation": 2.0, "unable.unclear": 3.0,
    "declined.petition": 5.0, "declined.repeated": 4.0, "declined.publication": 0.3, "declined.massive": 0.3,
    "declined.reissue": 0.5,
}  # fmt: skip
"""How often a request ends how."""

DISPUTES = ("review", "direct", "after")
DISPUTE_OUTCOMES = ("upheld", "corrected", "other", "pending")


class Scale(NamedTuple):
    """The range in which the numbers of an issuer lie, and how often it has none at all."""

    requests: tuple[int, int]
    without: float
    disclosed: tuple[int, int]
    decisions: tuple[int, int]
    documents: int
    legislates: bool = False


SCALES = {
    "ministry": Scale((300, 4000), 0.0, (2000, 20000), (100, 8000), 120, legislates=True),
    "province": Scale((9000, 50000), 0.0, (200000, 900000), (300000, 6000000), 900, legislates=True),
    "prefecture": Scale((800, 6000), 0.0, (20000, 200000), (40000, 900000), 300, legislates=True),
    "county": Scale((40, 900), 0.0, (3000, 30000), (2000, 90000), 90),
    "township": Scale((1, 6), 0.7, (40, 900), (0, 0), 4),
    "department": Scale((1, 60), 0.25, (60, 3000), (0, 900), 12),
}


def figures(chance: random.Random, period: int, kind: str) -> Figures:
    """Return the numbers of a report; period: 2014, 2019 or 2021, the year its format begins."""
    scale = SCALES[kind]
    n: Figures = {}
    n["disclosed"] = chance.randint(*scale.disclosed)
    if period == 2014:
        _statistics(chance, n, scale)
        return n
    _requests(chance, n, scale, period)
    _disputes(chance, n)
    (_catalogue if period == 2019 else _decisions)(chance, n, scale)
    _told(chance, n)
    _fees(chance, n)
    return n


def split(chance: random.Random, total: int, names: Sequence[str]) -> dict[str, int]:
    """Divide a total into parts of chance size."""
    cuts = sorted(chance.randint(0, total) for _ in names[1:])
    return {name: high - low for name, low, high in zip(names, [0, *cuts], [*cuts, total], strict=True)}


def _hundredths(count: int) -> int | Decimal:
    whole, rest = divmod(count, 100)
    return Decimal(count).scaleb(-2).normalize() if rest else whole


def _requests(chance: random.Random, n: Figures, scale: Scale, period: int) -> None:
    closed = 0 if chance.random() < scale.without else chance.randint(*scale.requests)
    weights = dict(OUTCOMES)
    if period == 2019:
        weights["settled"] = 4.0
    else:
        unpaid = 0.4 if closed > 300 and chance.random() < 0.5 else 0.0
        weights |= {"settled.uncorrected": 3.0, "settled.unpaid": unpaid, "settled.other": 2.0 if closed > 60 else 0.0}
    drawn = Counter(
        zip(
            chance.choices(list(weights), list(weights.values()), k=closed),
            chance.choices(APPLICANTS, _APPLICANT_WEIGHTS, k=closed),
            strict=True,
        )
    )
    for who in APPLICANTS:
        for outcome in weights:
            n[f"{outcome}[{who}]"] = drawn[outcome, who]
        ended = sum(drawn[outcome, who] for outcome in weights)
        out = chance.randint(0, ended // 12 + (ended > 3))
        came = chance.randint(0, min(ended + out, ended // 14 + (ended > 2)))
        n |= {f"closed[{who}]": ended, f"carried_out[{who}]": out}
        n |= {f"carried_in[{who}]": came, f"received[{who}]": ended + out - came}
    for row in (*weights, "closed", "carried_out", "carried_in", "received"):
        n[f"{row}[total]"] = sum(n[f"{row}[{who}]"] for who in APPLICANTS)
    for group in ("refused", "unable", "declined", *(("settled",) if period == 2021 else ())):
        n[f"{group}[total]"] = sum(n[f"{row}[total]"] for row in weights if row.startswith(f"{group}."))


def _disputes(chance: random.Random, n: Figures) -> None:
    requests = int(n["closed[total]"])
    for group, most in zip(DISPUTES, (requests // 25, requests // 80, requests // 90), strict=True):
        total = chance.randint(0, most)
        parts = Counter(chance.choices(DISPUTE_OUTCOMES, (60, 8, 12, 20), k=total))
        n |= {f"disputes[{group}_{outcome}]": parts[outcome] for outcome in DISPUTE_OUTCOMES}
        n[f"disputes[{group}_total]"] = total
    n["lawsuits"] = n["disputes[direct_total]"] + n["disputes[after_total]"]


def _decisions(chance: random.Random, n: Figures, scale: Scale) -> None:
    """Choose the numbers of the disclosure table of 2021."""
    for row, most in (("regulations", 8 if scale.legislates else 0), ("normative", scale.documents)):
        made, repealed = chance.randint(0, most), chance.randint(0, most // 2)
        n |= {f"{row}[made]": made, f"{row}[repealed]": repealed}
        n[f"{row}[in_force]"] = made + chance.randint(0, 8 * most)
    low, high = scale.decisions
    n["licences[decisions]"] = chance.randint(low, high)
    n["penalties[decisions]"] = chance.randint(low // 3, high // 3)
    n["coercion[decisions]"] = chance.randint(low // 20, high // 20)
    n["charges[fee]"] = 0 if high < 2000 else _hundredths(chance.randint(low, 5 * low))


def _catalogue(chance: random.Random, n: Figures, scale: Scale) -> None:
    """Choose the numbers of the disclosure table of 2019."""
    for row, most in (("regulations", 8 if scale.legislates else 0), ("normative", scale.documents)):
        made = chance.randint(0, most)
        opened = chance.randint(0, made)
        n |= {f"{row}[made]": made, f"{row}[opened]": opened, f"{row}[public]": opened + chance.randint(0, 8 * most)}
    low, high = scale.decisions
    for row, share in (("licences", 1), ("services", 2), ("penalties", 3), ("coercion", 20)):
        before = chance.randint(1, 400) if high else 0
        n |= {f"{row}[before]": before, f"{row}[change]": chance.randint(-min(before - 1, 9), 14) if before else 0}
        n[f"{row}[decisions]"] = chance.randint(low // share, high // share)
    n["charges[before]"] = chance.randint(0, 12) if high else 0
    n["charges[change]"] = chance.randint(-1, 1) if n["charges[before]"] else 0
    projects = 0 if chance.random() < 0.3 else chance.randint(1, 40)
    n["procurement[projects]"] = projects
    n["procurement[amount]"] = projects * chance.randint(2, 60)  # of 万元, or of 元 ten thousand times as many


def _told(chance: random.Random, n: Figures) -> None:
    """Choose what only the prose tells."""
    kinds = ("policy", "notices", "money", "rest")
    n |= {f"disclosed.{kind}": count for kind, count in split(chance, int(n["disclosed"]), kinds).items()}
    received = int(n["received[total]"])
    n |= {f"received.{by}": count for by, count in split(chance, received, ("network", "letter", "visit")).items()}
    n["received.organizations"] = n["received[total]"] - n["received[natural]"]
    classes = chance.randint(1, 6)
    n |= {"articles": chance.randint(3, 90), "classes": classes, "trainees": classes * chance.randint(12, 80)}


def _fees(chance: random.Random, n: Figures) -> None:
    unpaid = int(n.get("settled.unpaid[total]", 0))
    notices = unpaid + chance.randint(0, 4) if unpaid or (n["closed[total]"] > 300 and chance.random() < 0.5) else 0
    paid = sum(100 * chance.randint(1, 12) for _ in range(notices - unpaid))
    n |= {"fee.notices": notices, "fee.collected": paid}
    n["fee.billed"] = paid + sum(100 * chance.randint(1, 12) for _ in range(unpaid))


def _statistics(chance: random.Random, n: Figures, scale: Scale) -> None:
    """Choose the numbers of the table of 2014."""
    disclosed = int(n["disclosed"])
    website = chance.randint(disclosed * 3 // 4, disclosed)
    rest = disclosed - website
    other = {name: chance.randint(1, max(1, disclosed // 4)) for name in ("gazette", "microblog", "wechat", "other")}
    other["wechat"] = max(other["wechat"], rest + 1)  # some items stand on two channels
    n |= {f"channels.{name}": count for name, count in {**other, "website": website}.items()}
    n["disclosed"] = max(disclosed, *other.values())
    issued = chance.randint(0, scale.documents)
    n |= {"documents.issued": issued, "documents.disclosed": chance.randint(0, min(issued, disclosed))}
    large = scale.without == 0
    press, interviews = (chance.randint(1, 30), chance.randint(1, 40)) if large else (0, chance.randint(0, 2))
    n |= {"press": press, "press.leader": chance.randint(0, press)}
    n |= {"interviews": interviews, "interviews.leader": chance.randint(0, interviews)}
    n |= {"articles": chance.randint(0, 300 if large else 20), "replies.social": chance.randint(0, 90 if large else 3)}
    n |= {"replies.other": chance.randint(0, 9), "responses": chance.randint(0, press + interviews)}
    closed = 0 if chance.random() < scale.without else chance.randint(*scale.requests)
    received = closed + chance.randint(0, closed // 20)
    n |= {"requests.received": received, "requests.closed": closed, "answers": closed}
    n |= {f"requests.by.{by}": k for by, k in split(chance, received, ("visit", "fax", "network", "letter")).items()}
    n["requests.extended"] = chance.randint(0, closed // 6)
    n["requests.on_time"] = closed - n["requests.extended"]
    answers = ("public", "granted", "partly", "refused", "elsewhere", "absent", "amend", "redirected")
    n |= {f"answers.{answer}": count for answer, count in split(chance, closed, answers).items()}
    reasons = ("state", "commercial", "privacy", "security", "no_information", "other")
    n |= {f"refusals.{why}": k for why, k in split(chance, int(n["answers.refused"]), reasons).items()}
    for what, share in (("reviews", 25), ("lawsuits", 60)):
        n[what] = chance.randint(0, closed // share)
        parts = split(chance, int(n[what]), ("upheld", "corrected", "other"))
        n |= {f"{what}.{outcome}": count for outcome, count in parts.items()}
    full, part = (chance.randint(1, 200), chance.randint(5, 900)) if large else (chance.randint(0, 2), 1)
    n |= {"staff.full_time": full, "staff.part_time": part, "staff": full + part}
    n |= {"complaints": chance.randint(0, closed // 100), "fee": 0, "offices": chance.randint(1, 40 if large else 1)}
    n |= {"reading_points": chance.randint(1, 60 if large else 2)}
    n["budget"] = _hundredths(50 * chance.randint(0, 900 if large else 30))
    classes = chance.randint(0 if not large else 1, 20 if large else 2)
    n |= {"meetings": chance.randint(1, 20 if large else 4), "classes": classes}
    n["trainees"] = classes * chance.randint(8, 90)
