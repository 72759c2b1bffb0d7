from __future__ import annotations

from reportlint.text.scripts import simplified_only, traditional_only


def test_characters_of_one_script() -> None:
    assert traditional_only(set("國国开開後后")) == set("國開後")
    assert simplified_only(set("國国开開後后里台")) == set("国开")


def test_no_characters() -> None:
    assert traditional_only(set()) == simplified_only(set()) == set()
