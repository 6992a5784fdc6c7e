"""The shape of what is sent to this room's pages."""

from punos.organisations.forms.hat import HatForm

__all__ = ["HatForm"]
