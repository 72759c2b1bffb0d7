from __future__ import annotations

import pickle

import pytest

from reportlint.errors import Fault, PackError, ReadError, ReportlintError, UnknownRuleError, UsageError
from reportlint.finding import Sentence
from reportlint.packs.examples import MarkError
from reportlint.text.patterns import PatternTimeout

SAID = Sentence("没有 {name}", "no {name}")(name="甲")


@pytest.mark.parametrize(
    "error",
    [
        UsageError(SAID),
        UsageError("同样"),
        UnknownRuleError(SAID, "甲"),
        ReadError("甲.txt", SAID),
        PackError([Fault("pack.yaml", 2, 3, "错"), Fault("pack.yaml", 1, 1, "缺")]),
        PatternTimeout("甲+"),
        MarkError("不成对", 3),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_come_whole_from_another_process(error: ReportlintError) -> None:
    other = pickle.loads(pickle.dumps(error))
    assert type(other) is type(error)
    assert [other.text("zh"), other.text("en"), str(other)] == [error.text("zh"), error.text("en"), str(error)]
    assert {name: value for name, value in vars(other).items() if name != "said"} == {
        name: value for name, value in vars(error).items() if name != "said"
    }
