"""What every room does in the same way: destroying what it keeps of people, a batch at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import transaction

from punos.core.keeping import Kept

ROWS_AT_ONCE = 2_000


@transaction.atomic
def destroy_some(
    *, kept: Iterable[Kept], before: Mapping[str, Callable[[Sequence[int]], None]] | None = None
) -> dict[str, int]:
    """Destroy one batch of the first kind of which something is left; how many of it. Nothing when all is gone.

    What has been done is not found again, so that whoever was interrupted goes on where it stopped. `before` are
    called by kind, with the ids of the rows that are next.
    """
    for each in kept:
        ids = list(each.rows.order_by("pk").values_list("pk", flat=True)[: each.at_once or ROWS_AT_ONCE])
        if not ids:
            continue
        if before and each.kind in before:
            before[each.kind](ids)
        batch = each.rows.filter(pk__in=ids)
        if each.blank:
            batch.update(**each.blank)
        else:
            batch.only("pk").delete()
        return {each.kind: len(ids)}
    return {}
