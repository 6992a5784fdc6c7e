"""Talks to outside systems about organisations: the registers of PRH, and Suomi.fi e-Authorizations."""
