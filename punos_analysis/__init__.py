"""The analysis library of Punos: what the answers of a consultation say, and how surely.

Values in, frozen dataclasses out. It knows no database and no web page, reads no clock, and draws chance
only from seeds that it is given, so that whoever has the same open data gets the same figures.
"""

from punos_analysis.brainstorm import Figures, IdeaInput, OpenData, VoiceInput, analyse, open_data
from punos_analysis.breakdowns import Breakdown, breakdown
from punos_analysis.opinions import NoMap, OpinionMap, opinion_map
from punos_analysis.ranking import Ranking, rank
from punos_analysis.ratings import Ratings, Scale
from punos_analysis.tables import BrokenFile
from punos_analysis.uniting import unite_and_divide

__all__ = [
    "Breakdown",
    "BrokenFile",
    "Figures",
    "IdeaInput",
    "NoMap",
    "OpenData",
    "OpinionMap",
    "Ranking",
    "Ratings",
    "Scale",
    "VoiceInput",
    "analyse",
    "breakdown",
    "open_data",
    "opinion_map",
    "rank",
    "unite_and_divide",
]
