"""How a verb says no."""

import pytest

from punos.core.errors import Invalid, NotNow, Refused, allowed


@pytest.mark.parametrize(
    ("kind", "code", "status"),
    [(Refused, "refused", 403), (NotNow, "not_now", 409), (Invalid, "invalid", 422)],
)
def test_refusal_carries_its_words_its_code_and_its_status(
    kind: type[Refused], code: str, status: int
) -> None:
    refusal = kind("This has closed.")

    assert (str(refusal), refusal.code, refusal.status) == ("This has closed.", code, status)


@pytest.mark.parametrize("kind", [NotNow, Invalid])
def test_every_refusal_can_be_caught_as_one(kind: type[Refused]) -> None:
    assert issubclass(kind, Refused)


def check_even(number: int, *, unless: int = 0) -> None:
    if number % 2 and number != unless:
        raise NotNow("odd")


def test_allowed_is_whether_a_rule_lets_pass() -> None:
    assert [allowed(check_even, 2), allowed(check_even, 3), allowed(check_even, 3, unless=3)] == [
        True,
        False,
        True,
    ]


def test_allowed_hides_no_mistake() -> None:
    with pytest.raises(TypeError):
        allowed(check_even, "two")
