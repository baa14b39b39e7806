"""The panel's boxes: codes are safe to write as they are, names are escaped."""

from __future__ import annotations

import re

from funade.core.masters.areas import PREFECTURES, REGIONS, cities, municipalities
from funade.core.search.url import PARAM_OF_FACET
from funade.core.search.vocabulary import MASTERS
from funade.web.public.pages.panel import Option
from funade.web.public.templatetags.panel import tick

SAFE = re.compile(r"[A-Za-z0-9-]+")


def test_every_code_and_parameter_needs_no_escaping() -> None:
    codes = [*REGIONS.codes, *PREFECTURES.codes, *cities().codes, *municipalities().codes]
    codes += [code for master in MASTERS.values() for code in master.codes]
    assert all(SAFE.fullmatch(code) for code in (*codes, *PARAM_OF_FACET.values()))


def test_a_box_is_escaped_and_says_what_it_would_find() -> None:
    html = tick("dept", Option("x", "<内科>", 1_234, checked=True))
    assert "&lt;内科&gt;" in html
    assert '<span class="count">1,234</span>' in html
    assert " checked>" in html
    assert "tick--none" in tick("dept", Option("x", "内科", 0, checked=False))
