"""Masters: one code a choice, every alias means one thing."""

from __future__ import annotations

import pytest

from funade.core.masters.choice import Choice, Master
from funade.core.search.vocabulary import MASTERS


def test_names_aliases_and_codes_resolve_in_any_written_form() -> None:
    master = Master("m", "例", [Choice("a", "内科", aliases=("一般内科",)), Choice("b", "ﾘﾊﾋﾞﾘ")])
    for written in ("a", "内科", " 内 科 ", "一般内科"):
        assert master.resolve(written) is master[0]
    assert master.resolve("リハビリ") is master[1]
    assert master.resolve("外科") is None
    assert (master.position("b"), master.name("b"), master.codes) == (1, "ﾘﾊﾋﾞﾘ", ("a", "b"))


def test_a_master_refuses_doubles() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        Master("m", "例", [Choice("a", "一"), Choice("a", "二")])
    with pytest.raises(ValueError, match="mean two things"):
        Master("m", "例", [Choice("a", "一"), Choice("b", "二", aliases=("一",))])
    doubled = Master("m", "例", [Choice("a", "府中市"), Choice("b", "府中市")], unique_names=False)
    assert doubled.resolve("府中市") is None


def test_every_group_stands_together() -> None:
    for master in MASTERS.values():
        headings = [heading for heading, _ in master.groups()]
        assert len(headings) == len(set(headings)), master.key
