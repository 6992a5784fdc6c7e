"""Talks to the mail server, to the mailboxes of organisations in Suomi.fi Messages, and reads what came back."""

from punos.mail.adapters.bounces import bounces_in, letters_in, read_letter
from punos.mail.adapters.smtp import Line, Server

__all__ = ["Line", "Server", "bounces_in", "letters_in", "read_letter"]
