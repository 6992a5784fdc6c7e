"""Reading a Polis export, and refusing a broken one by file, line and reason."""

from datetime import UTC, datetime

import pytest

from punos_analysis.polis import Comment, Vote, read
from punos_analysis.tables import BrokenFile

SUMMARY = 'topic,Trams\nurl,https://pol.is/1\nconversation-description,"two\nlines"\n'
COMMENTS = (
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    "2000,x,1,7,2,0,1,Later\n"
    '1000,x,0,7,2,0,0,"More, and\nlonger"\n'
    "3000,x,2,8,0,0,-1,Rejected\n"
)
VOTES = (
    "timestamp,datetime,comment-id,voter-id,vote\n5000,x,0,3,1\n6000,x,1,3,0\n4000,x,0,3,-1\n4500,x,2,9,1\n"
)
PARTICIPANTS = "participant,xid,group-id,n-comments,n-votes,0,1\n3,,0,0,2,-1,0\n9,,,0,0,,\n"


def files(**changed: str | None) -> dict[str, bytes]:
    given = {"summary": SUMMARY, "comments": COMMENTS, "votes": VOTES, "participants": None} | changed
    name = {"participants": "participants-votes"}
    return {f"{name.get(key, key)}.csv": text.encode() for key, text in given.items() if text is not None}


def fault(**changed: str | None) -> str:
    with pytest.raises(BrokenFile) as caught:
        read(files(**changed))
    return str(caught.value)


def test_read_holds_topic_comments_and_voters() -> None:
    conversation = read(files())

    assert (conversation.topic, conversation.url) == ("Trams", "https://pol.is/1")
    assert conversation.description == "two\nlines"
    assert conversation.comments[0] == Comment(
        0, 7, "More, and\nlonger", 0, datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    )
    assert [each.moderated for each in conversation.comments] == [0, 1, -1]
    assert (conversation.voters, conversation.rows) == ((3, 9), 4)


def test_read_takes_the_last_row_whatever_its_time() -> None:
    last = read(files()).votes[0]

    assert last == Vote(0, 3, -1, datetime(1970, 1, 1, 0, 0, 4, tzinfo=UTC))


def test_read_takes_participants_votes_where_there_are_no_votes() -> None:
    conversation = read(files(votes=None, participants=PARTICIPANTS))

    assert conversation.votes == (Vote(0, 3, -1, None), Vote(1, 3, 0, None))
    assert conversation.voters == (3,)


def test_ratings_leave_out_rejected_comments() -> None:
    ratings = read(files()).ratings()

    assert (ratings.ideas, ratings.voices, ratings.value.tolist()) == (("0", "1"), ("3", "9"), [-1, 0])


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"summary": None}, "summary.csv: the file is not there"),
        ({"comments": None}, "comments.csv: the file is not there"),
        ({"votes": None}, "votes.csv: the file is not there"),
        ({"summary": "topic,a,b\n"}, "summary.csv, line 1: 3 cells where a name and a value belong"),
        ({"summary": "url,x\n"}, "summary.csv: no topic"),
        (
            {"comments": "comment-id\n1\n"},
            "comments.csv, line 1: missing column timestamp, author-id, moderated, comment-body",
        ),
        ({"comments": COMMENTS + "1,x,1,7,0,0,1,Again\n"}, "comments.csv, line 6: comment 1 is there twice"),
        ({"comments": COMMENTS + "1,x,5,7,0,0,1, \n"}, "comments.csv, line 6: comment 5 has no text"),
        (
            {"comments": COMMENTS + "1,x,5,7,0,0,2,a\n"},
            "comments.csv, line 6: moderated is '2', not one of -1, 0, 1",
        ),
        (
            {"comments": COMMENTS + f"{'9' * 30},x,5,7,0,0,1,a\n"},
            f"comments.csv, line 6: timestamp is no moment: '{'9' * 30}'",
        ),
        ({"votes": VOTES + "1,x,0,3,2\n"}, "votes.csv, line 6: vote '2' is not -1, 0 or 1"),
        (
            {"votes": VOTES + "1,x,7,3,1\n"},
            "votes.csv, line 6: vote on comment 7, which is not in comments.csv",
        ),
        ({"votes": VOTES + "1,x,0,,1\n"}, "votes.csv, line 6: voter-id is not a whole number: ''"),
        ({"votes": VOTES + '1,x,"0,3,1\n'}, "votes.csv, line 6: a quote is opened and never closed"),
        ({"votes": VOTES.splitlines()[0]}, "votes.csv: no rows"),
        (
            {"votes": None, "participants": "participant,0,9\n1,1,1\n"},
            "participants-votes.csv, line 1: votes on comment 9, which is not in comments.csv",
        ),
        (
            {"votes": None, "participants": "participant,0\n1,1\n1,1\n"},
            "participants-votes.csv, line 3: participant 1 is there twice",
        ),
        (
            {"votes": None, "participants": "participant,0\n1,5\n"},
            "participants-votes.csv, line 2: vote '5' is not -1, 0 or 1",
        ),
    ],
)
def test_read_names_file_line_and_reason(changed: dict[str, str | None], reason: str) -> None:
    assert fault(**changed) == reason


def test_read_refuses_a_file_that_is_not_utf8() -> None:
    with pytest.raises(BrokenFile, match=r"summary\.csv, line 1: not UTF-8"):
        read(files() | {"summary.csv": "topic,\xe4".encode("latin-1")})
