"""Addresses that exist in Japan are taken; what cannot be one is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.kernel.mailbox import LONGEST, mailbox


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("taro@example.jp", "taro@example.jp"),
        (" Taro@Example.JP ", "taro@example.jp"),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "taro@example.jp"),
        ("taro..yamada@docomo.ne.jp", "taro..yamada@docomo.ne.jp"),
        ("taro.@ezweb.ne.jp", "taro.@ezweb.ne.jp"),
        (".taro@docomo.ne.jp", ".taro@docomo.ne.jp"),
        ("a+b@sub.example.co.jp", "a+b@sub.example.co.jp"),
        ("a@xn--wgv71a119e.jp", "a@xn--wgv71a119e.jp"),
    ],
)
def test_taken(typed: str, expected: str) -> None:
    assert mailbox(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "taro",
        "@example.jp",
        "taro@",
        "taro@example",
        "taro@-example.jp",
        "taro@example..jp",
        "taro@@example.jp",
        "taro yamada@example.jp",
        "taro@example.jp\nBcc: all@example.jp",
        'a"b@example.jp',
        "<taro@example.jp>",
        "山田@example.jp",
        "a" * 65 + "@example.jp",
        "a@" + "b" * 60 + ("." + "c" * 60) * 4 + ".jp",
    ],
)
def test_refused(typed: str) -> None:
    assert mailbox(typed) is None


@given(st.text(max_size=300))
def test_what_is_taken_is_one_short_line_and_stays(typed: str) -> None:
    found = mailbox(typed)
    if found is not None:
        assert len(found) <= LONGEST
        assert found.isascii()
        assert found.isprintable()
        assert " " not in found
        assert mailbox(found) == found
