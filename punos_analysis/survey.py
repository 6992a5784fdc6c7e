"""Surveys: what is published of their answers, and every figure made from that.

`survey_open_data` takes what the consultation knows and leaves out what may not be published; `analyse_survey`
makes the figures from the rest and from nothing else, for the city as for a reader at home.
"""

from punos_analysis.survey_analysis import analyse_survey
from punos_analysis.survey_data import Kind, QuestionInput, Signer, SurveyData, SurveyVoice, TextRow
from punos_analysis.survey_figures import SurveyFigures
from punos_analysis.survey_files import read_survey, write_survey
from punos_analysis.survey_package import Licence, survey_package
from punos_analysis.survey_publishing import survey_open_data

__all__ = [
    "Kind",
    "Licence",
    "QuestionInput",
    "Signer",
    "SurveyData",
    "SurveyFigures",
    "SurveyVoice",
    "TextRow",
    "analyse_survey",
    "read_survey",
    "survey_open_data",
    "survey_package",
    "write_survey",
]
