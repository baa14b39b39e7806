import pytest
from hypothesis import given
from hypothesis import strategies as st

from funade.core.masters.names import KEY_LENGTH, facility_key


@pytest.mark.parametrize(
    "written",
    [
        "医療法人社団 慈藻会 平松記念病院",
        "医療法人社団慈藻会平松記念病院",
        "(医社)慈藻会　平松記念病院",
        "（医社）慈藻会「平松記念病院」",
    ],
)
def test_legal_form_space_and_marks_do_not_tell_facilities_apart(written: str) -> None:
    assert facility_key(written) == "慈藻会平松記念病院"


def test_variants_of_a_character_are_one_name() -> None:
    assert facility_key("㈱髙島屋診療所") == facility_key("株式会社 高島屋診療所")


def test_different_houses_of_one_corporation_stay_apart() -> None:
    assert facility_key("医療法人社団青空会 東クリニック") != facility_key(
        "医療法人社団青空会 西クリニック"
    )


def test_a_bare_legal_form_is_still_a_key() -> None:
    assert facility_key("医療法人社団") == "医療法人社団"
    assert facility_key("") == ""


@given(st.text(max_size=300))
def test_a_key_fits_its_column_and_ignores_surrounding_space(name: str) -> None:
    key = facility_key(name)
    assert len(key) <= KEY_LENGTH
    assert facility_key(f" {name}　") == key
