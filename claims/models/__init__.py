"""The records of the desk, in the order in which a claim meets them.

Each imports only those above it.
"""

from claims.models.people import Person
from claims.models.learned_weights import LearnedWeights
from claims.models.articles import Article, ArticleVersion
from claims.models.tags import Tag
from claims.models.claims import Claim
from claims.models.repeat_index import IndexedClaim, RepeatKey
from claims.models.cited_pages import CitedPage, WebHost
from claims.models.robots_files import StoredRobotsFile
from claims.models.outages import WebOutage
from claims.models.evidence import Evidence
from claims.models.link_checks import LinkCheck, QuoteCheck
from claims.models.reviews import Correction, ReviewNote, StatusChange
from claims.models.sightings import Sighting
from claims.models.snapshots import KeptCopy, Snapshot
from claims.models.public_copies import PublicCopy
from claims.models.published_claims import PublishedClaim, with_document_parts, with_published
from claims.models.notifications import Notification, Subscription

__all__ = [
    "Article",
    "ArticleVersion",
    "CitedPage",
    "Claim",
    "Correction",
    "Evidence",
    "IndexedClaim",
    "KeptCopy",
    "LearnedWeights",
    "LinkCheck",
    "Notification",
    "Person",
    "PublicCopy",
    "PublishedClaim",
    "QuoteCheck",
    "RepeatKey",
    "ReviewNote",
    "Sighting",
    "Snapshot",
    "StatusChange",
    "StoredRobotsFile",
    "Subscription",
    "Tag",
    "WebHost",
    "WebOutage",
    "with_document_parts",
    "with_published",
]
