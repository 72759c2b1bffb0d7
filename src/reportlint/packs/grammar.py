"""The formula language: its parser. The parts of a formula are in `terms`, what formulas mean in `formula`.

    condition  = conjunction {"or" conjunction}
    conjunction = negation {"and" negation}
    negation   = "not" negation | comparison | "(" condition ")"
    comparison = sum ("==" | "!=" | "<=" | ">=" | "<" | ">") sum
    sum        = product {("+" | "-") product}
    product    = factor {("*" | "/") factor}          one side of "*" is a number
    factor     = number ["%"] | name | "-" factor | "(" sum ")" | ("sum" | "max" | "min") "(" sum {"," sum} ")"
    name       = ["previous."] identifier {"." identifier} ["[" identifier "]"] | "[" identifier "]"

Inside `sum(…)` a name may end in `.*`: every name one level below. A name in brackets alone is a column of the row at
hand. Nothing is ever handed to Python's own parser or interpreter.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, NoReturn, cast

from reportlint.packs.terms import (
    Comparison,
    Condition,
    Every,
    Extreme,
    Formula,
    Name,
    Not,
    Number,
    Operator,
    Ratio,
    Scaled,
    Some,
    Sum,
    Term,
)
from reportlint.text.expressions import Expression

MAX_LENGTH = 1000
MAX_PARTS = 200
MAX_DEPTH = 30

_TOKEN = Expression(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?%?)"
    r"|(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*(?:\.\*)?)"  # requests.by.mail, outcome.*
    r"|(?P<mark>==|!=|<=|>=|[<>+\-*/(),\[\]]))"
)
_WORDS = frozenset({"and", "or", "not"})
_FUNCTIONS = frozenset({"sum", "max", "min"})
_OPERATORS = frozenset({"==", "!=", "<=", ">=", "<", ">"})
_LOOKALIKES = {
    "=": "==", "＝": "==", "≠": "!=", "≤": "<=", "≥": ">=", "＞": ">", "＜": "<", "＋": "+", "－": "-", "—": "-",
    "×": "*", "÷": "/", "（": "(", "）": ")", "，": ",", "&": "and", "|": "or", "!": "not",
}  # fmt: skip


class FormulaError(Exception):
    """A formula that cannot be read; `column` counts from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


class _Token(NamedTuple):
    kind: str
    text: str
    offset: int


@lru_cache(maxsize=1024)  # each draft meets the same formulas
def parse(text: str) -> Condition:
    """Parse a condition, such as `total == a + b`; raises `FormulaError`."""
    parser = _Parser(text)
    return parser.condition(parser.whole())


def parse_term(text: str) -> Term:
    """Parse a term, such as `a + b`; raises `FormulaError`."""
    parser = _Parser(text)
    return parser.term(parser.whole())


def parse_any(text: str) -> Formula:
    """Parse a condition or a term, whichever it is; raises `FormulaError`."""
    return _Parser(text).whole()


def _tokens(text: str) -> list[_Token]:
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"公式超过 {MAX_LENGTH} 个字符", MAX_LENGTH + 1)
    tokens: list[_Token] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match:
            offset = at + len(text[at:]) - len(text[at:].lstrip())
            hint = _LOOKALIKES.get(text[offset])
            advice = f"请写 {hint}" if hint else "公式里没有这个符号"
            raise FormulaError(f"看不懂“{text[offset]}”：{advice}", offset + 1)
        kind = match.lastgroup or ""
        word = match[kind]
        tokens.append(_Token("mark" if word in _WORDS else kind, word, match.start(kind)))
        at = match.end()
    return tokens


class _Parser:
    """Recursive descent; one instance reads one formula."""

    def __init__(self, text: str) -> None:
        self._tokens = [*_tokens(text), _Token("end", "", len(text))]
        self._at = 0
        self._depth = 0
        self._in_sum = False
        if len(self._tokens) > MAX_PARTS:
            raise FormulaError(f"公式超过 {MAX_PARTS} 个成分", self._tokens[MAX_PARTS].offset + 1)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *texts: str) -> str:
        """Take the next token when it is one of the given marks; return it or ""."""
        token = self._next
        if token.kind == "mark" and token.text in texts:
            self._at += 1
            return token.text
        return ""

    def _expect(self, text: str) -> None:
        if not self._take(text):
            self._fail(f"这里应为“{text}”")

    def _fail(self, message: str, offset: int | None = None) -> NoReturn:
        raise FormulaError(message, (self._next.offset if offset is None else offset) + 1)

    def whole(self) -> Formula:
        """Read to the end of the text."""
        if self._next.kind == "end":
            self._fail("公式是空的")
        formula = self._disjunction()
        if self._next.kind != "end":
            self._fail(f"“{self._next.text}”之前缺少运算符")
        return formula

    def condition(self, formula: Formula, offset: int = 0) -> Condition:
        """Insist on a condition."""
        if not isinstance(formula, Comparison | Every | Some | Not):
            self._fail("这里应为条件（如 a == b），不是数值", offset)
        return formula

    def term(self, formula: Formula, offset: int = 0) -> Term:
        """Insist on a term."""
        if isinstance(formula, Comparison | Every | Some | Not):
            self._fail("这里应为数值，不是条件", offset)
        return formula

    def _disjunction(self) -> Formula:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._fail(f"公式嵌套超过 {MAX_DEPTH} 层")
        start = self._next.offset
        first = self._conjunction()
        conditions = [first]
        while self._take("or"):
            at = self._next.offset
            conditions.append(self.condition(self._conjunction(), at))
        self._depth -= 1
        if len(conditions) == 1:
            return first
        return Some(tuple(self.condition(item, start) for item in conditions))

    def _conjunction(self) -> Formula:
        start = self._next.offset
        first = self._negation()
        conditions = [first]
        while self._take("and"):
            at = self._next.offset
            conditions.append(self.condition(self._negation(), at))
        if len(conditions) == 1:
            return first
        return Every(tuple(self.condition(item, start) for item in conditions))

    def _negation(self) -> Formula:
        nots = 0
        while self._take("not"):
            nots += 1
        start = self._next.offset
        formula = self._comparison()
        if not nots:
            return formula
        condition = self.condition(formula, start)
        return Not(condition) if nots % 2 else condition

    def _comparison(self) -> Formula:
        start = self._next.offset
        left = self._sum()
        operator = self._take(*_OPERATORS)
        if not operator:
            return left
        at = self._next.offset
        right = self.term(self._sum(), at)
        if self._next.text in _OPERATORS:
            self._fail("比较不能连写，请用 and 连接")
        return Comparison(self.term(left, start), cast("Operator", operator), right)

    def _sum(self) -> Formula:
        start = self._next.offset
        first = self._product()
        terms = [first]
        while sign := self._take("+", "-"):
            at = self._next.offset
            term = self.term(self._product(), at)
            terms.append(term if sign == "+" else _scaled(Decimal(-1), term))
        if len(terms) == 1:
            return first
        return Sum(tuple(self.term(item, start) for item in terms))

    def _product(self) -> Formula:
        start, first = self._next.offset, self._at
        result = self._factor()
        while mark := self._take("*", "/"):
            at = self._next.offset
            left, right = self.term(result, start), self.term(self._factor(), at)
            if mark == "/":
                if right == Number(Decimal(0)):
                    self._fail("除数不能是 0", at)
                if any(token.text.endswith(".*") for token in self._tokens[first : self._at]):
                    self._fail("通配 .* 不能写在除法里", start)
                result = Ratio(left, right)
            elif isinstance(left, Number):
                result = _scaled(left.value, right)
            elif isinstance(right, Number):
                result = _scaled(right.value, left)
            else:
                self._fail("只能乘以常数", at)
        return result

    def _factor(self) -> Formula:
        token = self._next
        negative = False
        while self._take("-"):
            negative = not negative
        if negative:
            at = self._next.offset
            return _scaled(Decimal(-1), self.term(self._factor(), at))
        if self._take("("):
            formula = self._disjunction()
            self._expect(")")
            return formula
        token = self._next
        if self._take("["):
            return Name("", self._column(), offset=token.offset)
        if token.kind == "end":
            self._fail("公式没有写完")
        if token.kind == "mark":
            self._fail(f"“{token.text}”之前缺少数值")
        self._at += 1
        if token.kind == "number":
            percent = token.text.endswith("%")
            return Number(Decimal(token.text.rstrip("%")) / (100 if percent else 1))
        if token.text in _FUNCTIONS and self._next.text == "(":
            return self._call(token.text)
        return self._name(token)

    def _call(self, function: str) -> Term:
        self._expect("(")
        before, self._in_sum = self._in_sum, function == "sum"
        terms: list[Term] = []
        while not terms or self._take(","):
            at = self._next.offset
            terms.append(self.term(self._disjunction(), at))
        self._in_sum = before
        self._expect(")")
        return Sum(tuple(terms)) if function == "sum" else Extreme("max" if function == "max" else "min", tuple(terms))

    def _name(self, token: _Token) -> Name:
        if self._next.text == "(":
            self._fail(f"没有 {token.text}(…)，可用的是 sum、max、min", token.offset)
        previous = token.text.startswith("previous.")
        name = token.text.removeprefix("previous.")
        if name.endswith("*") and not self._in_sum:
            self._fail("通配 .* 只能写在 sum(…) 里", token.offset)
        column = self._column() if self._take("[") else ""
        return Name(name, column, previous, token.offset)

    def _column(self) -> str:
        token = self._next
        if token.kind != "name" or "." in token.text:
            self._fail("方括号里应为栏目名")
        self._at += 1
        self._expect("]")
        return token.text


def _scaled(factor: Decimal, term: Term) -> Term:
    if isinstance(term, Number):
        return Number(factor * term.value)
    if isinstance(term, Scaled):
        return Scaled(factor * term.factor, term.term)
    return Scaled(factor, term)
