"""All public claims as schema.org's DataFeed of ClaimReviews, as aggregators fetch it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson

from claims.publishing.claim_review import claim_review_node
from claims.publishing.moments import written

if TYPE_CHECKING:
    from claims.models import Claim


def data_feed(
    claims: Iterable["Claim"], *, base_url: str, desk_name: str, modified_at: datetime
) -> Iterator[bytes]:
    """Yield the JSON of the feed piece by piece: there may be more claims than memory."""
    head = orjson.dumps(_head(desk_name, modified_at))
    yield head.removesuffix(b"}") + b',"dataFeedElement":['
    for position, claim in enumerate(claims):
        item = data_feed_item(claim, base_url=base_url, desk_name=desk_name)
        yield (b"," if position else b"") + orjson.dumps(item)
    yield b"]}"


def data_feed_item(claim: "Claim", *, base_url: str, desk_name: str) -> dict[str, Any]:
    """Return one claim as the feed lists it."""
    review = claim_review_node(claim, base_url=base_url, desk_name=desk_name)
    return {
        "@type": "DataFeedItem",
        "url": review["url"],
        "dateCreated": written(claim.created_at),
        "dateModified": written(claim.updated_at),
        "item": [review],
    }


def _head(desk_name: str, modified_at: datetime) -> dict[str, str]:
    return {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": desk_name,
        "dateModified": written(modified_at),
    }
