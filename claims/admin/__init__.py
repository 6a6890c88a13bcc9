"""The review desk: Django's own admin. It shows and asks; `claims.actions` decides and writes."""

from claims.admin import (
    articles,
    cited_pages,
    claims,
    emails,
    histories,
    learned_weights,
    people,
    site,
    subscriptions,
)

__all__ = [
    "articles",
    "cited_pages",
    "claims",
    "emails",
    "histories",
    "learned_weights",
    "people",
    "site",
    "subscriptions",
]
