"""Reads a conversation exported from Polis: its statements and who voted how.

Takes the contents of summary.csv, comments.csv and votes.csv or participants-votes.csv. In votes.csv a
later row by the same voter on the same comment replaces the earlier one, whatever their times; that is what
participants-votes.csv of the same export holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from punos_analysis.ratings import Ratings, Scale
from punos_analysis.tables import BrokenFile, Line, decoded, rows, table

SUMMARY, COMMENTS = "summary.csv", "comments.csv"
VOTES, PARTICIPANTS = "votes.csv", "participants-votes.csv"
FILES = (SUMMARY, COMMENTS, VOTES, PARTICIPANTS)
REJECTED, UNMODERATED, ACCEPTED = -1, 0, 1


@dataclass(frozen=True, slots=True)
class Comment:
    """A statement: `moderated` is -1 rejected, 0 not moderated, 1 accepted."""

    id: int
    author: int
    text: str
    moderated: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """A voter's last vote on a comment: 1 agree, 0 pass, -1 disagree; `at` only where the file tells."""

    comment: int
    voter: int
    value: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """A whole export. Votes by voter and comment; `rows` counts the votes as given, repeated ones too."""

    topic: str
    description: str
    url: str
    comments: tuple[Comment, ...]
    votes: tuple[Vote, ...]
    voters: tuple[int, ...]
    rows: int

    def ratings(self) -> Ratings:
        """The votes on comments that were not rejected, ready to analyse."""
        kept = {each.id for each in self.comments if each.moderated != REJECTED}
        return Ratings.from_rows(
            ((str(vote.comment), str(vote.voter), vote.value) for vote in self.votes if vote.comment in kept),
            scale=Scale.AGREEMENT,
            ideas=[str(each) for each in sorted(kept)],
            voices=[str(each) for each in self.voters],
        )


def read(files: Mapping[str, bytes]) -> Conversation:
    """The conversation in these files, by name. Raises BrokenFile for the first fault found."""
    absent = [name for name in (SUMMARY, COMMENTS) if name not in files]
    if VOTES not in files and PARTICIPANTS not in files:
        absent.append(VOTES)
    if absent:
        raise BrokenFile(absent[0], 0, "the file is not there")
    texts = {name: decoded(files[name], file=name) for name in FILES if name in files}
    about = _summary(texts[SUMMARY])
    comments = _comments(texts[COMMENTS])
    known = {each.id for each in comments}
    votes = _votes(texts[VOTES], known) if VOTES in texts else _cells(texts[PARTICIPANTS], known)
    last = {(vote.voter, vote.comment): vote for vote in votes}
    return Conversation(
        topic=about["topic"],
        description=about.get("conversation-description", ""),
        url=about.get("url", ""),
        comments=tuple(sorted(comments, key=lambda each: each.id)),
        votes=tuple(last[pair] for pair in sorted(last)),
        voters=tuple(sorted({vote.voter for vote in votes})),
        rows=len(votes),
    )


def _summary(text: str) -> dict[str, str]:
    """Names and values, one a line; a description may run over several."""
    about: dict[str, str] = {}
    for number, row in rows(text, file=SUMMARY):
        if len(row) != 2:
            raise BrokenFile(SUMMARY, number, f"{len(row)} cells where a name and a value belong")
        about[row[0].strip()] = row[1].strip()
    if not about.get("topic"):
        raise BrokenFile(SUMMARY, 0, "no topic")
    return about


def _comments(text: str) -> list[Comment]:
    needed = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
    _, lines = table(text, file=COMMENTS, columns=needed)
    comments: dict[int, Comment] = {}
    for line in lines:
        number = line.whole("comment-id")
        if number in comments:
            raise line.broken(f"comment {number} is there twice")
        if not line.text("comment-body"):
            raise line.broken(f"comment {number} has no text")
        comments[number] = Comment(
            id=number,
            author=line.whole("author-id"),
            text=line.text("comment-body"),
            moderated=int(line.one_of("moderated", ("-1", "0", "1"))),
            at=_moment(line),
        )
    return list(comments.values())


def _votes(text: str, known: set[int]) -> list[Vote]:
    _, lines = table(text, file=VOTES, columns=("timestamp", "comment-id", "voter-id", "vote"))
    votes = []
    for line in lines:
        comment = line.whole("comment-id")
        if comment not in known:
            raise line.broken(f"vote on comment {comment}, which is not in {COMMENTS}")
        votes.append(Vote(comment, line.whole("voter-id"), _value(line, "vote"), _moment(line)))
    return votes


def _cells(text: str, known: set[int]) -> list[Vote]:
    """One row a participant, one column a comment, named by its number; an empty cell was not seen."""
    names, lines = table(text, file=PARTICIPANTS, columns=("participant",))
    columns = [name for name in names if name.isascii() and name.isdigit()]
    unknown = [name for name in columns if int(name) not in known]
    if unknown:
        raise BrokenFile(PARTICIPANTS, 1, f"votes on comment {unknown[0]}, which is not in {COMMENTS}")
    votes: list[Vote] = []
    met: set[int] = set()
    for line in lines:
        voter = line.whole("participant")
        if voter in met:
            raise line.broken(f"participant {voter} is there twice")
        met.add(voter)
        votes += [Vote(int(name), voter, _value(line, name), None) for name in columns if line.text(name)]
    return votes


def _value(line: Line, column: str) -> int:
    if line.text(column) not in ("-1", "0", "1"):
        raise line.broken(f"vote {line.cells[column]!r} is not -1, 0 or 1")
    return int(line.text(column))


def _moment(line: Line) -> datetime:
    """Milliseconds since 1970 as a moment in UTC."""
    try:
        return datetime.fromtimestamp(line.whole("timestamp") / 1000, tz=UTC)
    except (OverflowError, OSError, ValueError):
        raise line.broken(f"timestamp is no moment: {line.cells['timestamp']!r}") from None
