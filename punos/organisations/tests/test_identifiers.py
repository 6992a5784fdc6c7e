"""Business IDs and association numbers, however people write them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punos.organisations.models.identifiers import (
    IdentifierError,
    association_number,
    business_id,
    check_digit,
)

GOOD = "1572860-0"  # the example that the Tax Administration prints
SEVEN = st.integers(1, 9_999_999).map("{:07}".format)


@pytest.mark.parametrize(
    "written",
    [
        "1572860-0",
        " 1572860-0 ",
        "15728600",
        "FI15728600",
        "fi 1572860-0",
        "FI-15728600",
        "1572860\u20130",  # en dash
        "1572860\u22120",  # minus sign
        "1572860\u20110",  # non-breaking hyphen
        "1572860\u00ad0",  # soft hyphen
        "1572860 - 0",
        "157 2860-0",
        "\uff11\uff15\uff17\uff12\uff18\uff16\uff10\uff0d\uff10",  # full width
        "1572860\u200b-0",  # zero-width space
        "\u202a1572860-0\u202c",  # bidirectional marks
        "\u00a01572860-0",  # no-break space
    ],
)
def test_business_id_has_one_form_however_it_is_written(written: str) -> None:
    assert business_id(written) == GOOD


def test_business_id_gets_the_leading_zero_of_old_numbers_back() -> None:
    assert business_id("201256-6") == business_id("0201256-6") == "0201256-6"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        (" \u200b ", "empty"),
        ("FI", "empty"),
        ("1572860-1", "check_digit"),
        ("1572806-0", "check_digit"),  # two digits changed places
        ("0000001-8", "check_digit"),
        ("0000000-0", "shape"),
        ("157286-00", "shape"),
        ("1572860-", "shape"),
        ("15728600-0", "shape"),
        ("1572860", "shape"),
        ("1572860-0-0", "shape"),
        ("157286O-0", "shape"),  # a letter O
        ("\u0661572860-0", "shape"),  # an Arabic one
        ("SE15728600", "shape"),
        ("201.345", "shape"),
        ("010180-9026", "shape"),  # a personal identity code
    ],
)
def test_business_id_says_why_it_is_none(written: str, code: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        business_id(written)

    assert (caught.value.code, str(caught.value)) == (code, code)


@given(SEVEN)
def test_business_id_of_right_digits_is_kept_and_read_again(digits: str) -> None:
    check = check_digit(digits)
    if check is None:
        return

    kept = business_id(f"FI{digits}{check}")

    assert kept == business_id(kept) == f"{digits}-{check}"


@given(SEVEN, st.integers(0, 6), st.integers(1, 9))
def test_business_id_finds_every_single_wrong_digit(digits: str, place: int, more: int) -> None:
    check = check_digit(digits)
    other = str((int(digits[place]) + more) % 10)
    wrong = digits[:place] + other + digits[place + 1 :]

    assert check is None or check_digit(wrong) != check


@given(SEVEN, st.integers(0, 5))
def test_business_id_finds_every_swap_of_neighbours(digits: str, place: int) -> None:
    check = check_digit(digits)
    one, other = digits[place], digits[place + 1]
    wrong = digits[:place] + other + one + digits[place + 2 :]

    assert check is None or one == other or check_digit(wrong) != check


@given(st.text())
def test_numbers_are_read_or_refused_with_a_reason_and_nothing_else_happens(written: str) -> None:
    for read in (business_id, association_number):
        assert outcome(read, written) in {"the same again", "empty", "shape", "check_digit"}


def outcome(read: Callable[[str], str], written: str) -> str:
    """What reading comes to: the code of the refusal, or whether the kept form reads as itself."""
    try:
        kept = read(written)
    except IdentifierError as refused:
        return refused.code
    return "the same again" if read(kept) == kept else "another number"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("123.456", "123.456"),
        ("123456", "123.456"),
        (" 123 456 ", "123.456"),
        ("\uff11\uff12\uff13456", "123.456"),
        ("1.234", "1.234"),
        ("012.345", "12.345"),
        ("549", "549"),
    ],
)
def test_association_number_has_one_form_however_it_is_written(written: str, kept: str) -> None:
    assert association_number(written) == kept


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        ("0", "shape"),
        ("000.000", "shape"),
        ("1234567", "shape"),
        ("1234.567", "shape"),
        ("12.34", "shape"),
        ("123,456", "shape"),
        ("1572860-0", "shape"),
        ("ry", "shape"),
    ],
)
def test_association_number_says_why_it_is_none(written: str, code: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        association_number(written)

    assert caught.value.code == code
