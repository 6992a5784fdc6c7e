"""The shape of what is chosen about notices."""

from punos.notices.forms.following import CadenceForm

__all__ = ["CadenceForm"]
