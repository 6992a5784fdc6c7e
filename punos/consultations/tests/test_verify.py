"""punos verify: anybody can recompute every published figure, and sees it when one does not fit."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line
from psycopg.conninfo import make_conninfo

from punos.consultations.models import Consultation, ResultFile
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import make_consultation, well_rated
from punos_analysis.survey import (
    Kind,
    QuestionInput,
    SurveyVoice,
    analyse_survey,
    survey_open_data,
    survey_package,
)
from punos_analysis.survey_package import packed, unpacked


def verified(consultation: Consultation, **options: Any) -> str:
    """What the command says."""
    out = io.StringIO()
    call_command("verify", consultation.slug, stdout=out, **options)
    return out.getvalue()


def change_one_rating() -> None:
    """Turn the last rating of the published file round."""
    row = ResultFile.objects.get(name="ratings.csv")
    text = bytes(row.content).decode().rstrip("\n")
    head, _comma, value = text.rpartition(",")
    ResultFile.objects.filter(pk=row.pk).update(content=f"{head},{-int(value) or 1}\n".encode())


@pytest.mark.django_db
def test_verify_finds_published_figures_equal() -> None:
    consultation = well_rated(state="closed")
    computing.compute(consultation.pk)

    said = verified(consultation)

    assert said.startswith(f"{consultation.address}: equal: ")


@pytest.mark.django_db
def test_verify_tells_of_every_figure_that_a_changed_rating_makes_wrong() -> None:
    consultation, out = well_rated(state="closed"), io.StringIO()
    computing.compute(consultation.pk)
    change_one_rating()

    with pytest.raises(CommandError, match=f"^{consultation.address}: different: ") as refusal:
        call_command("verify", consultation.slug, stdout=out)

    assert refusal.value.returncode == 1
    assert [line.split(":")[1][:10] for line in out.getvalue().splitlines()[:1]] == [" published"]


@pytest.mark.django_db
def test_verify_says_what_is_missing() -> None:
    consultation = make_consultation()
    alike = make_consultation(slug=consultation.slug)

    with pytest.raises(CommandError, match="2 consultations are called"):
        verified(consultation)
    with pytest.raises(CommandError, match="has no results yet"):
        verified(consultation, process=alike.process.slug)
    with pytest.raises(CommandError, match="begins with http"):
        verified(consultation, process=alike.process.slug, site="file:///etc")


def package() -> bytes:
    """The open data and figures of a survey with one question, as anybody downloads them."""
    data = survey_open_data(
        questions=[QuestionInput("works", Kind.SINGLE, ("yes", "no"))],
        voices=[SurveyVoice(str(at), "resident") for at in range(9)],
        values={str(at): {"works": "yes" if at < 5 else "no"} for at in range(9)},
        codes={},
        registry={},
    )
    address = ("City", "https://example.org")
    return survey_package(data, analyse_survey(data), name="may", titles={"en": "May"}, source=address)


def test_verify_takes_a_downloaded_package(tmp_path: Path) -> None:
    good, bad, out = tmp_path / "may.zip", tmp_path / "bad.zip", io.StringIO()
    good.write_bytes(package())
    bad.write_bytes(b"no ZIP")

    call_command("verify", str(good), stdout=out)

    assert out.getvalue().startswith(f"{good}: equal: ")
    with pytest.raises(CommandError, match="not a ZIP file that can be read"):
        call_command("verify", str(bad))
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify", str(tmp_path / "none.zip"))


@pytest.mark.django_db
def test_verify_checks_the_package_of_a_survey_beside_the_ideas() -> None:
    consultation, out = well_rated(state="closed"), io.StringIO()
    computing.compute(consultation.pk)
    ideas = verified(consultation)
    stored = ResultFile.objects.get(name="figures.json")
    survey = ResultFile.objects.create(result=stored.result, name="survey.zip", content=package())

    both = verified(consultation)

    assert int(both.split()[-2]) > int(ideas.split()[-2])
    contents = unpacked(package(), file="survey.zip")
    contents["answers.csv"] = contents["answers.csv"].replace(b"yes,person,5,5", b"yes,person,4,5")
    ResultFile.objects.filter(pk=survey.pk).update(content=packed(contents))
    with pytest.raises(CommandError, match=f"^{consultation.address}: different: "):
        call_command("verify", consultation.slug, stdout=out)
    assert out.getvalue().startswith("answers.csv: published checksum ")
    del contents["answers.csv"]
    ResultFile.objects.filter(pk=survey.pk).update(content=packed(contents))
    with pytest.raises(CommandError, match=r"answers\.csv: the file is not there"):
        verified(consultation)


def exit_code(database: str, slug: str) -> int:
    """How the command ends when a shell calls it."""
    address = make_conninfo(os.environ["DATABASE_URL"], dbname=database)
    environment = {**os.environ, "DATABASE_URL": address}
    command = [sys.executable, "-m", "config.cli", "verify", slug]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode


def test_verify_ends_with_0_where_all_is_equal_and_with_1_where_it_is_not(own_database: str) -> None:
    consultation = well_rated(state="closed")
    computing.compute(consultation.pk)
    execute_from_command_line(
        ["punos", "verify", consultation.slug]
    )  # which leaves Python where it does not end with 0

    change_one_rating()

    assert exit_code(own_database, consultation.slug) == 1
