"""The pages of this room."""

from punos.organisations.views.hat import wear_hat

__all__ = ["wear_hat"]
