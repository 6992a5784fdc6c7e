"""Whom the registry knows and nobody heard."""

from punos_analysis.missing import Unheard, unheard


def test_unheard_lists_known_codes_without_answers_most_organisations_first() -> None:
    silent = unheard({"a": 3, "b": 0, "c": 9, "d": 3, "e": 5}, {"e": 2, "d": 0})

    assert silent == (Unheard("c", 9), Unheard("a", 3), Unheard("d", 3))


def test_unheard_is_empty_when_all_were_heard() -> None:
    assert unheard({"a": 3}, {"a": 1}) == ()
