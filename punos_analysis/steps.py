"""When results that everybody sees may be followed by newer ones, so that two states tell nobody's answers.

Who keeps an older state and subtracts it from the next one has the answers of those who answered in between: of a
single person every answer, and with the numbers by background where that person comes from. Therefore, while answers
come in, the five persons who spoke last are left out, and the next state waits for five new ones. Then at least five
persons come in with each step, also with the last one, which leaves nobody out.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from punos_analysis.breakdowns import SMALLEST


def left_out[Person: int | str](spoke: Mapping[Person, datetime], *, k: int = SMALLEST) -> set[Person]:
    """Those who are not counted yet while answers come in, by when each person last spoke; of one moment the greatest."""
    latest = sorted(((at, person) for person, at in spoke.items()), reverse=True)
    return {person for _at, person in latest[:k]}


def may_follow(
    *,
    new: int,
    changed: int,
    last: datetime,
    now: datetime,
    ends: Iterable[datetime],
    k: int = SMALLEST,
) -> bool:
    """Whether a newer state may take the place of the one read at `last`.

    `new` persons spoke for the first time since, `changed` are all who spoke since. Who changes an answer does not
    count as new: the five who were left out may be the same. `ends` are the moments at which a time to answer is over:
    the first state after each of them is always told.
    """
    return changed == 0 or new >= k or any(last < end <= now for end in ends)
