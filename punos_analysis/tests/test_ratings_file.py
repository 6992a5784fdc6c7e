"""Reading a brainstorm with ratings from 1 to 7."""

import pytest

from punos_analysis.ratings_file import Idea, Participant, read
from punos_analysis.tables import BrokenFile

HEAD = (
    "participant,capacity,head_count,organisation,field,field_other,area,size,language,"
    "idea:fi:Tilat: lähellä,idea:sv:Varför?\n"
)
ROW = "1,active,,Association A,youth,,90,volunteers,fi,7,\n"


def fault(text: str, *, areas: tuple[str, ...] = ()) -> str:
    with pytest.raises(BrokenFile) as caught:
        read(text.encode(), areas=areas)
    return str(caught.value)


def test_read_holds_ideas_and_participants() -> None:
    made = read((HEAD + ROW + "2,group,4,,,hats,nationwide,,sv,,3\n").encode())

    assert made.ideas == (Idea("fi", "Tilat: lähellä"), Idea("sv", "Varför?"))
    assert made.participants == (
        Participant("1", "active", 1, "Association A", "youth", "", "90", "volunteers", "fi", ((0, 7),)),
        Participant("2", "group", 4, "", "", "hats", "nationwide", "", "sv", ((1, 3),)),
    )


def test_read_accepts_the_codes_that_are_allowed_and_none() -> None:
    text = HEAD + ROW + "2,resident,1,,,,,,en,,\n"

    assert len(read(text.encode(), fields=("youth",), areas=("90",), sizes=("volunteers",)).participants) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD, "ratings.csv: no rows"),
        (
            "participant\n1\n",
            (
                "ratings.csv, line 1: missing column capacity, head_count, organisation, field, field_other, "
                "area, size, language"
            ),
        ),
        (HEAD.replace("idea:sv", "idee:sv") + ROW, "ratings.csv, line 1: unknown column 'idee:sv:Varför?'"),
        (
            HEAD.replace("idea:sv", "idea:de") + ROW,
            "ratings.csv, line 1: 'idea:de:Varför?' is not of the form idea:fi:Text",
        ),
        (
            HEAD.replace("Varför?", " ") + ROW,
            "ratings.csv, line 1: 'idea:sv:' is not of the form idea:fi:Text",
        ),
        (
            HEAD[: HEAD.index(",idea")] + "\n1,active,1,,,,,,fi\n",
            "ratings.csv, line 1: no column of an idea, as in idea:fi:Text",
        ),
        (HEAD + ROW + ROW, "ratings.csv, line 3: participant '1' is there twice"),
        (HEAD + ROW.replace("1,", ",", 1), "ratings.csv, line 2: no participant"),
        (
            HEAD + ROW.replace("active", "expert"),
            (
                "ratings.csv, line 2: capacity is 'expert', "
                "not one of resident, active, organisation, group, body"
            ),
        ),
        (
            HEAD + ROW.replace("active,", "active,3"),
            "ratings.csv, line 2: head_count is 3, but only a group answers for several people",
        ),
        (HEAD + ROW.replace("active,", "group,0"), "ratings.csv, line 2: head_count is 0"),
        (
            HEAD + ROW.replace("active,", "group,1"),
            "ratings.csv, line 2: head_count is needed for a group: at least 2",
        ),
        (
            HEAD + ROW.replace("active,", "group,many"),
            "ratings.csv, line 2: head_count is not a whole number: 'many'",
        ),
        (HEAD + ROW.replace("fi,7", "de,7"), "ratings.csv, line 2: language is 'de', not one of fi, sv, en"),
        (
            HEAD + ROW.replace("fi,7", "fi,8"),
            "ratings.csv, line 2: rating '8' is not empty and not a whole number from 1 to 7",
        ),
    ],
)
def test_read_names_line_and_reason(text: str, reason: str) -> None:
    assert fault(text) == reason


def test_read_refuses_codes_that_are_not_allowed() -> None:
    assert fault(HEAD + ROW, areas=("01", "nationwide")) == (
        "ratings.csv, line 2: area is '90', not one of , 01, nationwide"
    )
