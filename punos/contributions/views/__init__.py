"""The pages of this room: the rules of discussion, reporting, appealing."""

from punos.contributions.views.moderating import appeal, report, rules_of_discussion

__all__ = ["appeal", "report", "rules_of_discussion"]
