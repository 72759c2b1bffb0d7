"""The shape of a pack: what YAML may say. One rule is one entry; its parameters belong to its check.

`Header`, `Part` and `Entry` are what authors write; `Pack` and `Rule` are what becomes of it.

Every type here is plain data. `Rule.parameters` holds the check's parameters still encoded, because only the check
knows their type: `rule.parameters_as(check.Parameters)` decodes them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from msgspec import Meta, Struct

from reportlint.draft.forms import Indicator, SectionForm, TableForm  # noqa: TC001
from reportlint.draft.kinds import Kind  # noqa: TC001
from reportlint.finding import Severity  # noqa: TC001
from reportlint.text.patterns import Pattern, decode

P = TypeVar("P")


def covers(years: str, year: int) -> bool:
    """Tell whether a year lies in a range written as `2014-2018`, `2021-`, `-2013` or `2019`; "" covers any year."""
    first, dash, last = years.partition("-")
    if not years:
        return True
    if not dash:
        return year == int(first)
    return (not first or year >= int(first)) and (not last or year <= int(last))


class Applies(Struct, frozen=True, forbid_unknown_fields=True):
    """When `--pack auto` takes the pack.

    title: patterns on the draft's title. opening: patterns on the text before the first heading.
    sections: how many of the outline's statutory sections must be recognized to count as evidence.
    years: report years, as `2014-2018`, `2021-`, `-2013` or `2019`; "" for any.
    """

    title: tuple[Pattern, ...] = ()
    opening: tuple[Pattern, ...] = ()
    sections: Annotated[int, Meta(ge=0)] = 0
    years: str = ""

    def covers(self, year: int) -> bool:
        """Tell whether a report year lies in `years`."""
        return covers(self.years, year)


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A text on which a rule is tried.

    text: a draft or a piece of one; in bad examples 【】 encloses the characters that a finding must touch (no mark:
    any finding of the rule, also one about the whole draft). year: the report year to assume, where the text has none.
    issuer: the kind of issuer to assume. previous: last year's report.
    """

    text: str
    year: Annotated[int, Meta(ge=1900, le=2999)] | None = None
    issuer: Kind = ""
    previous: str = ""


class Examples(Struct, frozen=True, forbid_unknown_fields=True):
    """At least one text that the rule must leave alone, and one that it must not."""

    good: tuple[Example, ...]
    bad: tuple[Example, ...]


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """What `pack.yaml` says.

    pack: the name, as the folder's. extends: packs whose outline, tables, indicators and rules are taken over.
    override: changes to rules of those packs: rule name to the keys to replace, or to `off`. supersedes: a notice that
    rules and sections of those packs cite, and what stands in its place here.
    """

    pack: str
    title: str
    version: str
    basis: str
    extends: tuple[str, ...] = ()
    applies: Applies = Applies()
    outline: tuple[SectionForm, ...] = ()
    override: dict[str, Literal["off"] | dict[str, Any]] = {}
    supersedes: dict[str, str] = {}


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """What any other YAML file of a pack says; a rule is an `Entry` with its check's parameters beside."""

    table: TableForm | None = None
    tables: tuple[TableForm, ...] = ()
    indicators: dict[str, Indicator] = {}
    rules: tuple[dict[str, Any], ...] = ()


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys that every rule has; see `Rule`."""

    id: str
    check: str
    severity: Severity
    title: str
    basis: str
    examples: Examples
    why: str = ""
    years: str = ""
    issuers: tuple[Kind, ...] = ()
    lenient: str = ""
    status: Literal["on", "off"] = "on"


class Rule(Struct, frozen=True, forbid_unknown_fields=True, eq=False):
    """One rule.

    pack: the pack it belongs to: the one that defines it, or one for another period that takes it over. basis: the
    notice or law it follows from. why: what goes wrong otherwise. years: the report years it is for, written as in
    `Applies`. lenient: the report years for which it is a warning at most. issuers: the kinds of issuer it binds, all when empty. parameters: the check's, encoded.
    """

    id: str
    pack: str
    check: str
    severity: Severity
    title: str
    basis: str
    examples: Examples
    parameters: bytes
    why: str = ""
    years: str = ""
    issuers: tuple[Kind, ...] = ()
    lenient: str = ""
    status: Literal["on", "off"] = "on"

    @property
    def name(self) -> str:
        """Return `pack/id`."""
        return f"{self.pack}/{self.id}"

    def binds(self, year: int | None, issuer: Kind) -> bool:
        """Tell whether the rule is for a report year and a kind of issuer; what is not known is not bound by limits."""
        in_years = not self.years or (year is not None and covers(self.years, year))
        return in_years and (not self.issuers or issuer in self.issuers)

    def parameters_as(self, kind: type[P]) -> P:
        """Decode the parameters as the check's own type."""
        return decode(self.parameters, kind)


class Pack(Struct, frozen=True, forbid_unknown_fields=True, eq=False):
    """A pack with everything it extends already merged in."""

    name: str
    title: str
    version: str
    basis: str
    extends: tuple[str, ...] = ()
    applies: Applies = Applies()
    outline: tuple[SectionForm, ...] = ()
    tables: tuple[TableForm, ...] = ()
    indicators: dict[str, Indicator] = {}
    rules: tuple[Rule, ...] = ()
