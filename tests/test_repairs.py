"""Error localization: which figures of a table are wrong."""

from __future__ import annotations

import random
import time
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reportlint.repairs import (
    Diagnosis,
    Equation,
    Place,
    Problem,
    Repair,
    Statement,
    Verdict,
    determined,
    impossible,
    localize,
)
from reportlint.repairs.equations import rows_of
from reportlint.repairs.search import MISTAKES, Search
from reportlint.text.slips import Kind

COLUMNS = ("a", "b", "c", "d", "total")
LEAVES = tuple(f"leaf{at}" for at in range(5))
ROWS = ("in", "kept", *LEAVES, "closed", "out")
PLACES = {f"{row}[{column}]": Place("t", i, j) for i, row in enumerate(ROWS) for j, column in enumerate(COLUMNS)}


def equations() -> tuple[Equation, ...]:
    """A table whose rows have totals and whose columns have a total and a balance, as `in + kept = closed + out`."""
    found = [
        Equation(f"row {row}", (*((f"{row}[{name}]", 1) for name in COLUMNS[:-1]), (f"{row}[total]", -1)))
        for row in ROWS
    ]
    for name in COLUMNS:
        found.append(Equation(f"sum {name}", (*((f"{row}[{name}]", 1) for row in LEAVES), (f"closed[{name}]", -1))))
        signs = (("in", 1), ("kept", 1), ("closed", -1), ("out", -1))
        found.append(Equation(f"balance {name}", tuple((f"{row}[{name}]", sign) for row, sign in signs)))
    return tuple(found)


EQUATIONS = equations()


def said(**values: int) -> tuple[Statement, ...]:
    """What another source says of single values."""
    return tuple(Statement((Equation("", ((name, 1),), -value),)) for name, value in values.items())


def table(seed: int, largest: int = 400) -> dict[str, int]:
    """Make a table in which everything holds, with many zeros."""
    source = random.Random(seed)
    values: dict[str, int] = {}
    for name in COLUMNS[:-1]:
        for row in LEAVES:
            values[f"{row}[{name}]"] = source.choice((0, source.randrange(10), source.randrange(largest)))
        closed = values[f"closed[{name}]"] = sum(values[f"{row}[{name}]"] for row in LEAVES)
        out = values[f"out[{name}]"] = source.choice((0, source.randrange(20)))
        kept = values[f"kept[{name}]"] = source.randrange(closed + 1) // 5
        values[f"in[{name}]"] = closed + out - kept
    for row in ROWS:
        values[f"{row}[total]"] = sum(values[f"{row}[{name}]"] for name in COLUMNS[:-1])
    return {name: values[name] for name in PLACES}


def problem(values: dict[str, int], **more: object) -> Problem:
    return Problem(values, EQUATIONS, places=PLACES, **more)  # type: ignore[arg-type]


def one_sum(total: int, *parts: int, **more: object) -> Problem:
    values = {f"p{at}": part for at, part in enumerate(parts)}
    weights = (*((name, 1) for name in values), ("total", -1))
    return Problem({**values, "total": total}, (Equation("sum", weights),), **more)  # type: ignore[arg-type]


def changed(repair: Repair) -> dict[str, object]:
    return {change.variable: change.new for change in repair.changes}


def best(diagnosis: Diagnosis) -> list[dict[str, object]]:
    return [changed(repair) for repair in diagnosis.repairs[: diagnosis.best]]


SEEDS = st.integers(0, 10**6)
CELLS = st.sampled_from(sorted(PLACES))


# ---------------------------------------------------------------- one mistake


def test_where_everything_holds_there_is_nothing_to_say() -> None:
    assert localize(problem(table(1))) == []
    assert impossible(problem(table(1))) == ()


@given(SEEDS, CELLS, st.integers(1, 500))
def test_one_wrong_cell_is_found_with_its_right_value(seed: int, cell: str, more: int) -> None:
    """Two equations that cross name one cell; so everything that is named is that cell."""
    right = table(seed)
    wrong = {**right, cell: right[cell] + more}
    (diagnosis,) = localize(problem(wrong))
    assert diagnosis.verdict is Verdict.DECIDED or len(diagnosis.repairs) > 1
    assert {cell: right[cell]} in best(diagnosis)
    assert diagnosis.exact
    assert diagnosis.equations == tuple(
        equation.key for equation in EQUATIONS if any(name == cell for name, _ in equation.weights)
    )


@given(SEEDS, st.sampled_from(COLUMNS), st.integers(1, 500))
def test_a_cell_of_three_equations_is_the_only_repair(seed: int, column: str, more: int) -> None:
    right = table(seed)
    cell = f"closed[{column}]"
    (diagnosis,) = localize(Problem({**right, cell: right[cell] + more}, EQUATIONS))
    assert diagnosis.verdict is Verdict.DECIDED
    assert [changed(repair) for repair in diagnosis.repairs] == [{cell: right[cell]}]


@given(SEEDS, st.lists(CELLS, min_size=1, max_size=4, unique=True), st.integers(1, 50))
def test_after_every_repair_every_equation_holds(seed: int, cells: list[str], more: int) -> None:
    wrong = table(seed)
    for at, cell in enumerate(cells):
        wrong[cell] += more * (at + 1)
    diagnoses = localize(problem(wrong))
    mended = dict(wrong)
    for diagnosis in diagnoses:
        for repair in diagnosis.repairs:
            alone = problem({**wrong, **changed(repair)})  # type: ignore[dict-item]
            assert set(impossible(alone)) == set(impossible(problem(wrong))) - set(diagnosis.equations)
            assert all(isinstance(change.new, int) and change.new >= 0 for change in repair.changes)
        if diagnosis.repairs:
            mended |= changed(diagnosis.repairs[0])  # type: ignore[arg-type]
    if all(diagnosis.repairs for diagnosis in diagnoses):
        assert impossible(problem(mended)) == ()
    assert {key for diagnosis in diagnoses for key in diagnosis.equations} >= set(impossible(problem(wrong)))
    assert diagnoses == localize(problem(wrong))


# ---------------------------------------------------------------- several mistakes


def test_independent_mistakes_are_separate_diagnoses() -> None:
    right = table(7)
    wrong = {**right, "leaf0[a]": right["leaf0[a]"] + 7, "closed[c]": right["closed[c]"] + 30}
    found = localize(problem(wrong))
    assert [best(diagnosis) for diagnosis in found] == [
        [{"leaf0[a]": right["leaf0[a]"]}],
        [{"closed[c]": right["closed[c]"]}],
    ]
    assert [diagnosis.equations for diagnosis in found] == [
        ("row leaf0", "sum a"),
        ("row closed", "sum c", "balance c"),
    ]


def test_two_wrong_cells_of_one_column_are_one_diagnosis() -> None:
    right = table(7)
    wrong = {**right, "leaf0[a]": right["leaf0[a]"] + 7, "leaf3[a]": right["leaf3[a]"] + 300}
    (diagnosis,) = localize(problem(wrong))
    assert best(diagnosis) == [{"leaf0[a]": right["leaf0[a]"], "leaf3[a]": right["leaf3[a]"]}]
    assert diagnosis.repairs[0].mistakes == 2


def test_equal_mistakes_can_stand_at_either_crossing() -> None:
    """Two rows and two columns are each off by 100: two cells are wrong, on either diagonal."""
    values = {f"{row}[{column}]": 500 for row in ROWS for column in COLUMNS}
    equations = tuple(equation for equation in EQUATIONS if equation.key.startswith(("row leaf", "sum")))
    right = {name: 2000 if name.endswith("[total]") else 500 for name in values}
    right |= {f"closed[{name}]": 2500 for name in COLUMNS[:-1]} | {"closed[total]": 10_000}
    wrong = {**right, "leaf1[a]": 600, "leaf3[c]": 600}
    (diagnosis,) = localize(Problem(wrong, equations))
    assert diagnosis.verdict is Verdict.CANDIDATES
    assert best(diagnosis) == [{"leaf1[a]": 500, "leaf3[c]": 500}, {"leaf1[c]": 400, "leaf3[a]": 400}]


def test_a_tangle_of_mistakes_is_listed_and_takes_no_time() -> None:
    source = random.Random(4)
    wrong = {name: value + source.randrange(1, 30) for name, value in table(4).items()}
    start = time.perf_counter()
    found = localize(problem(wrong))
    assert time.perf_counter() - start < 2  # generous: the machine may be busy
    assert {key for diagnosis in found for key in diagnosis.equations} >= set(impossible(problem(wrong)))
    assert all(diagnosis.verdict is Verdict.UNDECIDED for diagnosis in found if not diagnosis.repairs)


def test_more_mistakes_than_are_searched_for_are_told_where_several_equations_demand_them() -> None:
    """Seven tables side by side in one: a sum over all of them ties them together."""
    values: dict[str, int] = {}
    found = []
    for at in range(MISTAKES + 1):
        values |= {f"x{at}": 10 * at + 37, f"y{at}": 5, f"z{at}": 10 * at + 35, f"u{at}": 3, f"v{at}": 10 * at + 33}
        found.append(Equation(f"first {at}", ((f"x{at}", 1), (f"y{at}", 1), (f"z{at}", -1))))
        found.append(Equation(f"second {at}", ((f"x{at}", 1), (f"u{at}", 1), (f"v{at}", -1))))
    found.append(Equation("all", tuple((f"u{at}", 1) for at in range(MISTAKES + 1)), -3 * (MISTAKES + 1)))
    diagnoses = localize(Problem(values, tuple(found)))
    assert [best(diagnosis) for diagnosis in diagnoses] == [[{f"x{at}": 10 * at + 30}] for at in range(MISTAKES + 1)]
    assert not any(diagnosis.exact for diagnosis in diagnoses)


# ---------------------------------------------------------------- evidence


def test_of_one_broken_sum_a_slip_tells_which_number_is_wrong() -> None:
    (diagnosis,) = localize(one_sum(351, 72, 46, 178, 37))
    assert diagnosis.verdict is Verdict.DECIDED
    assert best(diagnosis) == [{"p1": 64}]
    assert len(diagnosis.repairs) == 5
    (change,) = diagnosis.repairs[0].changes
    assert change.slip is not None
    assert change.slip.kind is Kind.SWAPPED
    assert [reason.text() for reason in diagnosis.repairs[0].reasons] == ["两位数字颠倒"]


def test_without_evidence_a_broken_sum_is_undecided() -> None:
    (diagnosis,) = localize(one_sum(900, 123, 145, 118, 177, 119, 131))
    assert diagnosis.verdict is Verdict.UNDECIDED
    assert diagnosis.best == len(diagnosis.repairs) == 7


def test_equally_good_slips_are_candidates() -> None:
    (diagnosis,) = localize(one_sum(210, 67, 134))  # off by 9, as two digits swapped are in any of them
    assert diagnosis.verdict is Verdict.CANDIDATES
    assert sorted(best(diagnosis), key=str) == [{"p0": 76}, {"p1": 143}, {"total": 201}]
    (diagnosis,) = localize(one_sum(120, 64, 53))  # 3 too few: one digit of each part
    assert diagnosis.verdict is Verdict.CANDIDATES
    assert best(diagnosis) == [{"p0": 67}, {"p1": 56}]


def test_prose_decides() -> None:
    for supports, right in (({"p2": 221}, {"p2": 221}), ({"p0": 123, "p1": 345}, None)):
        (diagnosis,) = localize(one_sum(766, 123, 345, 218, 77, statements=said(**supports)))
        if right:
            assert diagnosis.verdict is Verdict.DECIDED
            assert best(diagnosis) == [right]
            assert "改后与另一处写的数一致" in [reason.text() for reason in diagnosis.repairs[0].reasons]
        else:
            assert {"p0", "p1"}.isdisjoint(name for repair in best(diagnosis) for name in repair)


def test_prose_of_a_sum_decides() -> None:
    """The sum of two values is given as it stands, in one of two readings: the third must be wrong."""
    readings = tuple(Equation("", weights, -214) for weights in ((("p0", 1),), (("p0", 1), ("p1", 1))))
    (diagnosis,) = localize(one_sum(304, 67, 147, 80, statements=(Statement(readings),)))
    assert best(diagnosis) == [{"p2": 90}]
    assert diagnosis.verdict is Verdict.DECIDED


def test_a_size_beats_any_evidence() -> None:
    right = table(7)
    wrong = {**right, "leaf0[a]": right["leaf0[a]"] + 7}
    found = localize(problem(wrong, statements=said(**{"leaf0[a]": wrong["leaf0[a]"]})))
    assert best(found[0]) == [{"leaf0[a]": right["leaf0[a]"]}]
    assert [reason.text("en") for reason in found[0].repairs[0].reasons if "elsewhere" in reason.en] == [
        "agrees with the figure given elsewhere as it is"
    ]


@given(SEEDS, st.sampled_from(LEAVES), st.integers(0, len(COLUMNS) - 2))
def test_exchanged_neighbours_are_one_mistake(seed: int, row: str, at: int) -> None:
    right = table(seed)
    left, other = f"{row}[{COLUMNS[at]}]", f"{row}[{COLUMNS[at + 1]}]"
    assume(right[left] != right[other])
    (diagnosis,) = localize(problem({**right, left: right[other], other: right[left]}))
    assert {left: right[left], other: right[other]} in best(diagnosis)
    repair = next(repair for repair in diagnosis.repairs if changed(repair) == {left: right[left], other: right[other]})
    assert repair.mistakes == 1
    assert {change.slip.kind for change in repair.changes if change.slip} <= {Kind.EXCHANGED, Kind.MISPLACED}


def test_cells_exchanged_across_a_row_are_one_mistake() -> None:
    right = table(7)
    left, other = "leaf2[a]", "leaf2[total]"
    (diagnosis,) = localize(problem({**right, left: right[other], other: right[left]}))
    assert diagnosis.verdict is Verdict.DECIDED
    assert best(diagnosis) == [{left: right[left], other: right[other]}]
    assert diagnosis.repairs[0].mistakes == 1


def test_two_mistakes_that_only_look_alike_stay_two() -> None:
    right = table(7)
    assert len(localize(problem({**right, "leaf1[a]": right["leaf1[a]"] + 1, "leaf3[b]": right["leaf3[b]"] + 1}))) == 2


def test_a_number_split_over_two_cells_is_one_mistake() -> None:
    right = {**table(7), "leaf2[b]": 0, "leaf2[c]": 0}
    right = refilled(right | {"leaf2[b]": 34})
    (diagnosis,) = localize(problem({**right, "leaf2[b]": 3, "leaf2[c]": 4}))
    assert diagnosis.verdict is Verdict.DECIDED
    assert best(diagnosis) == [{"leaf2[b]": 34, "leaf2[c]": 0}]
    assert {change.slip.kind for change in diagnosis.repairs[0].changes if change.slip} == {Kind.SPLIT}


def refilled(values: dict[str, int]) -> dict[str, int]:
    """Work out every total of a table again from its leaves, and what came in from the balance."""
    values = dict(values)
    for name in COLUMNS[:-1]:
        values[f"closed[{name}]"] = sum(values[f"{row}[{name}]"] for row in LEAVES)
        values[f"in[{name}]"] = values[f"closed[{name}]"] + values[f"out[{name}]"] - values[f"kept[{name}]"]
    for row in ROWS:
        values[f"{row}[total]"] = sum(values[f"{row}[{name}]"] for name in COLUMNS[:-1])
    return values


# ---------------------------------------------------------------- what a value can be


def test_counts_stay_whole_and_are_not_negative() -> None:
    (diagnosis,) = localize(one_sum(3, 5, 1))
    assert [changed(repair) for repair in diagnosis.repairs] == [{"p0": 2}, {"total": 6}]  # p1 would be -2
    half = Problem({"x": 3, "y": 2}, (Equation("half", (("x", 1), ("y", -2))),))
    (diagnosis,) = localize(half)
    assert [changed(repair) for repair in diagnosis.repairs] == [{"x": 4}]  # y would be 1.5


def test_signed_values_and_amounts() -> None:
    rise = Problem(
        {"now": 20, "before": 56, "rise": 36}, (Equation("rise", (("now", 1), ("before", -1), ("rise", -1))),)
    )
    (diagnosis,) = localize(rise)
    assert {"rise": -36} not in [changed(repair) for repair in diagnosis.repairs]
    signed = Problem(rise.values, rise.equations, lowest={"rise": None})
    (diagnosis,) = localize(signed)
    assert best(diagnosis) == [{"rise": -36}]
    amounts = {"a": Decimal("1.25"), "b": Decimal("2.50"), "sum": Decimal("3.57")}
    (diagnosis,) = localize(Problem(amounts, (Equation("sum", (("a", 1), ("b", 1), ("sum", -1))),)))
    assert best(diagnosis) == [{"sum": Decimal("3.75")}]


def test_what_cannot_be_mended_is_listed() -> None:
    (diagnosis,) = localize(Problem({}, (Equation("constant", (), 5),)))
    assert diagnosis == Diagnosis(("constant",), exact=False)
    two = Problem({"x": 1}, (Equation("one", (("x", 1),), -2), Equation("two", (("x", 1),), -3)))
    assert [found.verdict for found in localize(two)] == [Verdict.UNDECIDED]


# ---------------------------------------------------------------- blanks


def sum_of(*parts: str, total: str = "total") -> tuple[Equation, ...]:
    return (Equation(f"{total} sum", (*((part, 1) for part in parts), (total, -1))),)


def test_a_blank_has_the_value_that_remains() -> None:
    blank = Problem({"a": 5, "b": None, "total": 12}, sum_of("a", "b"))
    assert determined(blank) == {"b": 7}
    assert localize(blank) == []
    assert determined(Problem({"a": 12, "b": None, "c": None, "total": 12}, sum_of("a", "b", "c"))) == {"b": 0, "c": 0}
    assert determined(Problem({"a": 5, "b": None, "c": None, "total": 12}, sum_of("a", "b", "c"))) == {}


def test_a_blank_that_cannot_be_filled() -> None:
    blank = Problem({"a": 15, "b": None, "total": 12}, sum_of("a", "b"))
    assert impossible(blank) == ("total sum",)
    assert determined(blank) == {}
    assert localize(blank) == [Diagnosis(("total sum",))]
    assert impossible(Problem(blank.values, blank.equations, lowest={"b": None})) == ()


def test_what_follows_from_a_doubtful_value_is_left_out() -> None:
    values = {"a": 5, "b": None, "total": 12, "all": 40, "rest": None, "c": 20, "other": 28}
    chain = (*sum_of("a", "b"), *sum_of("b", "rest", total="all"))
    assert determined(Problem(values, chain)) == {"b": 7, "rest": 33}
    assert determined(Problem(values, (*chain, *sum_of("b", "c", total="other")))) == {}


def test_two_equations_that_ask_for_different_values_of_a_blank() -> None:
    values = {"a": 5, "b": None, "total": 12, "c": 20, "other": 28}
    both = Problem(values, sum_of("a", "b") + sum_of("b", "c", total="other"))
    assert determined(both) == {}
    assert impossible(both) == ()
    (diagnosis,) = localize(both)
    assert diagnosis.equations == ("total sum", "other sum")
    assert {"total": 13} in [changed(repair) for repair in diagnosis.repairs]


@given(SEEDS, st.sets(CELLS, max_size=6))
def test_what_is_concluded_for_blanks_is_right(seed: int, cells: set[str]) -> None:
    right = table(seed)
    blank = problem({**right, **dict.fromkeys(cells)})  # type: ignore[dict-item]
    assert localize(blank) == []
    assert impossible(blank) == ()
    values = determined(blank)
    assert values.items() <= right.items()
    if len(cells) == 1:
        assert set(values) == cells


@given(SEEDS, CELLS, st.integers(1, 500))
def test_a_column_without_totals_hides_no_mistake(seed: int, cell: str, more: int) -> None:
    assume(not cell.endswith("[total]") and cell.startswith("closed"))
    right = table(seed)
    wrong = {**right, cell: right[cell] + more, **{f"{row}[total]": None for row in ROWS}}
    (diagnosis,) = localize(problem(wrong))  # type: ignore[arg-type]
    assert {cell: right[cell]} in best(diagnosis)
    assert all("total" not in key and not key.startswith("row") for key in diagnosis.equations)


# ---------------------------------------------------------------- the search is exact


@st.composite
def systems(draw: st.DrawFn) -> Problem:
    names = [f"v{at}" for at in range(draw(st.integers(2, 6)))]
    values = {name: draw(st.integers(0, 4)) for name in names}
    equations = []
    for at in range(draw(st.integers(1, 4))):
        weights = draw(st.lists(st.sampled_from((-2, -1, 0, 0, 1, 1)), min_size=len(names), max_size=len(names)))
        if any(weights):
            constant = draw(st.integers(-2, 2)) - sum(w * values[n] for n, w in zip(names, weights, strict=True))
            pairs = tuple((name, weight) for name, weight in zip(names, weights, strict=True) if weight)
            equations.append(Equation(f"e{at}", pairs, constant))
    return Problem(values, tuple(equations))


def by_force(problem: Problem, size: int) -> set[frozenset[tuple[str, Fraction]]]:
    """Solve the equations for every set of so many variables; keep what has one solution, without zeros."""
    found = set()
    for names in combinations(problem.values, size):
        lines = []
        for equation in problem.equations:
            weights = dict(equation.weights)
            gap = equation.constant + sum(w * (problem.values[n] or 0) for n, w in equation.weights)
            lines.append([*(Fraction(weights.get(name, 0)) for name in names), Fraction(-gap)])
        solution = solved(lines, size)
        if solution is not None and all(solution):
            found.add(frozenset(zip(names, solution, strict=True)))
    return found


def solved(lines: list[list[Fraction]], size: int) -> list[Fraction] | None:
    for at in range(size):
        pivot = next((line for line in lines[at:] if line[at]), None)
        if pivot is None:
            return None
        lines.remove(pivot)
        pivot = [number / pivot[at] for number in pivot]
        lines = [[a - line[at] * b for a, b in zip(line, pivot, strict=True)] for line in lines]
        lines.insert(at, pivot)
    return None if any(line[-1] for line in lines[size:]) else [line[-1] for line in lines[:size]]


@settings(max_examples=300)
@given(systems())
def test_the_smallest_sets_are_all_found(problem: Problem) -> None:
    rows = rows_of(problem.equations, problem.values)
    broken = sum(1 for row in rows if row.gap)
    assume(broken)
    found = Search().smallest(rows, (), lambda moves: True)
    sets = [frozenset((name, Fraction(by)) for move in moves for name, by in move.changes) for moves in found]
    smallest = next((size for size in range(1, broken + 1) if by_force(problem, size)), 0)
    assert len(sets) == len(set(sets))
    assert set(sets) == (by_force(problem, smallest) if smallest else set())


@pytest.mark.parametrize("cell", ["leaf1[b]", "in[total]", "closed[total]"])
def test_one_mistake_takes_milliseconds(cell: str) -> None:
    wrong = table(3)
    wrong[cell] += 9
    fastest = min(_seconds(wrong) for _ in range(5))
    assert fastest < 0.05  # about 1 ms on an idle machine


def _seconds(values: dict[str, int]) -> float:
    start = time.perf_counter()
    localize(problem(values))
    return time.perf_counter() - start
