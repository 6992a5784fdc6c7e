"""`punos-analysis`: check published figures, or read a Polis export, from the command line."""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from punos_analysis import polis
from punos_analysis.comparing import KNOWN, verify_package
from punos_analysis.opinions import NoMap, OpinionMap, opinion_map
from punos_analysis.ranking import rank
from punos_analysis.survey_package import SUMS, sums, unpacked
from punos_analysis.tables import BrokenFile, decoded
from punos_analysis.uniting import unite_and_divide


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if something differs or cannot be read."""
    parser = argparse.ArgumentParser(prog="punos-analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in (
        ("verify", "recompute the figures from the open data in a folder or a ZIP file and compare"),
        ("polis", "analyse a conversation exported from Polis"),
    ):
        commands.add_parser(name, help=what).add_argument("folder", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        return _verify(chosen.folder) if chosen.command == "verify" else _polis(chosen.folder)
    except (BrokenFile, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1


def _verify(place: Path) -> int:
    compared = verify_package(_contents(place))
    for line in compared.differences:
        print(line)
    print(compared.summary)
    return 1 if compared.differences else 0


def _contents(place: Path) -> dict[str, bytes]:
    """The files of a ZIP file, or those of a folder that verifying may read."""
    if place.is_file():
        return unpacked(place.read_bytes(), file=place.name)
    listed = place / SUMS
    named = sums(decoded(listed.read_bytes(), file=SUMS)) if listed.is_file() else {}
    # a list of checksums may come from anybody: nothing outside the folder is read for it
    wanted = {Path(name).name for name in named} | {*KNOWN, SUMS}
    return {name: (place / name).read_bytes() for name in sorted(wanted) if (place / name).is_file()}


def _polis(folder: Path) -> int:
    started = time.perf_counter()
    given = {name: (folder / name).read_bytes() for name in polis.FILES if (folder / name).exists()}
    conversation = polis.read(given)
    ratings = conversation.ratings()
    ranking = rank(ratings)
    shown = opinion_map(ratings)
    groups = shown.group_of_voice if isinstance(shown, OpinionMap) else {}
    common = unite_and_divide(ratings, groups=groups)
    seconds = time.perf_counter() - started
    texts = {str(each.id): each.text for each in conversation.comments}
    print(conversation.topic)
    print(f"{len(conversation.voters)} voters, {len(conversation.comments)} statements, ", end="")
    print(f"{len(conversation.votes)} votes ({conversation.rows} rows)")
    print(_told(shown))
    for title, ideas in (("unites", common.uniting), ("divides", common.dividing)):
        for each in ideas:
            print(f"{title} {each.score:.2f}  {texts[each.idea]}")
    for best in ranking.ranked[:5]:
        print(f"place {best.places}  {100 * best.mean:.0f} % of {best.n} agree  {texts[best.idea]}")
    # ru_maxrss counts kilobytes on Linux
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.2f} s, peak memory {peak:.0f} MiB")
    return 0


def _told(shown: OpinionMap | NoMap) -> str:
    if isinstance(shown, NoMap):
        return f"no opinion map: {shown.reason} ({shown.voices} voices)"
    if not shown.groups:
        return f"no clear groups (silhouette {shown.silhouette:.2f}, by chance {shown.null:.2f})"
    sizes = " + ".join(str(each.size) for each in shown.groups)
    return (
        f"groups of {sizes} (silhouette {shown.silhouette:.2f}, by chance {shown.null:.2f}, "
        f"stability {shown.stability:.2f})"
    )


if __name__ == "__main__":
    sys.exit(main())
