"""The sign-in library (django-allauth) and the city's sign-in service (OpenID Connect)."""

from punos.people.adapters.accounts import ProviderAdapter, SignInAdapter
from punos.people.adapters.second_factor import SecondFactorAdapter

__all__ = ["ProviderAdapter", "SecondFactorAdapter", "SignInAdapter"]
