"""What a phone number is: valid, its country, able to get texts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.phone_number import PhoneNumber, is_e164
from chalicelib.gateways.phone_numbers import PhoneNumbers


@pytest.mark.parametrize(
    ("number", "country"),
    [("+12125550123", "US"), ("+16045551234", "CA"), ("+447400123456", "GB"), ("+33612345678", "FR")],
)
def test_a_number_that_may_be_a_mobile_can_be_texted(number: str, country: str) -> None:
    found = PhoneNumbers().look_up(number)

    assert found == PhoneNumber(number=number, valid=True, country=country, can_be_texted=True)


@pytest.mark.parametrize(
    ("number", "country"),
    [
        pytest.param("+442079460018", "GB", id="landline"),
        pytest.param("+390612345678", "IT", id="landline with its zero"),
        pytest.param("+18005551234", "US", id="toll-free"),
        pytest.param("+19005551234", "US", id="premium"),
        pytest.param("+80012345678", None, id="of no country"),
    ],
)
def test_a_number_whose_plan_says_otherwise_cannot_be_texted(number: str, country: str | None) -> None:
    found = PhoneNumbers().look_up(number)

    assert found == PhoneNumber(number=number, valid=True, country=country, can_be_texted=False)


@pytest.mark.parametrize(
    "typed", ["+1 (212) 555-0123", "+1.212.555.0123", " +12125550123\n", "+１２１２５５５０１２３"]
)
def test_a_number_is_written_as_in_e164(typed: str) -> None:
    found = PhoneNumbers().look_up(typed)

    assert found.number == "+12125550123"


@pytest.mark.parametrize(
    "typed",
    ["", "hello", "+1", "+999123", "+12120550123", "2125550123", "+12125550123 x5", "+1" + "2" * 400, "+\u202e1"],
)
def test_what_is_no_number_is_kept_as_typed_and_not_texted(typed: str) -> None:
    found = PhoneNumbers().look_up(typed)

    assert found == PhoneNumber(number=typed, valid=False, country=None, can_be_texted=False)


@given(typed=st.text() | st.text("+0123456789 ;ext=x", max_size=30))
def test_whatever_is_typed_has_an_answer(typed: str) -> None:
    found = PhoneNumbers().look_up(typed)

    assert is_e164(found.number) or not found.valid


@pytest.mark.parametrize(
    ("text", "has_the_form"),
    [
        ("+12125550123", True),
        ("+2902345", True),
        ("+123456789012345", True),
        ("+1234567890123456", False),
        ("+123456", False),
        ("+02125550123", False),
        ("12125550123", False),
        ("+1212555012３", False),
        ("+12125550123\n", False),
        ("+1 2125550123", False),
    ],
)
def test_e164_is_a_plus_and_seven_to_fifteen_digits(text: str, has_the_form: bool) -> None:
    assert is_e164(text) is has_the_form


def test_a_valid_number_is_in_e164_and_only_a_valid_one_can_be_texted() -> None:
    with pytest.raises(ValueError, match="E\\.164"):
        PhoneNumber(number="2125550123", valid=True, country="US", can_be_texted=True)
    with pytest.raises(ValueError, match="only a valid number"):
        PhoneNumber(number="+12125550123", valid=False, country="US", can_be_texted=True)


def test_importing_the_gateway_does_not_load_the_numbering_plans() -> None:
    program = "import sys, chalicelib.gateways.phone_numbers; print('phonenumbers' in sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert loaded.strip() == "False"
