"""A broken relation, told: which values it compares, both sides, where each stands, and which may be wrong.

The part of `formula` that speaks to the reader. No check by itself.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reportlint.checks._places import quoted
from reportlint.checks._relations import PREVIOUS
from reportlint.finding import Evidence, Message, Note, Observation, Sentence, Severity, Suspect, Value
from reportlint.packs.formula import Comparison, Extreme, Number, Sum, evaluate, linear, operands, render
from reportlint.repairs import Equation, Problem, Verdict, figure, localize
from reportlint.text.intervals import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.facts import Fact
    from reportlint.packs.formula import Condition, Term
    from reportlint.text.intervals import Interval

BROKEN = Sentence(
    zh="{left_name}是 {left}，{right_name}是 {right}{sums}，前者应当{relation}后者{difference}{because}",
    en="{left_name}: {left}; {right_name}: {right}{sums}; the first should {relation} the second{difference}{because}",
)
BOUND = Sentence(
    zh="{left_name}是 {left}{sums}，应当{relation} {right}{because}",
    en="{left_name}: {left}{sums}; it should {relation} {right}{because}",
)
CONDITION = Sentence(zh="“{formula}”不成立：{values}", en="“{formula}” does not hold: {values}")
VALUE = Sentence(zh="{label} = {value}", en="{label} = {value}")
BECAUSE = Sentence(zh="（因为{values}）", en=" (since {values})")
DIFFERENCE = Sentence(zh="，相差 {gap}", en=", difference {gap}")
NAME = Sentence(zh="“{name}”", en="“{name}”")
FEW = Sentence(zh="{names}之和", en="the sum of {names}")
MANY = Sentence(zh="“{first}”等{count}项之和", en="the sum of “{first}” and others ({count} terms)")
LARGEST = Sentence(zh="“{first}”等{count}项中最大的", en="the largest of “{first}” and others ({count} terms)")
SMALLEST = Sentence(zh="“{first}”等{count}项中最小的", en="the smallest of “{first}” and others ({count} terms)")
IN_PROSE = Sentence(zh="正文写的是“{text}”", en="the text has “{text}”")
MENDS = Sentence(zh="这样改就相符", en="then it holds")
RELATIONS = {
    "==": Sentence(zh="等于", en="equal"),
    "!=": Sentence(zh="不等于", en="differ from"),
    "<=": Sentence(zh="不大于", en="be at most"),
    ">=": Sentence(zh="不小于", en="be at least"),
    "<": Sentence(zh="小于", en="be less than"),
    ">": Sentence(zh="大于", en="be more than"),
}

BLANK = "空白"
_NAMED = 3  # terms of a sum that a message names; more are counted


class Identity:
    """One relation that a draft breaks. `fact` returns the fact behind a name, `interval` its value, if there is one."""

    def __init__(
        self,
        content: Content,
        formula: Condition,
        condition: Condition | None,
        fact: Callable[[str], Fact | None],
        interval: Callable[[str], Interval | None],
    ) -> None:
        self._content = content
        self._formula = formula
        self._condition = condition
        self._fact = fact
        self._interval = interval
        self._label = self._called
        self._named = _names(formula)
        conditional = [name for name in (_names(condition) if condition else []) if name not in self._named]
        self._facts = [found for name in (*self._named, *conditional) if (found := fact(name))]

    def observation(self, key: str, zh: str = "", en: str = "") -> Observation:
        """Return what to report; a pack's own words, with `{left}` and `{right}`, replace the usual message.

        key: what localization calls the identity.
        """
        suspects = tuple(self._suspects())
        values = tuple(self._value(fact) for fact in self._facts)
        place = next((fact for fact in self._facts if not fact.name.startswith(PREVIOUS)), self._facts[0])
        if len({suspect.indicator for suspect in suspects}) == 1:
            place = next(fact for fact in self._facts if fact.name == suspects[0].indicator)
        message, evidence = self._told(values, suspects)
        if zh:
            message = Message(zh, en or zh, {"left": evidence.left, "right": evidence.right})
        return Observation(
            message,
            place.span,
            notes=tuple(
                Note(VALUE(label=v.label, value=v.value), v.span) for v in values if v.span not in (None, place.span)
            ),
            evidence=replace(evidence, identity=key),
            location=self._location(place),
            at_most=self._cap(place),
        )

    def _told(self, values: tuple[Value, ...], suspects: tuple[Suspect, ...]) -> tuple[Message, Evidence]:
        formula = self._formula
        text = render(formula, self._content.facts.label)
        if not isinstance(formula, Comparison):
            shown = "，".join(f"{value.label} = {value.value}" for value in values)
            return CONDITION(formula=text, values=shown), Evidence("", "", text, values, suspects)
        result = evaluate(formula, self._interval)
        summed = formula.left if isinstance(formula.right, Number) else formula.right
        parts = [self._part(name) for name in _names(summed)]
        others = [f"{value.label} = {value.value}" for value in values if value.indicator not in self._named]
        message = (BOUND if isinstance(formula.right, Number) else BROKEN)(
            left_name=self._side(formula.left),
            right_name=self._side(formula.right),
            left=result.left,
            right=result.right,
            sums=f"（{'+'.join(parts)}）" if len(parts) > 1 and isinstance(summed, Sum) else "",
            relation=RELATIONS[formula.operator](),
            difference=_difference(formula.operator, result.left, result.right),
            because=BECAUSE(values="，".join(others)) if others else "",
        )
        return message, Evidence(str(result.left), str(result.right), text, values, suspects)

    def _side(self, side: Term) -> Message:
        """Return what one side of a comparison is called: `“甲”“乙”之和`, `“甲”等5项之和`."""
        names = [self._label(name) for name in _names(side)]
        if isinstance(side, Sum) and len(names) > _NAMED:
            return MANY(first=names[0], count=len(names))
        if isinstance(side, Sum):
            return FEW(names="".join(f"“{name}”" for name in names))
        if isinstance(side, Extreme):
            return (LARGEST if side.kind == "max" else SMALLEST)(first=names[0], count=len(names))
        return NAME(name=render(side, self._content.facts.label))

    def _value(self, fact: Fact) -> Value:
        last_year = fact.name.startswith(PREVIOUS)  # its place is in another draft
        return Value(fact.name, self._label(fact.name), fact.shown, None if last_year else fact.span)

    def _called(self, name: str) -> str:
        """Return what a name is called in messages."""
        label = self._content.facts.label(name.removeprefix(PREVIOUS))
        return f"上年{label}" if name.startswith(PREVIOUS) else label

    def _part(self, name: str) -> str:
        """Return one addend as a reader sees it; a blank cell is one, too."""
        fact = self._fact(name)
        return fact.shown if fact else BLANK

    # ---------------------------------------------------------------- suspects

    def _suspects(self) -> list[Suspect]:
        """Return the values that prose, or else a slip of the keyboard, shows to be wrong: those that mend the relation."""
        if isinstance(self._formula, Comparison) and self._formula.operator == "!=":
            return []
        return list(self._against_prose()) or list(self._likely())

    def _against_prose(self) -> Iterator[Suspect]:
        for fact in self._facts:
            for other in self._content.facts.prose(fact.name) if fact.origin == "table" else ():
                differs = other.value.is_exact and not other.value.meets(fact.value)
                if differs and self._mended(fact.name, other.value):
                    reason = IN_PROSE(text=quoted(self._content, other.context))
                    yield Suspect(fact.name, self._label(fact.name), fact.shown, other.shown, reason)

    def _mended(self, name: str, value: Interval) -> bool:
        """Tell whether the relation holds, or does not apply, once a name has another value."""

        def changed(other: str) -> Interval | None:
            return value if other == name else self._interval(other)

        if self._condition is not None and evaluate(self._condition, changed).holds is False:
            return True
        return evaluate(self._formula, changed).holds is True

    def _likely(self) -> Iterator[Suspect]:
        """Yield what error localization makes of the identity alone."""
        form = linear(self._formula)
        if form is None or form.operator != "==" or not all(fact.value.is_exact for fact in self._facts):
            return
        facts = {fact.name: fact for fact in self._facts}
        if not form.coefficients.keys() <= facts.keys():
            return
        given = {name: fact.value.low for name, fact in facts.items() if name in form.coefficients}
        past = {name for name in given if name.startswith(PREVIOUS)}
        constant = form.constant + sum(form.coefficients[name] * given[name] for name in past)
        weights = tuple((name, weight) for name, weight in form.coefficients.items() if name not in past)
        problem = Problem({name: figure(value) for name, value in given.items()}, (Equation("", weights, constant),))
        for diagnosis in localize(problem):
            for repair in diagnosis.repairs[: diagnosis.best] if diagnosis.verdict is not Verdict.UNDECIDED else ():
                for change in repair.changes:
                    fact = facts[change.variable]
                    reason = change.slip.message if change.slip else MENDS()
                    yield Suspect(fact.name, self._label(fact.name), fact.shown, plain(Decimal(change.new)), reason)

    # ---------------------------------------------------------------- place

    def _location(self, fact: Fact) -> str:
        table = next((t for t in self._content.tables if fact.cell and t.span.touches(fact.cell.span)), None)
        if table is None or fact.cell is None:
            return ""
        return table.place(fact.cell.row, fact.cell.column)

    def _cap(self, place: Fact) -> Severity | None:
        """Cap at warning what rests on prose that names an owner for some of the numbers only."""
        owners = {fact.scope.whose for fact in self._facts}
        return Severity.WARNING if place.origin != "table" and len(owners) > 1 else None


def _names(formula: Condition | Term) -> list[str]:
    return list(dict.fromkeys(map(str, operands(formula))))


def _difference(operator: str, left: Interval | None, right: Interval | None) -> Message | str:
    if operator == "==" and left and right and left.is_exact and right.is_exact:
        return DIFFERENCE(gap=plain(abs(left.low - right.low)))
    return ""
