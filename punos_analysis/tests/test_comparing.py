"""Published figures against those that the open data give."""

import json
from typing import Any

import pytest

from punos_analysis import files
from punos_analysis.brainstorm import analyse
from punos_analysis.comparing import compare, verify
from punos_analysis.tables import BrokenFile
from punos_analysis.tests.factories import town


def published() -> dict[str, str]:
    data = town()
    return files.write(data, notes=["n"]) | {"figures.json": files.write_figures(analyse(data), notes=["n"])}


def changed(**values: Any) -> dict[str, str]:
    texts = published()
    return texts | {"figures.json": json.dumps(json.loads(texts["figures.json"]) | values)}


def test_verify_finds_the_published_figures_in_the_open_data() -> None:
    compared = verify(published())

    assert compared.differences == ()
    assert compared.summary == f"equal: {compared.compared} figures"
    assert compared.compared > 500


def test_verify_names_a_number_that_differs() -> None:
    compared = verify(changed(total=91))

    assert compared.differences == ("total: published 91, recomputed 90",)
    assert compared.summary == f"different: 1 of {compared.compared} figures"


@pytest.mark.parametrize("total", [90.0, "90", None, True])
def test_verify_wants_a_whole_number_to_be_one(total: object) -> None:
    assert verify(changed(total=total)).differences == (f"total: published {total}, recomputed 90",)


def test_verify_names_what_is_absent_and_what_is_too_much() -> None:
    texts = published()
    told = json.loads(texts["figures.json"])
    told["more"] = told.pop("persons")

    assert verify(texts | {"figures.json": json.dumps(told)}).differences == (
        "more: published 70, recomputed nothing",
        "persons: published nothing, recomputed 70",
    )


def test_verify_finds_one_rating_that_was_changed() -> None:
    texts = published()
    texts["ratings.csv"] = texts["ratings.csv"].replace(",0,1\n", ",0,-1\n", 1)

    assert len(verify(texts).differences) > 0


@pytest.mark.parametrize("level", [None, 7.0, "x"])
def test_verify_takes_the_usual_level_where_the_published_one_is_none(level: object) -> None:
    assert verify(changed(level=level)).differences == (f"level: published {level}, recomputed 0.9",)


def test_compare_allows_floats_a_millionth() -> None:
    figures = analyse(town())
    told = files.read_figures(figures.to_json())
    told["ranking"]["ranked"][0]["mean"] += 1e-6
    told["ranking"]["ranked"][1]["mean"] += 1e-4

    differing = compare(told, figures).differences

    assert [line.split(":")[0] for line in differing] == ["ranking.ranked[1].mean"]


def test_verify_needs_the_figures() -> None:
    with pytest.raises(BrokenFile, match=r"figures\.json: the file is not there"):
        verify({})
