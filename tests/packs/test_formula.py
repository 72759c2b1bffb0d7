from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.packs.formula import (
    FormulaError,
    Name,
    at,
    evaluate,
    expand,
    linear,
    names,
    parse,
    parse_term,
    render,
)
from reportlint.packs.grammar import MAX_PARTS
from reportlint.text.intervals import Interval

NAMES = ["a", "b", "c.d", "r[x]", "previous.a"]
PYTHON = {name: f"v[{name!r}]" for name in NAMES}

FAULTY = [
    ("", 1, "空的"),
    ("a", 1, "应为条件"),
    ("a = b", 3, "请写 =="),
    ("a ＋ b == c", 3, "请写 +"),
    ("a == b == c", 8, "不能连写"),
    ("a * b == c", 5, "只能乘以常数"),
    ("(a == b", 8, "应为“)”"),
    ("a + == b", 5, "缺少数值"),
    ("a b == c", 3, "缺少运算符"),
    ("a == b +", 9, "没有写完"),
    ("a.* == b", 1, "sum"),
    ("sum(a.* / b) == c", 5, "除法"),
    ("f(a) == b", 1, "没有 f"),
    ("a / 0 == b", 5, "除数"),
    ("a[b.c] == d", 3, "栏目名"),
    ("a == b and c", 12, "应为条件"),
    ("a + (b == c) == d", 5, "应为数值"),
    ("__import__('os') == 1", 12, "看不懂"),
    ("(" * 40 + "a" + ")" * 40 + " == b", 31, "嵌套"),
    ("a == " + "+".join("b" * 150), 204, "成分"),
    ("a" * 2000, 1001, "超过"),
]


@pytest.mark.parametrize(("text", "column", "message"), FAULTY, ids=[text[:20] for text, _, _ in FAULTY])
def test_errors(text: str, column: int, message: str) -> None:
    with pytest.raises(FormulaError) as error:
        parse(text)
    assert (error.value.column, message in error.value.message) == (column, True), error.value


@given(st.text("ab.*+-/()[]<>=!,0% andornotsumprevious公（", max_size=40))
def test_parser_never_crashes(text: str) -> None:
    column = 1
    try:
        parse(text)
    except FormulaError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1


# ---------------------------------------------------------------- against Python's own arithmetic

_numbers = st.integers(0, 20).map(str)
_atoms = _numbers | st.sampled_from(NAMES)


def _more(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return (
        st.tuples(inner, st.sampled_from("+-"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
        | st.tuples(_numbers, inner).map(lambda t: f"{t[0]} * {t[1]}")
        | inner.map(lambda t: f"-{t}")
        | st.lists(inner, min_size=1, max_size=3).map(lambda ts: f"sum({', '.join(ts)})")
    )


linear_terms = st.recursive(_atoms, _more, max_leaves=8)
terms = st.recursive(
    _atoms,
    lambda inner: (
        _more(inner)
        | st.tuples(st.sampled_from(["max", "min"]), st.lists(inner, min_size=2, max_size=3)).map(
            lambda t: f"{t[0]}({', '.join(t[1])})"
        )
    ),
    max_leaves=8,
)
operators = st.sampled_from(["==", "!=", "<=", ">=", "<", ">"])


def comparisons(sides: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(sides, operators, sides).map(" ".join)


conditions = st.recursive(
    comparisons(terms),
    lambda inner: (
        st.tuples(inner, st.sampled_from([" and ", " or "]), inner).map(lambda t: f"({t[0]}){t[1]}({t[2]})")
        | inner.map(lambda t: f"not ({t})")
    ),
    max_leaves=4,
).filter(lambda text: len(text) <= MAX_PARTS)  # a part has a character at least; the grammar takes no more parts
values = st.fixed_dictionaries({name: st.integers(-30, 30) for name in NAMES})


def truth(text: str, known: dict[str, int]) -> bool:
    for name, value in sorted(known.items(), key=lambda item: -len(item[0])):
        text = text.replace(name, f"({value})") if len(name) > 1 else text
    namespace: dict[str, Any] = {"sum": lambda *args: sum(args), "a": known["a"], "b": known["b"]}
    return bool(eval(text, namespace))


@given(conditions, values)
def test_exact_values_give_plain_arithmetic(text: str, known: dict[str, int]) -> None:
    result = evaluate(parse(text), lambda name: Interval.exact(known[name]))
    assert result.holds is truth(text, known)
    assert result.missing == ()


@given(comparisons(linear_terms), values)
def test_linear_form_agrees(text: str, known: dict[str, int]) -> None:
    condition = parse(text)
    form = linear(condition)
    assert form
    assert form.coefficients.keys() <= names(condition)
    assert all(form.coefficients.values())
    side = sum((factor * known[name] for name, factor in form.coefficients.items()), form.constant)
    assert truth(f"{side} {form.operator} 0", known) is evaluate(condition, lambda n: Interval.exact(known[n])).holds


@given(conditions, values, st.sets(st.sampled_from(NAMES)))
def test_a_missing_value_never_turns_the_outcome(text: str, known: dict[str, int], gone: set[str]) -> None:
    result = evaluate(parse(text), lambda name: None if name in gone else Interval.exact(known[name]))
    assert result.holds in (None, truth(text, known))
    assert (result.holds is None) == bool(result.missing)
    assert set(result.missing) <= gone


@given(conditions, values, st.integers(0, 5))
def test_wider_intervals_are_never_stricter_than_the_values_inside(
    text: str, known: dict[str, int], width: int
) -> None:
    wide = evaluate(parse(text), lambda name: Interval(Decimal(known[name] - width), Decimal(known[name] + width)))
    assert wide.holds or not truth(text, known)


# ---------------------------------------------------------------- single cases


def holds(text: str, **known: str) -> bool | None:
    def interval(name: str) -> Interval | None:
        low, _, high = known.get(name, "").partition("~")
        return Interval(Decimal(low), Decimal(high or low)) if low else None

    return evaluate(parse(text), interval).holds


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("a == b + c", {"a": "3", "b": "1", "c": "2"}, True),
        ("a == b + c", {"a": "4", "b": "1", "c": "2"}, False),
        ("a == b", {"a": "9.5~10.5", "b": "10"}, True),
        ("a == b", {"a": "9.5~10.5", "b": "11"}, False),
        ("a <= b", {"a": "9~11", "b": "10"}, True),
        ("not a == b", {"a": "9~11", "b": "10"}, True),
        ("a == b", {"a": "1"}, None),
        ("max(a, b) <= c", {"a": "5", "c": "3"}, False),
        ("max(a, b) <= c", {"a": "1", "c": "3"}, None),
        ("a > 5 and b == 1", {"a": "1"}, False),
        ("a > 5 or b == 1", {"a": "6"}, True),
        ("a > 5 and b == 1", {"a": "6"}, None),
        ("rate == a / b", {"rate": "0.335~0.345", "a": "1", "b": "3"}, False),
        ("rate == a / b", {"rate": "0.325~0.335", "a": "1", "b": "3"}, True),
        ("a / b == c / d", {"a": "1", "b": "3", "c": "2", "d": "6"}, True),
        ("a / b == 1", {"a": "1", "b": "0"}, None),
        ("a <= 10%", {"a": "0.1"}, True),
    ],
)
def test_evaluate(text: str, known: dict[str, str], expected: bool | None) -> None:
    assert holds(text, **known) is expected


def test_sides_and_missing_names() -> None:
    result = evaluate(parse("a == b + 1"), {"a": Interval.exact(3), "b": Interval.exact(1)}.get)
    assert (result.left, result.right) == (Interval.exact(3), Interval.exact(2))
    assert evaluate(parse("a == b + b + previous.c"), {}.get).missing == ("a", "b", "previous.c")


def test_expand() -> None:
    known = ["by.mail", "by.web", "by.web.form", "bypass", "total", "by.web[x]"]
    condition = expand(parse("sum(by.*) == total"), known)
    assert names(condition) == {"by.mail", "by.web", "total"}
    assert names(expand(parse("sum(by.*[x]) == sum(previous.by.*)"), known)) == {
        "by.mail[x]", "by.web[x]", "previous.by.mail", "previous.by.web",
    }  # fmt: skip
    assert names(expand(parse("sum(none.*) == total"), known)) == {"none.*", "total"}
    assert linear(parse("sum(none.*) == total")) is None


def test_fill_in_row_and_column() -> None:
    assert names(at(parse("a + previous.b == c[x]"), column="t")) == {"a[t]", "previous.b[t]", "c[x]"}
    assert names(at(parse("[x] + [y] == r[t]"), row="a")) == {"a[x]", "a[y]", "r[t]"}


def test_render() -> None:
    labels = {"staff": "工作人员数", "full": "专职人员数", "part": "兼职人员数", "full[x]": "专职人员数（甲）"}
    text = render(
        parse("staff - full[x] >= 2 * (full + part) and not previous.staff == max(part, 1.50)"), labels.__getitem__
    )
    assert text == (
        "工作人员数 - 专职人员数（甲） ≥ 2 × (专职人员数 + 兼职人员数) 且 非(上年工作人员数 = 最大值(兼职人员数，1.5))"
    )
    assert render(parse_term("full + part"), labels.__getitem__) == "专职人员数 + 兼职人员数"


def test_names_know_where_they_stand() -> None:
    condition = parse("a == bb + previous.c[x]")
    assert [(str(name), name.offset) for name in (condition.left, *condition.right.terms)] == [  # type: ignore[union-attr]
        ("a", 0), ("bb", 5), ("previous.c[x]", 10),
    ]  # fmt: skip
    assert Name("a", offset=1) == Name("a", offset=2)
