"""Which addresses get the warning."""

from __future__ import annotations

import pytest

from funade.core.privacy.workplace import looks_like_work


@pytest.mark.parametrize(
    "address",
    [
        "a@med.example-u.ac.jp",
        "a@example-u.ac.jp",
        "a@ncc.go.jp",
        "a@city.example.lg.jp",
        "a@example-hosp.jp",
        "a@mail.example-byoin.or.jp",
        "a@medical.example.com",
        "a@sub.jrc.or.jp",
        "a@toranomon.gr.jp",
        "a@med.example.jp",
        "a@example-med.or.jp",
    ],
)
def test_s15_a_workplace_is_recognised(address: str) -> None:
    assert looks_like_work(address)


@pytest.mark.parametrize(
    "address",
    [
        "a@gmail.com",
        "a@icloud.com",
        "hospital@docomo.ne.jp",
        "a@mediaexample.com",
        "a@example.jp",
        "a@notjrc.or.jp",
        "a@outlook.jp",
        "a@softbank.ne.jp",
        "med@yahoo.co.jp",
    ],
)
def test_s15_a_private_address_is_not_warned_about(address: str) -> None:
    assert not looks_like_work(address)
