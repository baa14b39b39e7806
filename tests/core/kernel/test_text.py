"""Folding: what is typed finds what is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.kernel.text import fold, fold_compact, to_digits


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ないかがい来", "ナイカガイ来"),
        ("ｶﾞﾝ検診", "ガン検診"),
        ("髙橋", "高橋"),
        ("﨑", "崎"),
        ("関ヶ原", "関ケ原"),
        ("ＭＲＩ", "mri"),
        ("①", "1"),
        ("17:00〜翌9:00", "17:00～翌9:00"),
    ],
)
def test_forms_of_the_same_word_fold_alike(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


def test_different_words_stay_different() -> None:
    assert fold("外来") != fold("往来")
    assert fold("カ") != fold("ガ")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert " " not in fold_compact(text)


def test_digits_are_plain_and_letters_stay() -> None:
    assert to_digits("１２，０００円ー") == "12,000円ー"
